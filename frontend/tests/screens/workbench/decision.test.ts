import { describe, expect, it } from "vitest";
import { EMPTY, type ScoreContent } from "../../../src/lib/score-body";
import type { Quote } from "../../../src/lib/selector";
import {
  edited,
  foundQuotes,
  missing,
  NOTHING,
  withoutQuote,
  withQuote,
  withRationale,
  type Draft,
} from "../../../src/screens/workbench/suggestion/decision";

const quote = (start: number, exact = "words"): Quote => ({
  exact,
  prefix: "",
  suffix: "",
  start,
  end: start + exact.length,
});
const OWN: ScoreContent = {
  rating: "partly",
  rationale: "Mine.",
  evidence: [quote(0), quote(10)],
  recommendation: { action: "amend", text: "Better." },
};
const draft = (change: Partial<Draft> = {}): Draft => ({
  ...NOTHING,
  action: "edit",
  reason: "Because.",
  ...change,
});

describe("an edited score", () => {
  it("begins with the own one, but for the rating, which has to be chosen", () => {
    expect(edited(OWN, draft())).toEqual({ ...OWN, rating: null });
    expect(edited(OWN, draft({ rating: "met" }))).toEqual({ ...OWN, rating: "met" });
  });
  it("takes quotes over once, and leaves own ones out", () => {
    const taken = withQuote(OWN, withQuote(OWN, draft(), quote(20)), quote(20));
    expect(edited(OWN, taken).evidence).toEqual([quote(0), quote(10), quote(20)]);
    const without = withoutQuote(OWN, withoutQuote(OWN, taken, quote(20)), quote(0));
    expect(edited(OWN, without).evidence).toEqual([quote(10)]);
    expect(edited(OWN, withQuote(OWN, without, quote(0))).evidence).toEqual([quote(0), quote(10)]);
  });
  it("keeps what was added to the own score meanwhile", () => {
    const taken = withQuote(OWN, draft(), quote(20));
    const later = { ...OWN, rationale: "Mine, and more.", evidence: [...OWN.evidence, quote(30)] };
    expect(edited(later, taken)).toMatchObject({
      rationale: "Mine, and more.",
      evidence: [quote(0), quote(10), quote(30), quote(20)],
    });
  });
  it("holds a quote once that the own score got meanwhile too", () => {
    const taken = withQuote(OWN, draft(), quote(20));
    expect(edited({ ...OWN, evidence: [quote(20)] }, taken).evidence).toEqual([quote(20)]);
  });
  it("takes the suggested rationale after the own one, once", () => {
    const once = withRationale(OWN, draft(), " Theirs. ");
    expect(once.rationale).toBe("Mine.\n\nTheirs.");
    expect(withRationale(OWN, once, "Theirs.")).toBe(once);
    expect(withRationale(EMPTY, draft(), "Theirs.").rationale).toBe("Theirs.");
  });
});

describe("what a decision lacks", () => {
  it("is a reason, whatever the action", () => {
    for (const action of ["accept", "edit", "reject"] as const) {
      expect(missing(OWN, draft({ action, rating: "met", reason: "  no " }))).toBe("reason");
      expect(missing(OWN, draft({ action, rating: "met", reason: " yes " }))).toBeNull();
    }
  });
  it("is a rating first, when editing, even with an own one", () => {
    expect(missing(OWN, draft({ reason: "" }))).toBe("rating");
  });
  it("is a rationale for what is not applicable", () => {
    expect(missing({ ...OWN, rationale: " " }, draft({ rating: "not_applicable" }))).toBe("rationale");
    expect(missing(OWN, draft({ rating: "not_applicable" }))).toBeNull();
  });
  it("is not the text of an own recommendation, which is said at its field", () => {
    const open = { ...OWN, recommendation: { action: "amend", text: "" } };
    expect(missing(open, draft({ rating: "met" }))).toBeNull();
  });
});

it("takes only quotes that stand in the text, each once", () => {
  const quotes = [
    { claimed: "words", why: "", state: "exact", found: quote(0) },
    { claimed: "mock-quote", why: "", state: "not_found", found: null },
    { claimed: "Words", why: "", state: "normalised", found: quote(0) },
  ];
  expect(foundQuotes({ quotes })).toEqual([quote(0)]);
});
