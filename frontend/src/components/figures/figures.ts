/** Figures as they are written and drawn. Pure but for the language of numbers. */
import type { FigureOut } from "../../api/types.gen";
import { numbering, percent } from "../../lib/format";

/** "share": 0 to 1, as per cent. "beyond": kappa and alpha, at most 1. "points": of the checklist, with a sign. */
export type Measure = "share" | "beyond" | "points";

/** A value in words that people can compare: 0.42, +0.30, 66 %. */
export function written(value: number, measure: Measure): string {
  if (measure === "share") return percent(value);
  const sign = measure === "points" ? "exceptZero" : "auto";
  const format = { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: sign } as const;
  // Rounded first, so that −0.001 is 0.00 and not "−0.00".
  const text = new Intl.NumberFormat(numbering(), format).format(Math.round(value * 100) / 100 + 0);
  return text.replace("-", "−"); // a minus as wide as the plus
}

/** Both ends of an interval; null when there is none. */
export function interval(figure: FigureOut, measure: Measure): [string, string] | null {
  return figure.low === null || figure.high === null
    ? null
    : [written(figure.low, measure), written(figure.high, measure)];
}

export interface Axis {
  from: number;
  to: number;
  ticks: number[];
}

/** 0 to 1, and as far below 0 as any value or interval goes. */
export function beyondAxis(figures: readonly FigureOut[]): Axis {
  const lowest = Math.min(0, ...figures.flatMap(({ value, low }) => [value ?? 0, low ?? 0]));
  const from = Math.max(-1, Math.floor(lowest * 5 + 1e-9) / 5);
  const step = from < -0.4 ? 0.5 : 0.2;
  return stepped(from < -0.4 ? Math.floor(from * 2) / 2 : from, 1, step);
}

export const SHARES: Axis = { from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1] };

/** Points on both sides of 0, as many as the scale has, so that a small lean looks small. */
export function pointsAxis(figures: readonly FigureOut[], most = 2): Axis {
  const all = figures.flatMap(({ value, low, high }) => [value ?? 0, low ?? 0, high ?? 0]);
  const reach = Math.max(most, Math.ceil(Math.max(...all.map(Math.abs), 0)));
  return stepped(-reach, reach, reach > 3 ? reach / 2 : 1);
}

/** Differences of kappa and alpha: 0 in the middle. */
export function differenceAxis(figures: readonly FigureOut[]): Axis {
  const all = figures.flatMap(({ value, low, high }) => [value ?? 0, low ?? 0, high ?? 0]);
  const reach = Math.ceil(Math.max(0.5, ...all.map(Math.abs)) * 2 - 1e-9) / 2;
  return stepped(-reach, reach, reach / 2);
}

function stepped(from: number, to: number, step: number): Axis {
  const count = Math.round((to - from) / step);
  const ticks = Array.from({ length: count + 1 }, (_, k) => Math.round((from + k * step) * 100) / 100 + 0);
  return { from, to, ticks };
}

/** Where a value stands between the ends of a drawing, in per cent of its width; a margin keeps marks inside. */
export function place(value: number, { from, to }: Axis): string {
  const share = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return `${Math.round((4 + share * 92) * 100) / 100}%`;
}

/** How dark a cell of the table of who said what is, 0 to 4: by its share of the fullest one. */
export function shade(count: number, most: number): 0 | 1 | 2 | 3 | 4 {
  return count === 0 || most === 0 ? 0 : (Math.ceil((count / most) * 4) as 1 | 2 | 3 | 4);
}

export interface Totals {
  rows: number[];
  columns: number[];
  all: number;
}

export function totalsOf(counts: readonly (readonly number[])[]): Totals {
  const rows = counts.map((row) => row.reduce((sum, one) => sum + one, 0));
  const columns = counts.map((_, at) => counts.reduce((sum, row) => sum + (row[at] ?? 0), 0));
  return { rows, columns, all: rows.reduce((sum, one) => sum + one, 0) };
}

/** The fullest place off the diagonal; null when all pairs are the same. */
export function commonestDifference(
  counts: readonly (readonly number[])[],
): { row: number; column: number; count: number } | null {
  const places = counts.flatMap((line, row) => line.map((count, column) => ({ row, column, count })));
  return places
    .filter(({ row, column, count }) => row !== column && count > 0)
    .reduce<(typeof places)[number] | null>(
      (most, one) => (one.count > (most?.count ?? 0) ? one : most),
      null,
    );
}
