import { describe, expect, it } from "vitest";
import type { MarkOut } from "../../src/api/types.gen";
import { markedPieces, shortened } from "../../src/lib/marked";

const mark = (kind: string, start: number, end: number, depth = 0, part = "text"): MarkOut => ({
  kind,
  part,
  start,
  end,
  depth,
  alternative: 0,
  opens: true,
  closes: true,
});

describe("markedPieces", () => {
  it("tints brackets inside brackets deeper, and ends where they end", () => {
    const marks = [mark("bracket", 2, 9, 1), mark("bracket", 4, 7, 2)];
    expect(markedPieces("a [b[c]d] e", marks, "text")).toEqual([
      { text: "a ", depth: 0, kinds: "" },
      { text: "[b", depth: 1, kinds: "" },
      { text: "[c]", depth: 2, kinds: "" },
      { text: "d]", depth: 1, kinds: "" },
      { text: " e", depth: 0, kinds: "" },
    ]);
  });
  it("counts code points, and joins to the text whatever the marks say", () => {
    const text = "😀 [x] 😀";
    const pieces = markedPieces(text, [mark("bracket", 2, 5, 1), mark("struck", 4, 99)], "text");
    expect(pieces.map((piece) => piece.text).join("")).toBe(text);
    expect(pieces.filter((piece) => piece.depth).map((piece) => piece.text)).toEqual(["[x", "]"]);
    expect(pieces.at(-1)).toEqual({ text: " 😀", depth: 0, kinds: "struck" });
  });
  it("looks only at marks of its part, and not at those of the whole text", () => {
    const marks = [mark("bracket", 0, 1, 1, "heading"), mark("option", 0, 3)];
    expect(markedPieces("abc", marks, "text")).toEqual([{ text: "abc", depth: 0, kinds: "" }]);
  });
  it("gives nothing for no words", () => {
    expect(markedPieces("", [], "text")).toEqual([]);
  });
  it("stays quick with very many marks", () => {
    const marks = Array.from({ length: 20_000 }, (_, at) => mark("bracket", at, at + 1, 1));
    expect(markedPieces("x".repeat(20_000), marks, "text")).toHaveLength(20_000);
  });
});

it("shortens pieces to a length, and never through a character", () => {
  const pieces = [
    { text: "ab ", depth: 0, kinds: "" },
    { text: "😀😀", depth: 1, kinds: "" },
  ];
  expect(shortened(pieces, 6).map(({ text }) => text)).toEqual(["ab ", "😀…"]);
  expect(shortened(pieces, 7)).toEqual(pieces);
});
