import { describe, expect, it } from "vitest";
import { budgetFaults, budgetOf } from "../../../src/screens/run/budget-entry";

describe("a budget", () => {
  it("has to limit something", () => {
    expect(budgetFaults({ tokens: "", money: "" }, true)).toEqual({ money: "missing" });
    expect(budgetFaults({ tokens: "", money: "5" }, false)).toEqual({ tokens: "missing" });
    expect(budgetFaults({ tokens: "", money: "5" }, true)).toEqual({});
    expect(budgetFaults({ tokens: "9000", money: "" }, true)).toEqual({});
  });
  it("has to be readable", () => {
    expect(budgetFaults({ tokens: "many", money: "a lot" }, true)).toEqual({
      tokens: "tokens",
      money: "money",
    });
  });
  it("has to be more than what was spent", () => {
    const spent = { tokens: 500, money: "1.20" };
    expect(budgetFaults({ tokens: "500", money: "1.20" }, true, spent)).toEqual({
      tokens: "below",
      money: "below",
    });
    expect(budgetFaults({ tokens: "501", money: "1.21" }, true, spent)).toEqual({});
  });
  it("is sent without money where there are no prices", () => {
    expect(budgetOf({ tokens: "9,000", money: "5" }, false)).toEqual({
      budget_tokens: 9000,
      budget_money: null,
    });
    expect(budgetOf({ tokens: "", money: "5,50" }, true)).toEqual({
      budget_tokens: null,
      budget_money: "5.50",
    });
  });
});
