import { describe, expect, it } from "vitest";
import { EMPTY, type ScoreContent } from "../../../src/lib/score-body";
import { takenBack, type Act } from "../../../src/screens/workbench/undo";

const content = (change: Partial<ScoreContent> = {}): ScoreContent => ({ ...EMPTY, ...change });
const act = (before: ScoreContent, after: ScoreContent): Act => ({
  provision: "art_1",
  criterion: "legality",
  before,
  after,
});
const RATED = act(content(), content({ rating: "not_applicable" }));

describe("taking an act back", () => {
  it("gives what the cell said before", () => {
    expect(takenBack(RATED.after, RATED)).toEqual(RATED.before);
  });

  it("keeps the rationale that was typed after the rating", () => {
    const present = content({ rating: "not_applicable", rationale: "Ten minutes of work." });
    expect(takenBack(present, RATED)).toEqual(content({ rationale: "Ten minutes of work." }));
  });

  it("keeps the proposed words that were typed after the recommendation was chosen", () => {
    const chosen = act(content(), content({ recommendation: { action: "amend", text: "" } }));
    const present = content({ recommendation: { action: "amend", text: "New words." } });
    expect(takenBack(present, chosen)).toBeNull();
  });

  it("is nothing when another rating came after it", () => {
    expect(takenBack(content({ rating: "met" }), RATED)).toBeNull();
  });

  it("is nothing when it was taken back already", () => {
    expect(takenBack(RATED.before, RATED)).toBeNull();
  });
});
