import { describe, expect, test } from "vitest";
import type { FigureOut, GroupOut } from "../../../src/api/types.gen";
import {
  beyondAxis,
  commonestDifference,
  differenceAxis,
  interval,
  place,
  pointsAxis,
  shade,
  SHARES,
  totalsOf,
  written,
} from "../../../src/components/figures/figures";
import { seconds, worstFirst } from "../../../src/screens/evaluation/figures";

const figure = (value: number | null, low: number | null = null, high: number | null = null): FigureOut => ({
  value,
  reason: value === null ? "all ratings are the same" : "",
  low,
  high,
  interval_reason: "",
});

test("figures have two decimals, a real minus, and never a minus before zero", () => {
  expect(written(0.4251, "beyond")).toBe("0.43");
  expect(written(-0.5, "beyond")).toBe("−0.50");
  expect(written(-0.001, "points")).toBe("0.00");
  expect(written(0.3, "points")).toBe("+0.30");
  expect(written(2 / 3, "share")).toBe("66%");
});

test("an interval has both ends or is none", () => {
  expect(interval(figure(0.5, -0.1, 0.9), "beyond")).toEqual(["−0.10", "0.90"]);
  expect(interval(figure(0.5), "beyond")).toBeNull();
  expect(interval(figure(0, 0, 0), "beyond")).toEqual(["0.00", "0.00"]);
});

describe("axes", () => {
  test("of agreement reach from 0, or below it as far as needed, to 1", () => {
    expect(beyondAxis([figure(0.5, 0.2, 0.8)]).from).toBe(0);
    expect(beyondAxis([figure(0.1, -0.15, 0.4)])).toEqual({
      from: -0.2,
      to: 1,
      ticks: [-0.2, 0, 0.2, 0.4, 0.6, 0.8, 1],
    });
    expect(beyondAxis([figure(-0.3, -0.9, 0.4)])).toEqual({ from: -1, to: 1, ticks: [-1, -0.5, 0, 0.5, 1] });
    expect(beyondAxis([figure(-0.3, -0.45, 0)])).toEqual({ from: -1, to: 1, ticks: [-1, -0.5, 0, 0.5, 1] });
    expect(beyondAxis([figure(null)]).from).toBe(0);
  });

  test("of leans and differences have 0 in the middle", () => {
    expect(pointsAxis([figure(0.3, -0.2, 0.6)])).toMatchObject({ from: -2, to: 2 });
    expect(pointsAxis([figure(6)]).ticks).toEqual([-6, -3, 0, 3, 6]);
    expect(differenceAxis([figure(0.1)])).toMatchObject({ from: -0.5, to: 0.5 });
    expect(differenceAxis([figure(0.1, -0.7, 0.3)])).toMatchObject({ from: -1, to: 1 });
  });

  test("places stay inside the drawing", () => {
    expect(place(0, SHARES)).toBe("4%");
    expect(place(0.5, SHARES)).toBe("50%");
    expect(place(7, SHARES)).toBe("96%");
  });
});

test("a cell is shaded by its share of the fullest one; an empty one never", () => {
  expect([0, 1, 5, 6, 20].map((count) => shade(count, 20))).toEqual([0, 1, 1, 2, 4]);
  expect(shade(0, 0)).toBe(0);
});

test("the table of who said what is summed up, and its commonest difference named", () => {
  const counts = [
    [9, 1],
    [3, 0],
  ];
  expect(totalsOf(counts)).toEqual({ rows: [10, 3], columns: [12, 1], all: 13 });
  expect(commonestDifference(counts)).toEqual({ row: 1, column: 0, count: 3 });
  expect(commonestDifference([[9]])).toBeNull();
});

test("the worst stands first, undefined last, and bias counts on both sides of 0", () => {
  const group = (key: string, alpha: number | null, bias: number | null, pairs = 1) =>
    ({
      key,
      answers: { quotes: {} },
      beside: { bias: figure(bias), model: { alpha: figure(alpha), pairs } },
    }) as unknown as GroupOut;
  const groups = [
    group("a", null, -0.1, 3),
    group("b", 0.9, 0.2, 1),
    group("c", 0, -1.5, 2),
    group("d", null, null, 2),
  ];
  const order = (column: "alpha" | "bias" | "pairs" | null) =>
    worstFirst(groups, column)
      .map(({ key }) => key)
      .join("");
  expect(order("alpha")).toBe("cbad");
  expect(order("bias")).toBe("cbad");
  expect(order("pairs")).toBe("bcda");
  expect(order(null)).toBe("abcd");
});

test("spans are as exact as they deserve", () => {
  expect(seconds(0.01)).toBe("0.1 seconds");
  expect(seconds(2)).toBe("2 seconds");
  expect(seconds(12.6)).toBe("13 seconds");
});
