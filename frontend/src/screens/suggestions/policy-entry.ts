import type { Consent, PolicyChoiceOut, PolicyIn, PolicyOut, RevealMode } from "../../api/types.gen";
import { typedTokens } from "../run/amounts";

/** What is chosen of a policy before it is sent. choice: names one of `choices`; "" for one that is not there any more. */
export interface PolicyEntry {
  choice: string;
  confirmed: boolean;
  reveal: RevealMode;
  tokens: string;
}

const MOST_TOKENS = 100_000_000;

type Named = Pick<PolicyChoiceOut, "consent" | "endpoint_id">;
export const choiceName = ({ consent, endpoint_id }: Named): string => `${consent}/${endpoint_id ?? ""}`;

export function entryOf(policy: PolicyOut): PolicyEntry {
  const name = choiceName(policy);
  return {
    choice: policy.choices.some((choice) => choiceName(choice) === name) ? name : "",
    confirmed: false,
    reveal: policy.reveal as RevealMode,
    tokens: String(policy.request_tokens),
  };
}

export function chosenOf(entry: PolicyEntry, choices: readonly PolicyChoiceOut[]): PolicyChoiceOut | null {
  return choices.find((choice) => choiceName(choice) === entry.choice) ?? null;
}

/** Tokens for single requests; null when what was typed is no such number. */
export function requestTokens(entry: PolicyEntry): number | null {
  if (/^\s*0*\s*$/.test(entry.tokens)) return 0;
  const tokens = typedTokens(entry.tokens);
  return tokens !== null && tokens <= MOST_TOKENS ? tokens : null;
}

/** Whether somebody has to say yes to it: words are sent. */
export const needsConfirming = (choice: PolicyChoiceOut | null): boolean =>
  choice !== null && choice.consent !== "none";

/** What is sent: the sentence goes back as it was read. */
export function bodyOf(entry: PolicyEntry, choice: PolicyChoiceOut): PolicyIn {
  return {
    consent: choice.consent as Consent,
    endpoint_id: choice.endpoint_id,
    reveal: entry.reveal,
    request_tokens: requestTokens(entry) ?? 0,
    statement: choice.statement,
  };
}
