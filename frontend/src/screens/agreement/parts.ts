/** The columns of a table of parts or pairs, and their order. Pure. */
import type { AmongOut, FigureOut, PartOut, SidesOut } from "../../api/types.gen";
import type { Measure } from "../../components/figures/figures";

/** By which a table can be sorted; what is worst comes first. */
export const COLUMNS = ["exact", "within", "alpha", "unanimous", "bias"] as const;
export type Column = (typeof COLUMNS)[number];

export const MEASURES: Record<Column, Measure> = {
  exact: "share",
  within: "share",
  unanimous: "share",
  alpha: "beyond",
  bias: "points",
};

export interface Line {
  key: string;
  name: string;
  cells: number;
  pairs: number;
  figures: Partial<Record<Column, FigureOut>>;
}

/** Which columns these lines have. */
export const columnsOf = (lines: readonly Line[]): Column[] =>
  COLUMNS.filter((column) => lines.some(({ figures }) => figures[column]));

export function lineOfAmong(part: PartOut, name: string): Line {
  const { agreement, unanimous }: AmongOut = part.among;
  const figures = {
    exact: agreement.exact,
    within: agreement.within_one,
    alpha: agreement.alpha,
    unanimous,
  };
  return { key: part.key, name, cells: agreement.cells, pairs: agreement.pairs, figures };
}

/** ordered: whether one of the two is the first, so that a lean means something. */
export function lineOfSides(sides: SidesOut, key: string, name: string, ordered = true): Line {
  const { agreement, bias } = sides;
  const figures = {
    exact: agreement.exact,
    within: agreement.within_one,
    alpha: agreement.alpha,
    ...(ordered && { bias }),
  };
  return { key, name, cells: agreement.cells, pairs: agreement.pairs, figures };
}

/** The lower, the worse; of bias, the further from 0. Undefined is neither good nor bad, and stands last. */
function goodness(line: Line, column: Column): number {
  const value = line.figures[column]?.value ?? null;
  if (value === null) return Infinity;
  return column === "bias" ? -Math.abs(value) : value;
}

/** Worst first; what is equal keeps its order. Without a column, as they came. */
export function worstFirst(lines: readonly Line[], column: Column | null): Line[] {
  if (column === null) return [...lines];
  return [...lines].sort((one, other) => {
    const [a, b] = [goodness(one, column), goodness(other, column)];
    return a === b ? 0 : a - b;
  });
}
