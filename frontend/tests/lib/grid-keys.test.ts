import { describe, expect, it } from "vitest";
import { moveInGrid } from "../../src/lib/grid-keys";

const SIZE = { rows: 400, columns: 19, page: 10 };
const press = (key: string, ctrlKey = false) => ({ key, ctrlKey });
const move = (key: string, row: number, column: number, ctrl = false, rtl = false) => {
  const place = moveInGrid(press(key, ctrl), { row, column }, SIZE, rtl);
  return place && [place.row, place.column];
};

describe("keys in a grid", () => {
  it.each([
    ["ArrowDown", 5, 3, false, [6, 3]],
    ["ArrowUp", 5, 3, false, [4, 3]],
    ["ArrowLeft", 5, 3, false, [5, 2]],
    ["ArrowRight", 5, 3, false, [5, 4]],
    ["PageDown", 5, 3, false, [15, 3]],
    ["PageUp", 5, 3, false, [0, 3]],
    ["Home", 5, 3, false, [5, 0]],
    ["End", 5, 3, false, [5, 18]],
    ["Home", 5, 3, true, [0, 0]],
    ["End", 5, 3, true, [399, 18]],
  ])("%s", (key, row, column, ctrl, expected) => {
    expect(move(key, row, column, ctrl)).toEqual(expected);
  });

  it("stop at the edges", () => {
    expect(move("ArrowUp", 0, 0)).toEqual([0, 0]);
    expect(move("ArrowRight", 0, 18)).toEqual([0, 18]);
    expect(move("PageDown", 395, 0)).toEqual([399, 0]);
  });

  it("swap sides in right-to-left pages", () => {
    expect(move("ArrowLeft", 5, 3, false, true)).toEqual([5, 4]);
    expect(move("ArrowRight", 5, 3, false, true)).toEqual([5, 2]);
  });

  it("that do not move are left alone", () => {
    expect(move("a", 1, 1)).toBeNull();
    expect(moveInGrid(press("ArrowDown"), { row: 0, column: 0 }, { ...SIZE, rows: 0 }, false)).toBeNull();
  });
});
