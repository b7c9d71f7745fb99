/** Scores of one cell side by side: their letters, and their evidence as marks in one text. Pure. */
import type { GivenOut, ScoreOut } from "../../api/types.gen";
import type { Mark } from "../../lib/segments";
import { placesOf } from "../../lib/selector";

/** "A" for the first. More than 26 people in one cell: "A2" … */
export function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${letter}${Math.floor(index / 26) + 1}`;
}

/**
 * The letter of each score. Hidden names bring theirs ("Reviewer B" is B), so that a comment that speaks of B means the
 * same; others are counted.
 */
export function lettersOf(scores: readonly Pick<ScoreOut, "person">[]): string[] {
  const given = scores.map(({ person }) =>
    person.id === 0 ? (/ ([A-Z]\d*)$/.exec(person.display_name)?.[1] ?? "") : "",
  );
  const distinct = given.every(Boolean) && new Set(given).size === given.length;
  return distinct ? given : scores.map((_, index) => letterOf(index));
}

/** The evidence of every score, each mark tagged with the letter of its score. */
export function marksOf(text: string, scores: readonly GivenOut[], letters: readonly string[]): Mark[] {
  return scores.flatMap(({ score }, index) =>
    placesOf(text, score.evidence).map((place) => ({ ...place, tag: letters[index]! })),
  );
}

/** What is remembered of a score, to tell after a reload whether it is still the same. */
export const fingerprint = (score: Pick<ScoreOut, "id" | "revision">): string =>
  `${score.id}.${score.revision}`;
