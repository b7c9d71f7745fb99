/** The rows as the reviewer left them: what the service knows, then what was saved since, then what is still unsent. Pure. */
import type { RowOut } from "../../api/types.gen";
import type { Entry } from "../../lib/outbox";

/** Ratings by path and criterion; null where a rating was withdrawn. */
export type Ratings = ReadonlyMap<string, Readonly<Record<string, string | null>>>;

/** Adds the ratings of unsent entries of one assessment to those saved since the rows were loaded. */
export function ratingsOf(saved: Ratings, entries: readonly Entry[], assessment: number): Ratings {
  const all = new Map(saved);
  for (const { cell, body } of entries) {
    if (cell.assessment !== assessment) continue;
    all.set(cell.provision, { ...all.get(cell.provision), [cell.criterion]: body.rating });
  }
  return all;
}

/** The rows with these ratings put in. A row without news stays the same object, so that nothing is drawn again. */
export function overlayRows(rows: readonly RowOut[], ratings: Ratings): RowOut[] {
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
