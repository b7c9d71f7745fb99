/** The rows as the reviewer left them: what the service knows, then what was saved since, then what is still unsent. Pure. */
import type { RowOut, ScoreOut } from "../../api/types.gen";
import type { Entry } from "../../lib/outbox";
import { isComplete } from "../../lib/score-body";

/** Own scores that were heard of, by path and criterion. */
export type Heard = ReadonlyMap<string, Readonly<Record<string, ScoreOut>>>;

/** Ratings by path and criterion; null where a rating was withdrawn. */
export type Ratings = ReadonlyMap<string, Readonly<Record<string, string | null>>>;

/** The one of two versions of a score that was stored later. */
export function newer<S extends ScoreOut | null>(score: S, other: ScoreOut | undefined): S | ScoreOut {
  return other && other.revision > (score?.revision ?? 0) ? other : score;
}

/**
 * Adds the ratings of unsent entries of one assessment to those saved since the rows were loaded. An entry that the
 * service would not take yet counts as no rating, so that looking for the next unscored cell leads back to it.
 */
export function ratingsOf(heard: Heard, entries: readonly Entry[], assessment: number): Ratings {
  const all = new Map<string, Record<string, string | null>>();
  const add = (path: string, criterion: string, rating: string | null) =>
    all.set(path, { ...all.get(path), [criterion]: rating });
  for (const [path, scores] of heard)
    for (const [criterion, { rating }] of Object.entries(scores)) add(path, criterion, rating);
  for (const { cell, body } of entries)
    if (cell.assessment === assessment)
      add(cell.provision, cell.criterion, isComplete(body) ? body.rating : null);
  return all;
}

/** The rows with these ratings put in. A row without news stays the same object, so that nothing is drawn again. */
export function overlayRows<R extends RowOut>(rows: readonly R[], ratings: Ratings): R[] {
  return rows.map((row) => {
    const news = ratings.get(row.path);
    if (!news) return row;
    const rated = Object.fromEntries(
      Object.entries({ ...row.rated, ...news }).filter((pair): pair is [string, string] => pair[1] !== null),
    );
    const open = (criterion: string) => !(criterion in rated);
    return { ...row, rated, to_confirm: row.to_confirm.filter(open), to_carry: row.to_carry.filter(open) };
  });
}
