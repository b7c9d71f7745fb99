import { expect, it } from "vitest";
import type { ScoreOut } from "../../../src/api/types.gen";
import { EMPTY } from "../../../src/lib/score-body";
import { proposalOf, reanchored } from "../../../src/screens/compare/confirming";

const quote = (exact: string, start: number) => ({
  exact,
  prefix: "",
  suffix: "",
  start,
  end: start + exact.length,
});
const OLDER = {
  id: 7,
  rating: "partly",
  rationale: "A court decides.",
  evidence: [quote("a court", 0), quote("at once", 20)],
  recommendation: null,
} as unknown as ScoreOut;
const TEXT = "Leave of a court is needed.";

it("quotes stand where their exact words are now; the others are listed", () => {
  const { kept, gone } = reanchored(OLDER.evidence, TEXT);
  expect(kept.map(({ exact, start, end }) => [exact, start, end])).toEqual([["a court", 9, 16]]);
  expect(gone.map(({ exact }) => exact)).toEqual(["at once"]);
});

it("a new score begins with the old reasons but without a rating", () => {
  const proposal = proposalOf(OLDER, null, TEXT);
  expect([proposal.rating, proposal.rationale, proposal.evidence.length]).toEqual([
    null,
    "A court decides.",
    1,
  ]);
});

it("notes written here already stay, before what the older score says", () => {
  const own = { ...EMPTY, rationale: "Seen the new words." };
  expect(proposalOf(OLDER, own, TEXT).rationale).toBe("Seen the new words.\n\nA court decides.");
});
