import type { ProvisionOut, ReadingOut } from "../../api/types.gen";

/** For every line of the source the path of the innermost provision that it belongs to; "" for none. */
export function ownersOfLines(provisions: readonly ProvisionOut[], lines: number): string[] {
  const owners = new Array<string>(lines).fill("");
  const widths = new Array<number>(lines).fill(Infinity);
  for (const { path, source } of provisions) {
    if (!source) continue;
    const [first, last] = source as [number, number];
    const width = last - first;
    for (let line = Math.max(0, first); line <= Math.min(last, lines - 1); line++) {
      // Later provisions are deeper: of two that are equally narrow the later one counts.
      if (width > widths[line]!) continue;
      owners[line] = path;
      widths[line] = width;
    }
  }
  return owners;
}

/** Messages of the doubtful places by provision path and by line. */
export function doubts(warnings: ReadingOut["warnings"]): {
  byPath: Map<string, string[]>;
  byLine: Map<number, string[]>;
} {
  const byPath = new Map<string, string[]>();
  const byLine = new Map<number, string[]>();
  const add = <Key>(map: Map<Key, string[]>, key: Key, message: string) =>
    map.set(key, [...(map.get(key) ?? []), message]);
  for (const { path, line, message } of warnings) {
    if (path !== null) add(byPath, path, message);
    if (line !== null) add(byLine, line, message);
  }
  return { byPath, byLine };
}

/** Reasons of set-aside lines: for each line the reason, the last line of its stretch, and whether it begins there. */
export function setAsideLines(
  ranges: ReadingOut["set_aside"],
): Map<number, { reason: string; begins: boolean; last: number }> {
  const lines = new Map<number, { reason: string; begins: boolean; last: number }>();
  for (const { first, last, reason } of ranges) {
    for (let line = first; line <= last; line++) {
      if (!lines.has(line)) lines.set(line, { reason, begins: line === first, last });
    }
  }
  return lines;
}

/** The next row that is shown, stepping over those that a filter hides. */
function shownFrom(
  row: Element | null,
  step: "nextElementSibling" | "previousElementSibling",
): Element | null {
  let at = row;
  while (at && at.clientHeight === 0) at = at[step];
  return at;
}

const levelOf = (row: Element): number => Number(row.getAttribute("aria-level"));

/** The row above that this one is a part of, as trees have it on the left arrow key. */
function parentRow(row: Element): Element | null {
  let at = row.previousElementSibling;
  while (at && levelOf(at) >= levelOf(row)) at = at.previousElementSibling;
  return at;
}

function firstPart(row: Element): Element | null {
  const next = row.nextElementSibling;
  return next && levelOf(next) > levelOf(row) ? next : null;
}

const PAGE = 10;

function pageAway(row: Element, step: "nextElementSibling" | "previousElementSibling"): Element {
  let at = row;
  for (let count = 0; count < PAGE; count++) {
    const next = shownFrom(at[step], step);
    if (!next) break;
    at = next;
  }
  return at;
}

const MIRRORED: Record<string, string> = { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" };

/** The key that does the same where rows are indented from the right. */
export const mirrored = (key: string): string => MIRRORED[key] ?? key;

/** The row that a key of the tree leads to; null for other keys and at the ends. */
export function rowAfter(key: string, rows: HTMLCollection, row: Element): Element | null {
  switch (key) {
    case "ArrowDown":
      return shownFrom(row.nextElementSibling, "nextElementSibling");
    case "ArrowUp":
      return shownFrom(row.previousElementSibling, "previousElementSibling");
    case "ArrowLeft":
      return parentRow(row);
    case "ArrowRight":
      return firstPart(row);
    case "Home":
      return shownFrom(rows[0] ?? null, "nextElementSibling");
    case "End":
      return shownFrom(rows[rows.length - 1] ?? null, "previousElementSibling");
    case "PageDown":
      return pageAway(row, "nextElementSibling");
    case "PageUp":
      return pageAway(row, "previousElementSibling");
    default:
      return null;
  }
}
