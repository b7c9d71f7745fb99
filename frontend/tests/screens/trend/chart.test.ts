import { describe, expect, it } from "vitest";
import { lastStep, segmentsOf, xOf, yOf } from "../../../src/screens/trend/chart";

const SIZE = { width: 100, height: 50, pad: 10 };

describe("a small chart", () => {
  it("spreads drafts over its width, and puts a single one in the middle", () => {
    expect([0, 1, 2].map((k) => xOf(k, 3, SIZE))).toEqual([10, 50, 90]);
    expect(xOf(0, 1, SIZE)).toBe(50);
  });

  it("has nothing at the bottom and everything at the top", () => {
    expect(yOf(0, SIZE)).toBe(40);
    expect(yOf(1, SIZE)).toBe(10);
  });

  it("leaves a gap where a draft has no share", () => {
    expect(segmentsOf([0, 1, null, 0, 1], SIZE)).toEqual(["10,40 30,10", "70,40 90,10"]);
    expect(segmentsOf([0.5, null, 0.5], SIZE)).toEqual([]);
  });
});

describe("the last step", () => {
  it("is between the last two drafts with a share", () => {
    expect(lastStep([0.25, 0.5, null])).toBe(0.25);
    expect(lastStep([null, 0.5])).toBeNull();
    expect(lastStep([])).toBeNull();
  });
});
