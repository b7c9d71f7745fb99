/** Taking acts back without losing what was written since. Pure. */
import { sameContent, type ScoreContent } from "../../lib/score-body";
import type { Place } from "./rows";

/** One act in a cell: what it said before and after. */
export interface Act extends Place {
  before: ScoreContent;
  after: ScoreContent;
}

const PARTS = ["rating", "rationale", "evidence", "recommendation"] as const;

/**
 * The cell's content with an act taken back. A part that was changed again since the act stays as it is now: taking a
 * rating back must not take the rationale with it that was typed after it. Null when nothing of the act is left.
 */
export function takenBack(present: ScoreContent, { before, after }: Act): ScoreContent | null {
  const untouched = PARTS.filter((part) => sameContent({ ...present, [part]: after[part] }, present));
  const earlier = Object.fromEntries(untouched.map((part) => [part, before[part]]));
  const content = { ...present, ...earlier };
  return sameContent(content, present) ? null : content;
}
