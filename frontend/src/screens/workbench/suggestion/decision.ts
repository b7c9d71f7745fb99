/** What a reviewer is about to do with a revealed suggestion, until the service has it. Pure. */
import type { SuggestionOut } from "../../../api/types.gen";
import { missingOf, type ScoreContent } from "../../../lib/score-body";
import { sameQuote, type Quote } from "../../../lib/selector";

export const ACTIONS = ["accept", "edit", "reject"] as const;
export type Action = (typeof ACTIONS)[number];

/** Characters of a reason without the white space around it, as the service asks for. */
export const LEAST_REASON = 3;
export const MOST_REASON = 2000;

/**
 * What was chosen and typed. The rest is for "edit" only, and on top of the own score, which may change meanwhile:
 * rating: as chosen for the edited score, null until then. rationale: null while it is the own one.
 * added, removed: quotes beside those of the own score.
 */
export interface Draft {
  action: Action | null;
  reason: string;
  rating: string | null;
  rationale: string | null;
  added: readonly Quote[];
  removed: readonly Quote[];
}

export const NOTHING: Draft = {
  action: null,
  reason: "",
  rating: null,
  rationale: null,
  added: [],
  removed: [],
};

/** The score that an edit writes: the own one, changed. */
export function edited(own: ScoreContent, draft: Draft): ScoreContent {
  const kept = own.evidence.filter((quote) => !draft.removed.some((gone) => sameQuote(gone, quote)));
  const added = draft.added.filter((quote) => !kept.some((one) => sameQuote(one, quote)));
  return {
    rating: draft.rating,
    rationale: draft.rationale ?? own.rationale,
    evidence: [...kept, ...added],
    recommendation: own.recommendation,
  };
}

/** The draft with a quote in the evidence of its edited score. */
export function withQuote(own: ScoreContent, draft: Draft, quote: Quote): Draft {
  const removed = draft.removed.filter((gone) => !sameQuote(gone, quote));
  if (edited(own, { ...draft, removed }).evidence.some((one) => sameQuote(one, quote)))
    return { ...draft, removed };
  return { ...draft, removed, added: [...draft.added, quote] };
}

/** The draft without a quote in the evidence of its edited score. */
export function withoutQuote(own: ScoreContent, draft: Draft, quote: Quote): Draft {
  const added = draft.added.filter((one) => !sameQuote(one, quote));
  const isOwn = own.evidence.some((one) => sameQuote(one, quote));
  return { ...draft, added, removed: isOwn ? [...draft.removed, quote] : draft.removed };
}

/** The draft with the suggested rationale after what the edited score says already. */
export function withRationale(own: ScoreContent, draft: Draft, suggested: string): Draft {
  const present = (draft.rationale ?? own.rationale).trimEnd();
  if (present.includes(suggested.trim())) return draft;
  return { ...draft, rationale: present ? `${present}\n\n${suggested.trim()}` : suggested.trim() };
}

/** Quotes of a suggestion that stand in the provision, each once, as they stand there. */
export function foundQuotes(suggestion: Pick<SuggestionOut, "quotes">): Quote[] {
  const found = suggestion.quotes.flatMap(({ found }) => found ?? []);
  return found.filter((quote, k) => found.findIndex((one) => sameQuote(one, quote)) === k);
}

/** The first thing that is missing before the decision can be recorded; null when nothing is. */
export function missing(own: ScoreContent, draft: Draft): "rating" | "rationale" | "reason" | null {
  if (draft.action === "edit") {
    if (draft.rating === null) return "rating";
    if (missingOf({ ...edited(own, draft), recommendation: null }) === "rationale") return "rationale";
  }
  return draft.reason.trim().length < LEAST_REASON ? "reason" : null;
}
