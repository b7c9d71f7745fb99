/** The closed lists of suggestions, each with the sentence that says it to a reviewer. */
import type { PlainKey } from "../../../lib/i18n.svelte";

const FLAGS = [
  "invisible",
  "direction",
  "tags",
  "instruction",
  "role_marker",
  "template",
  "boundary",
  "link",
] as const;
const OUTCOMES = [
  "refused",
  "filtered",
  "truncated",
  "invalid",
  "too_long",
  "failed",
  "interrupted",
  "cancelled",
  "over_budget",
] as const;
const QUOTE_STATES = ["exact", "normalised", "not_found", "too_short", "ambiguous"] as const;
const UNCERTAINTIES = ["low", "medium", "high"] as const;

function named<const Names extends readonly string[]>(
  names: Names,
  value: string | null,
): Names[number] | null {
  return value !== null && names.includes(value) ? value : null;
}

/** Why to look twice; a flag that this program does not know yet is said as one. */
export const flagSentence = (flag: string): PlainKey =>
  `suggestion.flag.${named(FLAGS, flag) ?? "other"}` as const;

/** How a question ended that brought no suggestion. */
export const outcomeSentence = (outcome: string | null): PlainKey =>
  `suggestion.outcome.${named(OUTCOMES, outcome) ?? "other"}` as const;

/** Whether a quote stands in the provision; one of an unknown state does not count as found. */
export const quoteSentence = (state: string): PlainKey =>
  `suggestion.quote.${named(QUOTE_STATES, state) ?? "not_found"}` as const;

/** How sure the model says it is; null when it does not say. */
export function uncertaintySentence(uncertainty: string | null): PlainKey | null {
  const known = named(UNCERTAINTIES, uncertainty);
  return known && `suggestion.uncertainty.${known}`;
}
