import { describe, expect, it } from "vitest";
import type { ProvisionOut } from "../../../src/api/types.gen";
import { doubts, mirrored, ownersOfLines, setAsideLines } from "../../../src/screens/import/split";

const provision = (path: string, source: [number, number] | null, depth = 0) =>
  ({ path, source, depth, label: path, heading: "", text: "" }) as unknown as ProvisionOut;

describe("ownersOfLines", () => {
  it("gives each line to the innermost provision", () => {
    const provisions = [
      provision("chp_1", [0, 5]),
      provision("art_1", [1, 4], 1),
      provision("art_1__para_1", [2, 2], 2),
      provision("art_1__para_2", [3, 4], 2),
    ];
    expect(ownersOfLines(provisions, 7)).toEqual([
      "chp_1",
      "art_1",
      "art_1__para_1",
      "art_1__para_2",
      "art_1__para_2",
      "chp_1",
      "",
    ]);
  });
  it("gives a line that two share to the deeper one", () => {
    expect(ownersOfLines([provision("art_1", [0, 0]), provision("art_1__para_1", [0, 0], 1)], 1)).toEqual([
      "art_1__para_1",
    ]);
  });
  it("minds neither an unknown source nor one beyond the text", () => {
    expect(ownersOfLines([provision("a", null), provision("b", [1, 99])], 2)).toEqual(["", "b"]);
  });
});

it("sorts doubts by provision and by line", () => {
  const { byPath, byLine } = doubts([
    { code: "number-gap", message: "one", path: "art_3", line: 4 },
    { code: "duplicate-number", message: "two", path: "art_3", line: null },
    { code: "no-articles", message: "three", path: null, line: null },
  ]);
  expect(byPath.get("art_3")).toEqual(["one", "two"]);
  expect([...byLine]).toEqual([[4, ["one"]]]);
});

it("says once, where a stretch begins, why it is set aside", () => {
  const lines = setAsideLines([{ first: 2, last: 3, reason: "contents" }]);
  expect([...lines]).toEqual([
    [2, { reason: "contents", begins: true, last: 3 }],
    [3, { reason: "contents", begins: false, last: 3 }],
  ]);
});

it("swaps the sideways keys, and no others, where rows are indented from the right", () => {
  expect(["ArrowLeft", "ArrowRight", "ArrowDown", "Home"].map(mirrored)).toEqual([
    "ArrowRight",
    "ArrowLeft",
    "ArrowDown",
    "Home",
  ]);
});
