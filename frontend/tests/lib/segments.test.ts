import { describe, expect, it } from "vitest";
import { segmentsOf } from "../../src/lib/segments";

describe("segments", () => {
  it("are the whole text when nothing is marked", () => {
    expect(segmentsOf("abc", [])).toEqual([{ text: "abc", start: 0, tags: [], ends: [] }]);
  });

  it("cut three overlapping marks into five pieces with the right tags", () => {
    const pieces = segmentsOf("abcdefghij", [
      { start: 0, end: 6, tag: "C01" },
      { start: 2, end: 8, tag: "C02" },
      { start: 4, end: 10, tag: "C03" },
    ]);
    expect(pieces.map((piece) => [piece.text, piece.tags.join()])).toEqual([
      ["ab", "C01"],
      ["cd", "C01,C02"],
      ["ef", "C01,C02,C03"],
      ["gh", "C02,C03"],
      ["ij", "C03"],
    ]);
    expect(pieces.map((piece) => piece.ends.join())).toEqual(["", "", "C01", "C02", "C03"]);
  });

  it("join to the text again", () => {
    const text = "1. 😀 Each\n(a) one";
    const marks = [
      { start: 3, end: 9, tag: "A" },
      { start: 5, end: 7, tag: "B" },
    ];
    expect(
      segmentsOf(text, marks)
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
  });

  it("name a tag once where two of its quotes overlap", () => {
    const pieces = segmentsOf("abcd", [
      { start: 0, end: 3, tag: "A" },
      { start: 1, end: 4, tag: "A" },
    ]);
    expect(pieces[1]!.tags).toEqual(["A"]);
  });

  it("leave out marks that do not fit the text", () => {
    const pieces = segmentsOf("abc", [
      { start: 2, end: 9, tag: "A" },
      { start: 1, end: 1, tag: "B" },
      { start: -1, end: 2, tag: "C" },
    ]);
    expect(pieces).toHaveLength(1);
  });

  it("of an empty text are none", () => {
    expect(segmentsOf("", [])).toEqual([]);
  });
});
