import { describe, expect, it } from "vitest";
import type { MarkOut, ProvisionOut } from "../../../src/api/types.gen";
import {
  doubtfulPlaces,
  filterCounts,
  filterOf,
  keepAlike,
  outlineRows,
  sourceRows,
} from "../../../src/screens/import/rows";

const bracket = { kind: "bracket", part: "text", start: 0, end: 3, depth: 1 } as MarkOut;
const provision = (path: string, kind = "paragraph", marks: MarkOut[] = [], text = "[a] b") =>
  ({
    path,
    label: path,
    kind,
    depth: 0,
    heading: "",
    text,
    marks,
    source: [0, 0],
  }) as unknown as ProvisionOut;
const warning = (path: string | null, line: number | null, message = "gap") => ({
  code: "x",
  message,
  path,
  line,
});
const CUT = {
  provisions: [provision("p1", "paragraph", [bracket]), provision("p2", "option"), provision("p3")],
  warnings: [warning("p3", 4)],
  set_aside: [{ first: 1, last: 2, reason: "footnote" }],
};

describe("rows of the outline", () => {
  it("count what each filter shows", () => {
    const rows = outlineRows(CUT, new Set(["p2"]));
    expect(filterCounts(rows)).toEqual({ all: 3, doubtful: 1, bracketed: 1, options: 1, mended: 1 });
  });
  it("stay the same objects where nothing changed", () => {
    const before = outlineRows(CUT, new Set());
    const after = keepAlike(before, outlineRows({ ...CUT, warnings: [] }, new Set()));
    expect(after.map((row, at) => row === before[at])).toEqual([true, true, false]);
  });
  it("say a heading once, and only the beginning of long words", () => {
    const headed = { ...provision("p"), label: "Preamble", heading: "Preamble", text: "x".repeat(999) };
    const [row] = outlineRows({ ...CUT, provisions: [headed] }, new Set());
    expect(row!.pieces).toEqual([{ text: `${"x".repeat(150)}…`, depth: 0, kinds: "" }]);
  });
  it("take an unknown filter for none", () => expect(filterOf("x")).toBe("all"));
});

it("shows where pages and set-aside stretches begin", () => {
  const rows = sourceRows(["a", "b", "c", "d"], [1, 1, 2, 2], CUT);
  expect(rows.map(({ page }) => page)).toEqual([1, null, 2, null]);
  expect(rows.map(({ begins }) => begins)).toEqual([null, { reason: "footnote", last: 2 }, null, null]);
  expect(rows.map(({ aside }) => aside)).toEqual([false, true, true, false]);
});

it("goes through doubtful places in the order of the text", () => {
  const warnings = [warning("p3", null), warning(null, 0), warning("p1", null), warning(null, null)];
  const places = doubtfulPlaces(warnings, CUT.provisions, ["p2", "", ""]);
  expect(places.map(({ path }) => path)).toEqual(["p1", "p2", "p3"]);
});
