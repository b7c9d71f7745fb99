import { describe, expect, it } from "vitest";
import { gapsOf, likelyBeside, likelyGap, nearestGap } from "../../../src/screens/import/gaps";

const TEXT = "Each Party shall act. 2. It may: (a) ask; (b) answer.";
const rest = (at: number) => TEXT.slice(at);
const gaps = gapsOf(TEXT);

describe("places to split", () => {
  it("are where words begin, never at an end of the text", () => {
    expect(gapsOf("  one two ")).toEqual([6]);
    expect(gapsOf("one")).toEqual([]);
    expect(gapsOf("")).toEqual([]);
  });
  it("are before brackets that are glued to a word", () => {
    expect(gapsOf("shall[may] go")).toEqual([5, 11]);
  });
  it("are before every sign of a script without spaces", () => {
    expect(gapsOf("缔约国应")).toEqual([1, 2, 3]);
  });
  it("begin at the first number that stands in the text", () => {
    expect(rest(gaps[likelyGap(TEXT, gaps)]!)).toMatch(/^2\. It may/);
  });
  it("go on by sentences and numbers", () => {
    const first = likelyGap(TEXT, gaps);
    const next = likelyBeside(TEXT, gaps, first, 1);
    expect(rest(gaps[next]!)).toMatch(/^It may/);
    expect(likelyBeside(TEXT, gaps, next, -1)).toBe(first);
    expect(likelyBeside(TEXT, gaps, gaps.length - 1, 1)).toBe(gaps.length - 1);
  });
  it("are found from where somebody pressed", () => {
    expect([0, 6, 7, 8, 99].map((unit) => nearestGap([4, 10], unit))).toEqual([0, 0, 1, 1, 1]);
  });
});
