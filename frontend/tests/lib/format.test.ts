import { expect, test } from "vitest";
import { day, percent } from "../../src/lib/format";

test("a share is rounded down, so that it never looks like a threshold it misses", () => {
  expect(percent(0.7499)).toBe("74%");
  expect(percent(0.75)).toBe("75%");
  expect(percent(0.29)).toBe("29%");
  expect(percent(1)).toBe("100%");
});

test("no share is a dash, which is not 0 %", () => {
  expect(percent(null)).toBe("–");
  expect(percent(0)).toBe("0%");
});

test("a date names its month, so that it is read in one way", () => {
  expect(day("2025-03-05")).toBe("5 Mar 2025");
  expect(day("")).toBe("");
});
