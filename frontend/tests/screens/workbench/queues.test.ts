import { describe, expect, it } from "vitest";
import {
  countQueues,
  inQueue,
  isOpen,
  isOwn,
  queueOf,
  withQueues,
} from "../../../src/screens/workbench/queues";
import {
  filterRows,
  isRowFilter,
  nextUnscored,
  onlyCriterion,
  progressOf,
  type Row,
} from "../../../src/screens/workbench/rows";

const row = (path: string, queue: Record<string, string> | undefined, change: Partial<Row> = {}): Row => ({
  path,
  label: path,
  heading: "",
  division: "",
  in_scope: ["a", "b", "c"],
  rated: {},
  to_confirm: [],
  to_carry: [],
  changed: false,
  bracketed: false,
  ...(queue ? { queue } : {}),
  ...change,
});

describe("a queue", () => {
  it("is what the service said, until the reader rates or withdraws", () => {
    expect(queueOf(row("1", { a: "mine" }), "a")).toBe("mine");
    expect(queueOf(row("1", { a: "mine" }, { rated: { a: "met" } }), "a")).toBe("waiting");
    expect(queueOf(row("1", { a: "unassigned" }, { rated: { a: "met" } }), "a")).toBe("waiting");
    expect(queueOf(row("1", { a: "conflict" }, { rated: { a: "met" } }), "a")).toBe("conflict");
    expect(queueOf(row("1", { a: "waiting" }), "a")).toBe("mine");
    expect(queueOf(row("1", {}), "a")).toBeNull();
  });
  it("says who works on a cell", () => {
    const shared = row("1", { a: "mine", b: "unassigned" });
    expect(["a", "b", "c"].map((one) => isOwn(shared, one))).toEqual([true, false, false]);
    expect(["a", "b", "c"].map((one) => isOpen(shared, one))).toEqual([true, true, false]);
  });
  it("is nobody's matter where nobody shares the work", () => {
    const alone = row("1", undefined);
    expect(isOwn(alone, "a")).toBe(true);
    expect(inQueue(alone, "mine")).toEqual([]);
  });
  it("holds cells that were brought in", () => {
    expect(inQueue(row("1", { z: "done" }, { rated: { z: "met" } }), "done")).toEqual(["z"]);
  });
  it("is counted over all rows", () => {
    const rows = [row("1", { a: "mine", b: "done" }), row("2", { a: "mine", c: "conflict" })];
    expect(countQueues(rows)).toEqual({ mine: 2, unassigned: 0, waiting: 0, conflict: 1, done: 1 });
  });
  it("leaves rows as they are while nothing is known", () => {
    const rows = [row("1", undefined)] as never[];
    expect(withQueues(rows, null)).toBe(rows);
    expect(withQueues(rows, { counts: {}, rows: {} })[0]).toMatchObject({ queue: {} });
  });
});

describe("rows with queues", () => {
  const rows = [
    row("1", { a: "mine", b: "conflict" }, { rated: { b: "met" } }),
    row("2", { a: "done", b: "mine" }),
    row("3", {}),
  ];
  const query = { chapter: "", words: "" };
  it("count the reader's own cells only", () => {
    expect(rows.map(progressOf)).toEqual([
      { rated: 1, total: 2 },
      { rated: 0, total: 1 },
      { rated: 0, total: 0 },
    ]);
  });
  it("are filtered by a queue", () => {
    expect(isRowFilter("conflict")).toBe(true);
    expect(filterRows(rows, { ...query, filter: "conflict" }).map(({ path }) => path)).toEqual(["1"]);
    expect(filterRows(rows, { ...query, filter: "unscored" }).map(({ path }) => path)).toEqual(["1", "2"]);
  });
  it("are read across by one criterion", () => {
    const across = { ...query, across: "a" };
    expect(filterRows(rows, { ...across, filter: "mine" }).map(({ path }) => path)).toEqual(["1"]);
    expect(filterRows(rows, { ...across, filter: "done" }).map(({ path }) => path)).toEqual(["2"]);
    expect(filterRows(rows, { ...query, across: "z", filter: "all" })).toEqual([]);
    expect(onlyCriterion(rows[0]!, "b")).toMatchObject({ in_scope: ["b"], rated: { b: "met" } });
  });
  it("lead to the next cell of the reader's own, never of others", () => {
    expect(nextUnscored(rows, ["a", "b", "c"], { provision: "1", criterion: "a" })).toEqual({
      provision: "2",
      criterion: "b",
    });
    expect(nextUnscored(rows, ["c"], { provision: "1", criterion: "c" })).toBeNull();
  });
});
