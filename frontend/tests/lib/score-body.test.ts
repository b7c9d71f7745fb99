import { describe, expect, it } from "vitest";
import {
  contentOf,
  EMPTY,
  isComplete,
  missingOf,
  mergeContent,
  sameContent,
  type ScoreContent,
} from "../../src/lib/score-body";
import { quoteOf } from "../../src/lib/selector";

const TEXT = "Each State Party shall adopt measures.";
const FIRST = quoteOf(TEXT, { start: 0, end: 10 })!;
const SECOND = quoteOf(TEXT, { start: 11, end: 22 })!;
const score = (change: Partial<ScoreContent> = {}): ScoreContent => ({ ...EMPTY, rating: "met", ...change });

describe("two scores", () => {
  it.each<[string, Partial<ScoreContent>]>([
    ["rating", { rating: "silent" }],
    ["rationale", { rationale: "why" }],
    ["evidence", { evidence: [FIRST] }],
    ["action", { recommendation: { action: "delete", text: "" } }],
  ])("differ by %s", (_, change) => {
    expect(sameContent(score(), score(change))).toBe(false);
    expect(sameContent(score(change), score({ ...change }))).toBe(true);
  });

  it("differ by one quote or one proposed word", () => {
    expect(sameContent(score({ evidence: [FIRST] }), score({ evidence: [SECOND] }))).toBe(false);
    const amend = (text: string) => score({ recommendation: { action: "amend", text } });
    expect(sameContent(amend("a"), amend("b"))).toBe(false);
  });
});

describe("the content of a score", () => {
  it("is what the reviewer wrote", () => {
    expect(contentOf({ ...score(), revision: 3 } as ScoreContent)).toEqual(score());
  });
});

describe("not applicable", () => {
  it("needs a reason", () => {
    expect(isComplete(score({ rating: "not_applicable" }))).toBe(false);
    expect(isComplete(score({ rating: "not_applicable", rationale: "  " }))).toBe(false);
    expect(isComplete(score({ rating: "not_applicable", rationale: "Fees only." }))).toBe(true);
    expect(isComplete(score())).toBe(true);
    expect(isComplete(EMPTY)).toBe(true);
  });
});

describe("a recommendation", () => {
  it.each([
    ["amend", "", "proposal"],
    ["add", " ", "proposal"],
    ["amend", "by a court", null],
    ["delete", "", null],
    ["keep", "", null],
  ])("to %s with “%s” misses %s", (action, text, missing) => {
    expect(missingOf(score({ recommendation: { action, text } }))).toBe(missing);
  });
});

describe("merging two versions", () => {
  it("keeps my rating, both rationales and all evidence once", () => {
    const merged = mergeContent(
      score({ rationale: "No judge.", evidence: [FIRST] }),
      score({ rating: "not_met", rationale: "No notice.", evidence: [FIRST, SECOND] }),
    );
    expect(merged).toEqual(score({ rationale: "No judge.\n\nNo notice.", evidence: [FIRST, SECOND] }));
  });

  it("does not repeat words that one version already holds", () => {
    expect(mergeContent(score({ rationale: "A. B." }), score({ rationale: "A." })).rationale).toBe("A. B.");
    expect(mergeContent(score({ rationale: "A." }), score({ rationale: "A. B." })).rationale).toBe("A. B.");
    expect(mergeContent(score({ rationale: "" }), score({ rationale: "A." })).rationale).toBe("A.");
  });

  it("takes the other rating or recommendation where mine has none", () => {
    const other = score({ recommendation: { action: "delete", text: "" } });
    expect(mergeContent(EMPTY, other)).toEqual(other);
  });

  it("joins two proposed texts under my action", () => {
    const mine = score({ recommendation: { action: "amend", text: "shall" } });
    const other = score({ recommendation: { action: "delete", text: "may" } });
    expect(mergeContent(mine, other).recommendation).toEqual({ action: "amend", text: "shall\n\nmay" });
  });
});
