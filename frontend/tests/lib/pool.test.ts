import { describe, expect, it } from "vitest";
import { firstRow, nearestVisible, poolSize, rowsOfPool, scrollToShow } from "../../src/lib/pool";

const VIEW = { scrollTop: 0, viewHeight: 400, rowHeight: 40, count: 400 };

describe("the pool", () => {
  it("holds what is in view and a few rows more", () => {
    expect(poolSize(VIEW)).toBe(22);
    expect(poolSize({ ...VIEW, count: 5 })).toBe(5);
  });

  it("begins a few rows above the view and ends with the last row", () => {
    expect(firstRow(VIEW)).toBe(0);
    expect(firstRow({ ...VIEW, scrollTop: 4000 })).toBe(94);
    expect(firstRow({ ...VIEW, scrollTop: 400 * 40 })).toBe(400 - 22);
    expect(firstRow({ ...VIEW, count: 0 })).toBe(0);
  });

  it("shows every row from the first on, each once", () => {
    for (const first of [0, 1, 7, 94, 378]) {
      const rows = rowsOfPool(first, 22);
      expect([...rows].sort((a, b) => a - b)).toEqual(Array.from({ length: 22 }, (_, k) => first + k));
    }
  });

  it("changes one element when it moves by one row", () => {
    const before = rowsOfPool(94, 22);
    const after = rowsOfPool(95, 22);
    expect(after.filter((row, k) => row !== before[k])).toEqual([116]);
  });

  it("keeps to rows that are whole in view", () => {
    const view = { ...VIEW, scrollTop: 410 };
    expect(nearestVisible(0, view)).toBe(11);
    expect(nearestVisible(15, view)).toBe(15);
    expect(nearestVisible(399, view)).toBe(19);
    expect(nearestVisible(3, { ...VIEW, count: 2 })).toBe(1);
    expect(nearestVisible(3, { ...VIEW, count: 0 })).toBe(0);
  });

  it("scrolls only as far as a row needs", () => {
    expect(scrollToShow(3, VIEW)).toBeNull();
    expect(scrollToShow(10, VIEW)).toBe(40);
    expect(scrollToShow(1, { ...VIEW, scrollTop: 100 })).toBe(40);
  });
});
