import { describe, expect, it } from "vitest";
import { countChanges, foldKept, piecesOf, sideOf, stepChange, type Operation } from "../../src/lib/redline";

const OPERATIONS: Operation[] = [
  ["=", "Each State Party "],
  ["-", "shall"],
  ["+", "may"],
  ["=", " adopt"],
  ["+", " legislative"],
  ["=", " measures."],
];

describe("a redline", () => {
  const pieces = piecesOf(OPERATIONS);

  it("counts a replacement as one change", () => {
    expect(countChanges(pieces)).toBe(2);
    expect(pieces.map((piece) => piece.change)).toEqual([null, 0, 0, null, 1, null]);
  });

  it("has the whole old text on one side and the whole new text on the other", () => {
    const words = (side: "old" | "new") =>
      sideOf(pieces, side)
        .map((piece) => piece.text)
        .join("");
    expect(words("old")).toBe("Each State Party shall adopt measures.");
    expect(words("new")).toBe("Each State Party may adopt legislative measures.");
  });

  it("without operations has no changes", () => {
    expect(countChanges(piecesOf([]))).toBe(0);
    expect(countChanges(piecesOf([["=", "same"]]))).toBe(0);
  });

  it("passes over empty operations and takes unknown ones for kept words", () => {
    expect(
      piecesOf([
        ["-", ""],
        ["?", "x"],
      ]),
    ).toEqual([{ kind: "kept", text: "x", change: null }]);
  });
});

describe("stepping through changes", () => {
  it("goes round at both ends", () => {
    expect(stepChange(null, 1, 3)).toBe(0);
    expect(stepChange(null, -1, 3)).toBe(2);
    expect(stepChange(2, 1, 3)).toBe(0);
    expect(stepChange(0, -1, 3)).toBe(2);
    expect(stepChange(null, 1, 0)).toBeNull();
  });
});

describe("folding", () => {
  it("keeps short redlines as they are", () => {
    const pieces = piecesOf(OPERATIONS);
    expect(foldKept(pieces)).toEqual(pieces);
  });

  it("cuts long kept words in the middle and says how much is left out", () => {
    const long = "x".repeat(1000);
    const folded = foldKept(
      piecesOf([
        ["-", "a"],
        ["=", long],
        ["+", "b"],
      ]),
    );
    expect(folded.map((piece) => piece.text.length)).toEqual([1, 160, 0, 160, 1]);
    expect(folded[2]!.skipped).toBe(680);
  });

  it("shows only the end before the first change and the beginning after the last", () => {
    const long = "x".repeat(1000);
    const folded = foldKept(
      piecesOf([
        ["=", long],
        ["+", "b"],
        ["=", long],
      ]),
    );
    expect(folded.map((piece) => piece.skipped ?? piece.text.length)).toEqual([840, 160, 1, 160, 840]);
  });
});
