import { describe, expect, it } from "vitest";
import { rangeOfChoice, sentenceAt, sentencesOf, stepChoice } from "../../src/lib/sentences";

const TEXT =
  "1. Each State Party shall adopt laws. It shall report them.\n(a) the offences; \n\n2. Nothing here weakens rights.";
const words = (text: string, language = "en") =>
  sentencesOf(text, language).map((range) => text.slice(range.start, range.end));

describe("sentences", () => {
  it("end at line ends and keep their numbers", () => {
    expect(words(TEXT)).toEqual([
      "1. Each State Party shall adopt laws.",
      "It shall report them.",
      "(a) the offences;",
      "2. Nothing here weakens rights.",
    ]);
  });

  it("are found in Chinese and Arabic", () => {
    expect(words("第一条。缔约国应当。", "zh")).toHaveLength(2);
    expect(words("تلتزم الدول. وتتعاون.", "ar")).toHaveLength(2);
  });

  it("are found when the language tag is nonsense", () => {
    expect(words("One. Two.", "x_!")).toHaveLength(2);
  });

  it("are found in a browser without a segmenter", () => {
    const { Segmenter } = Intl;
    Reflect.deleteProperty(Intl, "Segmenter");
    try {
      expect(words(TEXT)).toEqual([
        "1. Each State Party shall adopt laws.",
        "It shall report them.",
        "(a) the offences;",
        "2. Nothing here weakens rights.",
      ]);
      expect(words("no stop at the end")).toEqual(["no stop at the end"]);
    } finally {
      Object.assign(Intl, { Segmenter });
    }
  });

  it("of an empty text are none", () => {
    expect(sentencesOf("", "en")).toEqual([]);
    expect(sentencesOf(" \n ", "en")).toEqual([]);
  });

  it("keep a number that stands alone on its line", () => {
    expect(words("1.\nText.")).toEqual(["1.", "Text."]);
  });

  it("of a 100 kB text are found quickly", () => {
    const started = performance.now();
    expect(sentencesOf("Each State Party shall adopt such measures. ".repeat(2300), "en").length).toBe(2300);
    expect(performance.now() - started).toBeLessThan(1500);
  });
});

describe("choosing by keyboard", () => {
  const sentences = sentencesOf(TEXT, "en");

  it("starts at the first sentence going down, at the last going up", () => {
    expect(stepChoice(null, 1, false, 4)).toEqual({ from: 0, to: 0 });
    expect(stepChoice(null, -1, false, 4)).toEqual({ from: 3, to: 3 });
    expect(stepChoice(null, 1, false, 0)).toBeNull();
  });

  it("moves, widens and stops at the ends", () => {
    expect(stepChoice({ from: 0, to: 0 }, 1, false, 4)).toEqual({ from: 1, to: 1 });
    expect(stepChoice({ from: 1, to: 1 }, 1, true, 4)).toEqual({ from: 1, to: 2 });
    expect(stepChoice({ from: 1, to: 0 }, -1, true, 4)).toEqual({ from: 1, to: 0 });
    expect(stepChoice({ from: 3, to: 3 }, 1, false, 4)).toEqual({ from: 3, to: 3 });
  });

  it("covers everything between both ends, whichever came first", () => {
    const range = rangeOfChoice(sentences, { from: 2, to: 1 });
    expect(TEXT.slice(range.start, range.end)).toBe("It shall report them.\n(a) the offences;");
  });

  it("finds the sentence at a place", () => {
    expect(sentenceAt(sentences, 0)).toBe(0);
    expect(sentenceAt(sentences, TEXT.indexOf("report"))).toBe(1);
    expect(sentenceAt(sentences, 10_000)).toBe(3);
    expect(sentenceAt([], 3)).toBe(-1);
  });
});
