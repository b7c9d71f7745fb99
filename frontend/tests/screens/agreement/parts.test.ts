import { expect, test } from "vitest";
import type { FigureOut, SidesOut } from "../../../src/api/types.gen";
import { columnsOf, lineOfSides, worstFirst, type Line } from "../../../src/screens/agreement/parts";

const figure = (value: number | null): FigureOut => ({
  value,
  reason: value === null ? "fewer than two cells" : "",
  low: null,
  high: null,
  interval_reason: "",
});

const line = (key: string, exact: number | null, bias?: number): Line => ({
  key,
  name: key,
  cells: 3,
  pairs: 3,
  figures: { exact: figure(exact), ...(bias === undefined ? {} : { bias: figure(bias) }) },
});

test("what is worst comes first, what is undefined last, and without a heading nothing moves", () => {
  const lines = [line("good", 0.9), line("none", null), line("bad", 0.2), line("as bad", 0.2)];
  expect(worstFirst(lines, "exact").map(({ key }) => key)).toEqual(["bad", "as bad", "good", "none"]);
  expect(worstFirst(lines, null).map(({ key }) => key)).toEqual(["good", "none", "bad", "as bad"]);
});

test("of a lean what is furthest from 0 is worst, on whichever side", () => {
  const lines = [line("even", 1, 0.1), line("strict", 1, -0.9), line("kind", 1, 0.5)];
  expect(worstFirst(lines, "bias").map(({ key }) => key)).toEqual(["strict", "kind", "even"]);
});

test("a table has the columns that its lines have", () => {
  expect(columnsOf([line("one", 1), line("two", 1, 0)])).toEqual(["exact", "bias"]);
  expect(columnsOf([])).toEqual([]);
});

test("two sides have a lean and nothing unanimous", () => {
  const agreement = { cells: 4, provisions: 4, pairs: 5, exact: figure(0.5), within_one: figure(1) };
  const sides = {
    agreement: { ...agreement, alpha: figure(0.1), kappa_quadratic: figure(0), kappa_linear: figure(0) },
    bias: figure(-0.25),
    confusion: { ratings: [], counts: [] },
    one_sided: 0,
  } satisfies SidesOut;
  const found = lineOfSides(sides, "0", "Ana and Ben");
  expect([found.cells, found.pairs, Object.keys(found.figures)]).toEqual([
    4,
    5,
    ["exact", "within", "alpha", "bias"],
  ]);
});
