/** What the two panes show, one value a row; rows that did not change stay the same objects, so that only others are drawn. */
import type { ProvisionOut, ReadingOut } from "../../api/types.gen";
import { isBracketed, markedPieces, shortened, type MarkedPiece } from "../../lib/marked";
import { doubts, setAsideLines } from "./split";

const OPENING = 150;

export interface OutlineRow {
  path: string;
  label: string;
  kind: string;
  depth: number;
  pieces: MarkedPiece[];
  /** Messages of its doubtful places, "" when there are none. */
  doubt: string;
  mended: boolean;
  bracketed: boolean;
  agreed: boolean;
  /** For screen readers: without the buttons that stand in the row when it is chosen. */
  spoken: string;
  /** Everything that is shown, to tell whether two rows are alike. */
  sign: string;
}

export interface SourceRow {
  line: number;
  text: string;
  /** The page that begins here; null when none does. */
  page: number | null;
  aside: boolean;
  /** The reason and last line of the set-aside stretch that begins here. */
  begins: { reason: string; last: number } | null;
  doubt: string;
  sign: string;
}

export const FILTERS = ["all", "doubtful", "bracketed", "options", "mended"] as const;
export type Filter = (typeof FILTERS)[number];
export const filterOf = (name: string | null): Filter => FILTERS.find((one) => one === name) ?? "all";

const TESTS: Record<Filter, (row: OutlineRow) => boolean> = {
  all: () => true,
  doubtful: (row) => row.doubt !== "",
  bracketed: (row) => row.bracketed,
  options: (row) => row.kind === "option",
  mended: (row) => row.mended,
};

export const fits = (row: OutlineRow, filter: Filter): boolean => TESTS[filter](row);

export function filterCounts(rows: readonly OutlineRow[]): Record<Filter, number> {
  const counts = { all: 0, doubtful: 0, bracketed: 0, options: 0, mended: 0 };
  for (const row of rows) for (const filter of FILTERS) if (fits(row, filter)) counts[filter] += 1;
  return counts;
}

function piecesOf(one: ProvisionOut): MarkedPiece[] {
  const headed = one.heading && one.heading !== one.label;
  // Only as much as the row shows is cut into pieces: a text may be very long.
  const words = (headed ? one.heading : one.text).slice(0, OPENING * 2);
  return shortened(markedPieces(words, one.marks, headed ? "heading" : "text"), OPENING);
}

type Cut = Pick<ReadingOut, "provisions" | "warnings" | "set_aside">;

/** The outline. mended: paths of provisions that a mend touched. */
export function outlineRows({ provisions, warnings }: Cut, mended: ReadonlySet<string>): OutlineRow[] {
  const { byPath } = doubts(warnings);
  return provisions.map((one) => {
    const pieces = piecesOf(one);
    const doubt = byPath.get(one.path)?.join(" ") ?? "";
    const row = {
      path: one.path,
      label: one.label,
      kind: one.kind,
      depth: one.depth,
      pieces,
      doubt,
      mended: mended.has(one.path),
      bracketed: isBracketed(one.marks),
      agreed: one.marks.some(({ kind }) => kind === "agreed"),
      spoken: [one.label, pieces.map(({ text }) => text).join(""), doubt].filter(Boolean).join(". "),
    };
    return { ...row, sign: JSON.stringify(row) };
  });
}

/** The source, line by line. */
export function sourceRows(
  lines: readonly string[],
  pages: readonly (number | null)[],
  cut: Cut,
): SourceRow[] {
  const { byLine } = doubts(cut.warnings);
  const aside = setAsideLines(cut.set_aside);
  return lines.map((text, line) => {
    const page = pages[line] ?? null;
    const stretch = aside.get(line);
    const row = {
      line,
      text,
      page: page !== null && page !== pages[line - 1] ? page : null,
      aside: stretch !== undefined,
      begins: stretch?.begins ? { reason: stretch.reason, last: stretch.last } : null,
      doubt: byLine.get(line)?.join(" ") ?? "",
    };
    return { ...row, sign: JSON.stringify(row) };
  });
}

/** The new rows, with the old object in place of each that looks the same. */
export function keepAlike<Row extends { sign: string }>(old: readonly Row[], rows: Row[]): Row[] {
  const known = new Map(old.map((row) => [row.sign, row]));
  return rows.map((row) => known.get(row.sign) ?? row);
}

/** Places to look at, in document order: the row of each, -1 before the first; and the line, when only that is known. */
export function doubtfulPlaces(
  warnings: ReadingOut["warnings"],
  provisions: readonly ProvisionOut[],
  owners: readonly string[],
): { index: number; path: string | null; line: number | null; message: string }[] {
  const order = new Map(provisions.map((one, index) => [one.path, index]));
  return warnings
    .filter(({ path, line }) => path !== null || line !== null)
    .map(({ path, line, message }) => {
      const row = path ?? (line === null ? null : owners[line] || null);
      return { index: row === null ? -1 : (order.get(row) ?? -1), path: row, line, message };
    })
    .sort((one, other) => one.index - other.index || (one.line ?? 0) - (other.line ?? 0));
}
