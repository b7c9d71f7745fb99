/** What happened to a cell, as one row of steps. Pure. */
import type { ConflictOut } from "../../api/types.gen";

export type Step =
  | { kind: "gave"; at: string; letter: string; rating: string }
  | { kind: "withdrew"; at: string; letter: string }
  | { kind: "settled"; at: string; name: string; rating: string; reason: string }
  | { kind: "reopened"; at: string; name: string; because: string };

/** Every rating that was given or withdrawn, every result, and what opened it again; oldest first. */
export function historyOf(cell: Pick<ConflictOut, "scores" | "results">, letters: readonly string[]): Step[] {
  const given = cell.scores.flatMap(({ past }, index) => {
    const letter = letters[index] ?? "";
    // Notes before the first rating are no step.
    const first = past.findIndex(({ rating }) => rating !== null);
    return past
      .slice(Math.max(first, 0))
      .map(({ rating, at }): Step =>
        rating === null ? { kind: "withdrew", at, letter } : { kind: "gave", at, letter, rating },
      );
  });
  const settled = cell.results.flatMap((result): Step[] => {
    const { at, person, rating, reason } = result;
    const step: Step = { kind: "settled", at, name: person.display_name, rating, reason };
    if (!result.reopened_at) return [step];
    const name = result.reopened_by?.display_name ?? "";
    return [step, { kind: "reopened", at: result.reopened_at, name, because: result.reopened_because }];
  });
  // Of two steps of one moment the rating comes first: it is what opened the cell.
  return [...given, ...settled]
    .map((step, place) => ({ step, place }))
    .sort((one, other) => one.step.at.localeCompare(other.step.at) || one.place - other.place)
    .map(({ step }) => step);
}
