import { typedMoney, typedTokens } from "./amounts";

/** What is typed about a budget; "" where it does not limit. */
export interface BudgetEntry {
  tokens: string;
  money: string;
}

export type BudgetFault = "missing" | "tokens" | "money" | "below";

/**
 * What is wrong with it. priced: whether the endpoint has prices, so that money can be a limit. spent: of a run that
 * asks again; its budget counts from the start of the run.
 */
export function budgetFaults(
  budget: BudgetEntry,
  priced: boolean,
  spent: { tokens: number; money: string | null } = { tokens: 0, money: null },
): { tokens?: BudgetFault; money?: BudgetFault } {
  const money = priced ? budget.money.trim() : "";
  const wanted = budget.tokens.trim();
  if (!wanted && !money) return priced ? { money: "missing" } : { tokens: "missing" };
  const faults = {
    tokens: wanted ? faultOf(typedTokens(wanted), spent.tokens, "tokens") : null,
    money: money ? faultOf(typedMoney(money), spent.money, "money") : null,
  };
  return {
    ...(faults.tokens && { tokens: faults.tokens }),
    ...(faults.money && { money: faults.money }),
  };
}

function faultOf(
  typed: number | string | null,
  spent: number | string | null,
  unreadable: BudgetFault,
): BudgetFault | null {
  if (typed === null) return unreadable;
  return Number(typed) <= Number(spent ?? 0) ? "below" : null;
}

/** The budget as it is sent; null where it does not limit. */
export function budgetOf(
  budget: BudgetEntry,
  priced: boolean,
): { budget_tokens: number | null; budget_money: string | null } {
  return {
    budget_tokens: typedTokens(budget.tokens),
    budget_money: priced ? typedMoney(budget.money) : null,
  };
}
