import { describe, expect, it } from "vitest";
import { anchor, quoteOf, sameQuote, trimRange, wholeWords } from "../../src/lib/selector";

const TEXT =
  "1. Each State Party shall adopt measures.\n2. 😀 Each State Party shall adopt laws — “in accordance with” its 𝒶 law.";

function rangeOf(text: string, words: string, from = 0) {
  const start = text.indexOf(words, from);
  return { start, end: start + words.length };
}

describe("a quote", () => {
  it("keeps the exact words, their place in code points and 32 characters around", () => {
    const quote = quoteOf(TEXT, rangeOf(TEXT, "adopt laws"))!;
    expect(quote.exact).toBe("adopt laws");
    expect([...TEXT].slice(quote.start, quote.end).join("")).toBe("adopt laws");
    expect([...quote.prefix]).toHaveLength(32);
    expect(TEXT.indexOf(quote.prefix + quote.exact + quote.suffix)).toBeGreaterThanOrEqual(0);
  });

  it("counts code points after astral characters", () => {
    const quote = quoteOf(TEXT, rangeOf(TEXT, "law."))!;
    expect(quote.end).toBe([...TEXT].length);
    expect(quote.end).toBe(TEXT.length - 2);
    expect(quote.suffix).toBe("");
  });

  it("takes whole characters when the range cuts one in half", () => {
    const at = TEXT.indexOf("😀");
    expect(quoteOf(TEXT, { start: at + 1, end: at + 6 })!.exact).toBe("😀 Eac");
    expect(quoteOf(TEXT, { start: at - 3, end: at + 1 })!.exact).toBe("2. 😀");
  });

  it("leaves white space at its ends outside", () => {
    expect(quoteOf("a  b  c", { start: 1, end: 6 })!.exact).toBe("b");
    expect(quoteOf("a \n b", { start: 1, end: 4 })).toBeNull();
  });

  it("is the same whichever way the selection was drawn", () => {
    expect(trimRange("one two", { start: 7, end: 4 })).toEqual({ start: 4, end: 7 });
  });

  it("stays inside the text", () => {
    expect(trimRange("one", { start: -5, end: 99 })).toEqual({ start: 0, end: 3 });
  });
});

describe("a selection", () => {
  const widened = (text: string, words: string) => {
    const { start, end } = wholeWords(text, rangeOf(text, words));
    return text.slice(start, end);
  };

  it.each([
    ["State Party shall adopt", "te Party sh", "State Party shall"],
    ["State Party shall adopt", "Party", "Party"],
    ["State Party shall adopt", " Party ", "Party"],
    ["the State’s laws", "tate’s law", "State’s laws"],
    ["réserves générales", "éserv", "réserves"],
    ["تلتزم الدول", "تزم ال", "تلتزم الدول"],
    ["缔约国应当采取措施", "国应", "国应"],
    ["art. 12(3)", "1", "12"],
  ])("in “%s” of “%s” is widened to “%s”", (text, words, expected) => {
    expect(widened(text, words)).toBe(expected);
  });

  it("of nothing stays nothing", () => {
    expect(wholeWords("a b", { start: 1, end: 2 })).toEqual({ start: 1, end: 2 });
  });
});

describe("anchoring", () => {
  it("finds a quote where it was stored", () => {
    const range = rangeOf(TEXT, "its 𝒶 law");
    expect(anchor(TEXT, quoteOf(TEXT, range)!)).toEqual({ ...range, state: "ok" });
  });

  it("finds words that drifted because text was put in before them", () => {
    const quote = quoteOf(TEXT, rangeOf(TEXT, "adopt laws"))!;
    const later = "😀 Preamble. " + TEXT;
    expect(anchor(later, quote)).toEqual({ ...rangeOf(later, "adopt laws"), state: "drifted" });
  });

  it("chooses the occurrence with the same context", () => {
    const second = rangeOf(TEXT, "Each State Party", 10);
    const quote = quoteOf(TEXT, second)!;
    const later = "New. " + TEXT;
    expect(anchor(later, quote)).toEqual({ start: second.start + 5, end: second.end + 5, state: "drifted" });
  });

  it("says that a quote is an orphan when one word is gone", () => {
    const quote = quoteOf("shall not be used", { start: 0, end: 17 })!;
    expect(anchor("shall be used", quote)).toEqual({ state: "orphan" });
  });

  it("never anchors an empty quote", () => {
    expect(anchor("text", { exact: "", prefix: "", suffix: "", start: 1, end: 1 })).toEqual({
      state: "orphan",
    });
  });
});

describe("two quotes", () => {
  it("are the same when place and words are", () => {
    const quote = quoteOf(TEXT, { start: 0, end: 10 })!;
    expect(sameQuote(quote, { ...quote, prefix: "x" })).toBe(true);
    expect(sameQuote(quote, { ...quote, start: 1 })).toBe(false);
  });
});
