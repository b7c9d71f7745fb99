import { describe, expect, it } from "vitest";
import {
  chaptersOf,
  countApart,
  distributionOf,
  failsRedLine,
  filterMatrix,
  isCellFilter,
  stateOf,
  type MatrixRow,
} from "../../../src/screens/matrix/cells";

const CRITERIA = [
  { id: "scope", red_line: true, fails_on: ["not_met"] },
  { id: "legality", red_line: false, fails_on: [] },
];
const row = (path: string, codes: string, division = "Chapter I"): MatrixRow => ({
  path,
  label: path,
  heading: "",
  division,
  codes,
  carried: [],
  settled: [],
  bracketed: false,
});
const ROWS = [
  row("1", "02"),
  { ...row("2", "2."), bracketed: true },
  row("3", " c", "Chapter II"),
  row("4", "sh"),
  { ...row("5", "  ", ""), bracketed: true },
];
const paths = (query: Partial<Parameters<typeof filterMatrix>[2]>) =>
  filterMatrix(ROWS, CRITERIA, { filter: "all", chapter: "", criterion: "", ...query })
    .map((one) => one.path)
    .join("");

describe("a code", () => {
  it.each([
    ["2", "met"],
    ["1", "partly"],
    ["0", "not_met"],
    ["s", "silent"],
    ["n", "not_applicable"],
    [".", "unscored"],
    ["w", "waiting"],
    ["c", "conflict"],
    ["h", "hidden"],
    [" ", null],
    [undefined, null],
  ])("%s means %s", (code, state) => {
    expect(stateOf(code)).toBe(state);
  });

  it("fails a red line only by a rating that the criterion fails on", () => {
    expect(failsRedLine(CRITERIA[0]!, "0")).toBe(true);
    expect(failsRedLine(CRITERIA[0]!, "s")).toBe(false);
    expect(failsRedLine(CRITERIA[1]!, "0")).toBe(false);
    expect(failsRedLine(CRITERIA[0]!, " ")).toBe(false);
  });
});

describe("the rows", () => {
  it.each([
    [{}, "12345"],
    [{ filter: "red-lines" }, "1"],
    [{ filter: "unscored" }, "2"],
    [{ filter: "conflict" }, "3"],
    [{ filter: "bracketed" }, "2"],
    [{ filter: "bracketed", criterion: "scope" }, "2"],
    [{ criterion: "scope" }, "124"],
    [{ criterion: "legality", filter: "red-lines" }, ""],
    [{ criterion: "legality", filter: "unscored" }, "2"],
    [{ chapter: "Chapter II" }, "3"],
    [{ chapter: "Chapter II", filter: "red-lines" }, ""],
  ] as const)("filtered by %o", (query, expected) => {
    expect(paths(query)).toBe(expected);
  });

  it("stand in chapters", () => {
    expect(chaptersOf(ROWS)).toEqual(["Chapter I", "Chapter II"]);
  });
});

describe("what a team is told beside results", () => {
  const shared = [
    { ...row("1", "w2"), settled: [1] },
    row("2", "ww"),
    { ...row("3", "11"), settled: [0, 1] },
  ];

  it("is counted", () => {
    expect(countApart(shared)).toEqual({ waiting: 3, settled: 3 });
    expect(countApart(ROWS)).toEqual({ waiting: 0, settled: 0 });
  });

  it.each([
    [{ filter: "waiting" }, ["1", "2"]],
    [{ filter: "settled" }, ["1", "3"]],
    [{ filter: "waiting", criterion: "legality" }, ["2"]],
    [{ filter: "settled", criterion: "scope" }, ["3"]],
  ] as const)("is filtered by %o", (query, expected) => {
    const asked = { chapter: "", criterion: "", ...query };
    expect(filterMatrix(shared, CRITERIA, asked).map((one) => one.path)).toEqual(expected);
  });
});

describe("filters", () => {
  it("are known by name", () => {
    expect(isCellFilter("red-lines")).toBe(true);
    expect(isCellFilter("mean")).toBe(false);
    expect(isCellFilter(null)).toBe(false);
  });
});

describe("a distribution", () => {
  it("adds up to the whole, without what does not occur", () => {
    expect(distributionOf({ met: 3, silent: 1 }, ["met", "partly", "silent"])).toEqual([
      { rating: "met", count: 3, from: 0, share: 0.75 },
      { rating: "silent", count: 1, from: 0.75, share: 0.25 },
    ]);
    expect(distributionOf({}, ["met"])).toEqual([]);
  });
});
