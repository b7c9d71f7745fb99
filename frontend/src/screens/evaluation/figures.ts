/** The columns of an evaluation, and how long answers take. Pure but for the language of numbers. */
import type { FigureOut, GroupOut } from "../../api/types.gen";
import { numbering } from "../../lib/format";

/** Columns of the tables by criterion and language, by which they can be sorted: what is worst comes first. */
export const COLUMNS = ["pairs", "alpha", "kappa", "exact", "bias", "coverage", "quotes"] as const;
export type Column = (typeof COLUMNS)[number];

export const isColumn = (name: string | null): name is Column =>
  name !== null && (COLUMNS as readonly string[]).includes(name);

export function figureOf({ answers, beside }: GroupOut, column: Exclude<Column, "pairs">): FigureOut {
  return {
    alpha: beside.model.alpha,
    kappa: beside.model.kappa_quadratic,
    exact: beside.model.exact,
    bias: beside.bias,
    coverage: answers.coverage,
    quotes: answers.quotes.valid,
  }[column];
}

/** The lower, the worse; of bias, the further from 0. Undefined is neither good nor bad: null. */
function goodness(group: GroupOut, column: Column): number | null {
  if (column === "pairs") return group.beside.model.pairs;
  const { value } = figureOf(group, column);
  return value !== null && column === "bias" ? -Math.abs(value) : value;
}

/** Worst first, undefined last; what is equal keeps its order. Without a column, as they came. */
export function worstFirst(groups: readonly GroupOut[], column: Column | null): GroupOut[] {
  if (column === null) return [...groups];
  const rank = (group: GroupOut) => goodness(group, column) ?? Infinity;
  return [...groups].sort((one, other) => {
    const [a, b] = [rank(one), rank(other)];
    return a === b ? 0 : a - b;
  });
}

/** A span of seconds as exactly as it deserves: "0.4 seconds", "12 seconds". */
export function seconds(value: number): string {
  const digits = value < 10 ? 1 : 0;
  const format = {
    style: "unit",
    unit: "second",
    unitDisplay: "long",
    maximumFractionDigits: digits,
  } as const;
  return new Intl.NumberFormat(numbering(), format).format(Math.max(value, value > 0 ? 0.1 : 0));
}
