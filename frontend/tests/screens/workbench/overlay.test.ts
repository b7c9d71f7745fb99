import { describe, expect, it } from "vitest";
import type { RowOut, ScoreOut } from "../../../src/api/types.gen";
import type { Entry } from "../../../src/lib/outbox";
import { EMPTY } from "../../../src/lib/score-body";
import { newer, overlayRows, ratingsOf } from "../../../src/screens/workbench/overlay";

const ROW: RowOut = {
  path: "art_1",
  label: "Art. 1",
  heading: "",
  kind: "article",
  role: "general",
  division: "",
  in_scope: ["a", "b"],
  rated: { a: "met" },
  to_confirm: ["b"],
  to_carry: [],
  changed: true,
  bracketed: false,
};
const score = (rating: string | null, revision = 1) => ({ rating, revision }) as ScoreOut;
const entry = (rating: string | null, criterion = "b", assessment = 1): Entry => ({
  id: criterion,
  cell: { assessment, provision: "art_1", criterion },
  body: { ...EMPTY, rating, text_sha256: "", confirms: null },
  base: null,
  sent: null,
  due: 0,
  phase: { name: "waiting" },
});

describe("the overlay", () => {
  it("shows an unsent rating, which also confirms", () => {
    const [row] = overlayRows([ROW], ratingsOf(new Map(), [entry("silent")], 1));
    expect(row).toMatchObject({ rated: { a: "met", b: "silent" }, to_confirm: [] });
  });

  it("puts unsent ratings over saved ones", () => {
    const saved = new Map([["art_1", { b: score("met") }]]);
    expect(overlayRows([ROW], ratingsOf(saved, [entry("silent")], 1))[0]!.rated.b).toBe("silent");
    expect(overlayRows([ROW], ratingsOf(saved, [], 1))[0]!.rated.b).toBe("met");
  });

  it("takes a withdrawn rating away", () => {
    expect(overlayRows([ROW], ratingsOf(new Map(), [entry(null, "a")], 1))[0]!.rated).toEqual({});
  });

  it("keeps notes without a rating apart from ratings", () => {
    expect(overlayRows([ROW], ratingsOf(new Map(), [entry(null)], 1))[0]!.to_confirm).toEqual(["b"]);
  });

  it("counts what the service would not take yet as no rating", () => {
    expect(overlayRows([ROW], ratingsOf(new Map(), [entry("not_applicable", "a")], 1))[0]!.rated).toEqual({});
  });

  it("takes a saved withdrawal for no rating", () => {
    const heard = new Map([["art_1", { a: score(null) }]]);
    expect(overlayRows([ROW], ratingsOf(heard, [], 1))[0]!.rated).toEqual({});
  });

  it("leaves rows without news as they are, and other assessments aside", () => {
    expect(overlayRows([ROW], ratingsOf(new Map(), [entry("met", "b", 2)], 1))[0]).toBe(ROW);
  });
});

describe("the newer of two versions", () => {
  it("is the one stored later, whichever comes last", () => {
    expect(newer(score("met", 2), score("silent", 1)).rating).toBe("met");
    expect(newer(score("met", 1), score("silent", 2)).rating).toBe("silent");
    expect(newer(null, score("silent"))?.rating).toBe("silent");
    expect(newer(null, undefined)).toBeNull();
  });
});
