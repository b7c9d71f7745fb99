import type { OutcomesOut, RunOut } from "../../api/types.gen";
import type { PlainKey } from "../../lib/i18n.svelte";

/** The closed lists of runs, with the message that names each. */

export type Unsuggested = Exclude<keyof OutcomesOut, "suggested">;

/** Ends of a question without a suggestion, those first that a person can do something about. */
export const UNSUGGESTED: readonly Unsuggested[] = [
  "failed",
  "interrupted",
  "invalid",
  "truncated",
  "refused",
  "filtered",
  "too_long",
  "over_budget",
  "cancelled",
];

export type State = "running" | "paused" | "blocked" | "cancelled" | "finished";

const STATES: readonly string[] = ["running", "paused", "blocked", "cancelled", "finished"];
const PURPOSES: readonly string[] = ["review", "evaluation", "redraft"];

/** A state of a later version of the service is shown as running: it is looked at, never steered wrongly. */
export const stateOf = ({ state }: Pick<RunOut, "state">): State =>
  STATES.includes(state) ? (state as State) : "running";
export const stateLabel = (run: Pick<RunOut, "state">): PlainKey => `run.state.${stateOf(run)}`;
export const outcomeLabel = (outcome: Unsuggested): PlainKey => `run.outcome.${outcome}`;
export const outcomeHelp = (outcome: Unsuggested): PlainKey => `run.outcomeHelp.${outcome}`;

export function purposeLabel({ purpose }: Pick<RunOut, "purpose">): PlainKey {
  return `run.purpose.${PURPOSES.includes(purpose) ? (purpose as "review") : "review"}`;
}

export function isUnsuggested(outcome: string): outcome is Unsuggested {
  return (UNSUGGESTED as readonly string[]).includes(outcome);
}

/** Whether nothing about it changes any more: it ended, and nothing is being answered. */
export function isOver(run: Pick<RunOut, "state" | "asked">): boolean {
  return ["cancelled", "finished"].includes(stateOf(run)) && run.asked === 0;
}

/** Outcomes without a suggestion that there are, with how many. */
export function unsuggestedOf(outcomes: OutcomesOut): { outcome: Unsuggested; count: number }[] {
  return UNSUGGESTED.map((outcome) => ({ outcome, count: outcomes[outcome] ?? 0 })).filter(
    ({ count }) => count > 0,
  );
}

/** Share of the budget that is spent, 0 to 1: of the one that is nearer to its end. */
export function shareSpent(run: RunOut): number {
  const shares = [
    run.budget_tokens ? run.spent_tokens / run.budget_tokens : 0,
    Number(run.budget_money) ? Number(run.spent_money ?? 0) / Number(run.budget_money) : 0,
  ];
  return Math.min(1, Math.max(...shares));
}

/** What asking so many again costs about, from what this run's questions took; null when none was answered yet. */
export function costAgain(run: RunOut, count: number): { tokens: number; money: string | null } | null {
  const unasked = (run.outcomes.over_budget ?? 0) + (run.outcomes.cancelled ?? 0);
  const answered = run.ended - unasked;
  if (answered <= 0 || run.spent_tokens === 0) return null;
  const each = (sum: number) => (sum / answered) * count;
  const cost = run.spent_money === null ? null : each(Number(run.spent_money));
  return { tokens: Math.ceil(each(run.spent_tokens)), money: cost === null ? null : cost.toFixed(6) };
}
