import { describe, expect, it } from "vitest";
import {
  chaptersOf,
  countRows,
  criteriaOf,
  filterRows,
  isRowFilter,
  neighbour,
  nextUnscored,
  progressOf,
  progressOfAll,
  type Row,
} from "../../../src/screens/workbench/rows";

const row = (path: string, change: Partial<Row> = {}): Row => ({
  path,
  label: path,
  heading: "",
  division: "Chapter I",
  in_scope: ["a", "b"],
  rated: {},
  to_confirm: [],
  to_carry: [],
  changed: false,
  bracketed: false,
  ...change,
});
const ROWS = [
  row("1", { heading: "Purpose", rated: { a: "met", b: "met" } }),
  row("2", { heading: "Protección de datos", rated: { b: "silent" }, to_confirm: ["a"], changed: true }),
  row("3", { division: "Chapter II", to_carry: ["a"], bracketed: true }),
  row("4", { division: "", in_scope: [], rated: { c: "not_met" } }),
];
const query = { filter: "all", chapter: "", words: "" } as const;
const paths = (rows: Row[]) => rows.map((one) => one.path).join("");

describe("progress", () => {
  it("counts cells in scope and those brought in", () => {
    expect(progressOf(ROWS[1]!)).toEqual({ rated: 1, total: 2 });
    expect(progressOf(ROWS[3]!)).toEqual({ rated: 1, total: 1 });
    expect(criteriaOf(ROWS[3]!)).toEqual(["c"]);
    expect(progressOfAll(ROWS)).toEqual({ rated: 4, total: 7 });
  });
});

describe("the list", () => {
  it.each([
    ["all", "1234"],
    ["unscored", "23"],
    ["confirm", "2"],
    ["carry", "3"],
    ["bracketed", "3"],
  ] as const)("filtered by %s", (filter, expected) => {
    expect(paths(filterRows(ROWS, { ...query, filter }))).toBe(expected);
    expect(countRows(ROWS)[filter]).toBe(expected.length);
  });

  it("keeps the open provision although it is scored now", () => {
    expect(paths(filterRows(ROWS, { ...query, filter: "unscored" }, "1"))).toBe("123");
  });

  it("finds words without accents, in label and heading", () => {
    expect(paths(filterRows(ROWS, { ...query, words: "PROTECCION datos" }))).toBe("2");
    expect(paths(filterRows(ROWS, { ...query, words: "nothing" }))).toBe("");
  });

  it("is narrowed to one chapter", () => {
    expect(paths(filterRows(ROWS, { ...query, chapter: "Chapter II" }))).toBe("3");
    expect(chaptersOf(ROWS)).toEqual(["Chapter I", "Chapter II"]);
  });

  it("knows its filters", () => {
    expect(isRowFilter("carry")).toBe(true);
    expect(isRowFilter("x")).toBe(false);
    expect(isRowFilter(null)).toBe(false);
  });
});

describe("next unscored", () => {
  const next = (provision: string, criterion: string, rows: Row[] = ROWS) => {
    const place = nextUnscored(rows, ["a", "b", "c"], { provision, criterion });
    return place && place.provision + place.criterion;
  };

  it("stays in the provision while a later criterion is unscored", () => {
    expect(next("3", "a")).toBe("3b");
  });

  it("goes on to the next provision, and round at the end", () => {
    expect(next("2", "a")).toBe("3a");
    expect(next("3", "b")).toBe("2a");
  });

  it("comes back to an earlier criterion of the same provision", () => {
    expect(next("3", "b", [ROWS[0]!, ROWS[2]!])).toBe("3a");
  });

  it("begins at the start when the place is unknown", () => {
    expect(next("", "", [row("9")])).toBe("9a");
  });

  it("is nothing when all are scored", () => {
    expect(next("1", "a", [ROWS[0]!, ROWS[3]!])).toBeNull();
    expect(next("1", "a", [])).toBeNull();
  });
});

describe("a neighbour", () => {
  it("stops at the ends", () => {
    expect(neighbour(["a", "b"], "a", 1)).toBe("b");
    expect(neighbour(["a", "b"], "b", 1)).toBe("b");
    expect(neighbour(["a", "b"], "x", 1)).toBe("a");
    expect(neighbour([], "x", 1)).toBeUndefined();
  });
});
