import { describe, expect, it } from "vitest";
import { money, span, typedMoney, typedTokens } from "../../../src/screens/run/amounts";

describe("money", () => {
  it("keeps the decimals that tell a small amount from nothing", () => {
    expect(money("0.002533", "EUR")).toBe("€0.002533");
    expect(money("12.5", "EUR")).toBe("€12.50");
    expect(money("0.00", "USD")).toBe("US$0.00");
  });
  it("shows what is no currency as it was given", () => expect(money("1.50", "E")).toBe("1.50 E"));
});

describe("a span of time", () => {
  it("is as exact as a guess deserves", () => {
    expect([0, 40, 90, 3600, 5400, 9000, 200_000].map(span)).toEqual([
      "1 second",
      "40 seconds",
      "2 minutes",
      "60 minutes",
      "1.5 hours",
      "2.5 hours",
      "2.5 days",
    ]);
  });
});

describe("what people type", () => {
  it("is money with a point or a comma", () => {
    expect(["12,50", " 0.4 ", "3"].map(typedMoney)).toEqual(["12.50", "0.4", "3"]);
  });
  it("is no money when it is nothing, negative, in words, or too exact", () => {
    expect(["", "0", "-1", "ten", "1.2345678", "1e3"].map(typedMoney)).toEqual(Array(6).fill(null));
  });
  it("is a number of tokens however thousands are parted", () => {
    expect(["40 000", "40,000", "40.000", "40’000", "40000"].map(typedTokens)).toEqual(Array(5).fill(40_000));
  });
  it("is no number of tokens otherwise", () => {
    expect(["", "0", "-5", "many", "1e6"].map(typedTokens)).toEqual(Array(5).fill(null));
  });
});
