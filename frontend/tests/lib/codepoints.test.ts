import { describe, expect, it } from "vitest";
import { firstPoints, lastPoints, offsetsOf } from "../../src/lib/codepoints";

describe("offsets", () => {
  it("are the same on both sides when a text has no astral characters", () => {
    const offsets = offsetsOf("Each State Party");
    expect(offsets.toCodePoints(5)).toBe(5);
    expect(offsets.toUnits(5)).toBe(5);
  });

  it("count an astral character once", () => {
    const text = "a𝒶b😀c";
    const offsets = offsetsOf(text);
    expect(offsets.toCodePoints(text.indexOf("b"))).toBe(2);
    expect(offsets.toCodePoints(text.indexOf("c"))).toBe(4);
    expect(offsets.toCodePoints(text.length)).toBe(5);
  });

  it("go back and forth at every character", () => {
    const text = "😀x𝒶𝒶 — مادة 😀";
    const offsets = offsetsOf(text);
    let unit = 0;
    [...text].forEach((character, point) => {
      expect(offsets.toCodePoints(unit)).toBe(point);
      expect(offsets.toUnits(point)).toBe(unit);
      unit += character.length;
    });
  });

  it("take an index inside a surrogate pair for the start of its character", () => {
    expect(offsetsOf("a😀b").toCodePoints(2)).toBe(1);
  });
});

describe("ends of a text", () => {
  it("never hold half a character", () => {
    expect(firstPoints("😀😀x", 2)).toBe("😀😀");
    expect(lastPoints("x😀😀", 2)).toBe("😀😀");
    expect(lastPoints("😀ab", 2)).toBe("ab");
    expect(lastPoints("😀abc", 2)).toBe("bc");
  });

  it("are the whole text when it is shorter", () => {
    expect(firstPoints("ab", 32)).toBe("ab");
    expect(lastPoints("ab", 32)).toBe("ab");
    expect(lastPoints("", 32)).toBe("");
  });
});
