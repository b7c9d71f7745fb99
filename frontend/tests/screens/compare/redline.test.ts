import { describe, expect, it } from "vitest";
import { blocksOf, isChanged, sideOf, type Operation } from "../../../src/screens/compare/redline-blocks";
import { stepOf } from "../../../src/screens/compare/redline-steps";

const OPERATIONS: Operation[] = [
  ["=", "1. Each Party\n2. May ", ""],
  ["-", "act\nat once", "moved-1"],
  ["+", "wait", ""],
  ["=", ".\n\n3. End", ""],
];
const written = (operations: readonly Operation[], without: string) =>
  operations
    .filter(([sign]) => sign !== without)
    .map(([, text]) => text)
    .join("");

describe("a redline side by side", () => {
  const blocks = blocksOf(OPERATIONS);

  it("is cut where both texts end a line", () => {
    expect(blocks.map((block) => written(block, "-"))).toEqual([
      "1. Each Party\n",
      "2. May wait.\n",
      "\n",
      "3. End",
    ]);
    expect(blocks.map(isChanged)).toEqual([false, true, false, false]);
  });

  it("loses no letter of either text, so that offsets stay true", () => {
    expect(written(blocks.flat(), "-")).toBe(written(OPERATIONS, "-"));
    expect(written(blocks.flat(), "+")).toBe(written(OPERATIONS, "+"));
  });

  it("shows each side its own words, with their notes", () => {
    expect(sideOf(blocks[1]!, "old")).toEqual([
      ["=", "2. May ", ""],
      ["-", "act\nat once", "moved-1"],
      ["=", ".\n", ""],
    ]);
    expect(written(sideOf(blocks[1]!, "new"), "-")).toBe("2. May wait.\n");
  });

  it("of nothing has no lines", () => {
    expect(blocksOf([])).toEqual([]);
  });
});

describe("stepping through changes", () => {
  it("begins at the first going on, at the last going back", () => {
    expect(stepOf(-1, 1, 3)).toBe(0);
    expect(stepOf(-1, -1, 3)).toBe(2);
  });
  it("ends past either end, and where there is nothing", () => {
    expect([stepOf(2, 1, 3), stepOf(0, -1, 3), stepOf(-1, 1, 0), stepOf(-1, -1, 0)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
