import { describe, expect, it } from "vitest";
import type { OutcomesOut, RunOut } from "../../../src/api/types.gen";
import { costAgain, isOver, shareSpent, stateOf, unsuggestedOf } from "../../../src/screens/run/run-words";

const run = (changed: Partial<RunOut>): RunOut =>
  ({
    state: "running",
    asked: 0,
    ended: 10,
    outcomes: {},
    spent_tokens: 1000,
    spent_money: "0.50",
    budget_tokens: null,
    budget_money: null,
    ...changed,
  }) as RunOut;

describe("a run", () => {
  it("is over once it ended and nothing is being answered", () => {
    expect(isOver(run({ state: "cancelled", asked: 1 }))).toBe(false);
    expect(isOver(run({ state: "cancelled" }))).toBe(true);
    expect(isOver(run({ state: "blocked" }))).toBe(false);
  });
  it("is shown as running when its state is not known here", () => {
    expect(stateOf({ state: "dreaming" })).toBe("running");
  });
  it("has spent the share of the budget that ends first", () => {
    expect(shareSpent(run({ budget_tokens: 4000, budget_money: "1.00" }))).toBe(0.5);
    expect(shareSpent(run({ budget_tokens: 500 }))).toBe(1);
    expect(shareSpent(run({}))).toBe(0);
  });
});

describe("outcomes without a suggestion", () => {
  it("come in one order, those that are there", () => {
    const outcomes: OutcomesOut = { suggested: 4, cancelled: 2, failed: 1, refused: 0 };
    expect(unsuggestedOf(outcomes)).toEqual([
      { outcome: "failed", count: 1 },
      { outcome: "cancelled", count: 2 },
    ]);
  });
});

describe("asking again", () => {
  it("costs about what the asked questions did", () => {
    expect(costAgain(run({ outcomes: { suggested: 4, cancelled: 6 } }), 6)).toEqual({
      tokens: 1500,
      money: "0.750000",
    });
  });
  it("has no price where nothing was answered", () => {
    expect(costAgain(run({ outcomes: { cancelled: 10 } }), 10)).toBeNull();
    expect(costAgain(run({ spent_tokens: 0, outcomes: { failed: 10 } }), 10)).toBeNull();
  });
});
