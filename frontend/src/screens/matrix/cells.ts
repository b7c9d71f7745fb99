/** The matrix as it is shown: what each code means, which rows fit the filters, and the overview's colours. Pure. */
import type { CriterionOut, MatrixRowOut } from "../../api/types.gen";
import type { GLYPHS } from "../../lib/words";

export type CellState = keyof typeof GLYPHS;

export type MatrixRow = Pick<
  MatrixRowOut,
  "path" | "label" | "heading" | "division" | "codes" | "carried" | "settled" | "bracketed"
>;

const STATES: Record<string, CellState> = {
  "2": "met",
  "1": "partly",
  "0": "not_met",
  s: "silent",
  n: "not_applicable",
  ".": "unscored",
  w: "waiting",
  c: "conflict",
  h: "hidden",
};

/** What a code stands for; null when the criterion does not apply. */
export function stateOf(code: string | undefined): CellState | null {
  return STATES[code ?? " "] ?? null;
}

export const CELL_FILTERS = [
  "all",
  "red-lines",
  "unscored",
  "waiting",
  "conflict",
  "settled",
  "bracketed",
] as const;
export type CellFilter = (typeof CELL_FILTERS)[number];

export function isCellFilter(value: string | null): value is CellFilter {
  return (CELL_FILTERS as readonly string[]).includes(value ?? "");
}

export interface MatrixQuery {
  filter: CellFilter;
  chapter: string;
  /** Criterion id whose cells the filter looks at; "" for all. Without a filter: rows where it applies. */
  criterion: string;
}

type Criterion = Pick<CriterionOut, "id" | "red_line" | "fails_on">;

/** Whether a cell is a failed red line: its rating is one that the criterion fails on. */
export function failsRedLine(criterion: Criterion, code: string | undefined): boolean {
  const state = stateOf(code);
  return criterion.red_line && state !== null && criterion.fails_on.includes(state);
}

function fits(filter: CellFilter, criterion: Criterion, row: MatrixRow, column: number): boolean {
  const code = row.codes[column] ?? " ";
  switch (filter) {
    case "all":
    case "bracketed":
      return stateOf(code) !== null;
    case "red-lines":
      return failsRedLine(criterion, code);
    case "unscored":
      return code === ".";
    case "waiting":
      return code === "w";
    case "conflict":
      return code === "c";
    case "settled":
      return row.settled.includes(column);
  }
}

/** The rows that have a cell which fits; every row when nothing is asked for. */
export function filterMatrix<R extends MatrixRow>(
  rows: readonly R[],
  criteria: readonly Criterion[],
  query: MatrixQuery,
): R[] {
  const asked = query.filter !== "all" || query.criterion !== "";
  return rows.filter((row) => {
    if (query.chapter && row.division !== query.chapter) return false;
    if (!asked) return true;
    if (query.filter === "bracketed" && !row.bracketed) return false;
    return criteria.some(
      (criterion, k) =>
        (!query.criterion || criterion.id === query.criterion) && fits(query.filter, criterion, row, k),
    );
  });
}

/** How many cells wait for other reviewers, and how many a person settled. */
export function countApart(rows: readonly MatrixRow[]): { waiting: number; settled: number } {
  let [waiting, settled] = [0, 0];
  for (const row of rows) {
    waiting += row.codes.split("w").length - 1;
    settled += row.settled.length;
  }
  return { waiting, settled };
}

/** The chapters in order of appearance, each once. */
export function chaptersOf(rows: readonly MatrixRow[]): string[] {
  return [...new Set(rows.map((row) => row.division).filter(Boolean))];
}

/** Shares of the ratings for a distribution bar, in the order of `ratings`, without those that do not occur. */
export function distributionOf(
  counts: Record<string, number>,
  ratings: readonly string[],
): { rating: string; count: number; from: number; share: number }[] {
  const present = ratings
    .map((rating) => ({ rating, count: counts[rating] ?? 0 }))
    .filter((one) => one.count > 0);
  const total = present.reduce((sum, one) => sum + one.count, 0);
  let from = 0;
  return present.map((one) => {
    const share = one.count / total;
    from += share;
    return { ...one, from: from - share, share };
  });
}
