/** Re-confirming an older score for new words. Pure. */
import type { ScoreOut } from "../../api/types.gen";
import { contentOf, EMPTY, mergeContent, type ScoreContent } from "../../lib/score-body";
import { anchor, quoteOf, type Quote } from "../../lib/selector";

export interface Reanchored {
  kept: Quote[];
  gone: Quote[];
}

/** Quotes of the old words where they stand in the new ones, by their exact words; those that do not are listed. */
export function reanchored(evidence: readonly Quote[], text: string): Reanchored {
  const kept: Quote[] = [];
  const gone: Quote[] = [];
  for (const quote of evidence) {
    const place = anchor(text, quote);
    const found = place.state === "orphan" ? null : quoteOf(text, place);
    if (found) kept.push(found);
    else gone.push(quote);
  }
  return { kept, gone };
}

/** What a new score says before anything is chosen: notes already written here, then the older score's, unrated. */
export function proposalOf(older: ScoreOut, own: ScoreContent | null, text: string): ScoreContent {
  const from = { ...contentOf(older), evidence: reanchored(older.evidence, text).kept };
  return { ...mergeContent(own ?? EMPTY, from), rating: own?.rating ?? null };
}
