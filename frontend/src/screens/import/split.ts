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

/** Reasons of set-aside lines: for each line the reason, and whether the stretch begins there. */
export function setAsideLines(
  ranges: ReadingOut["set_aside"],
): Map<number, { reason: string; begins: boolean }> {
  const lines = new Map<number, { reason: string; begins: boolean }>();
  for (const { first, last, reason } of ranges) {
    for (let line = first; line <= last; line++) lines.set(line, { reason, begins: line === first });
  }
  return lines;
}

/** The first words of a provision, for one row of the outline. */
export function opening(provision: Pick<ProvisionOut, "label" | "heading" | "text">, length = 120): string {
  const heading = provision.heading === provision.label ? "" : provision.heading;
  const words = (heading || provision.text).replace(/\s+/g, " ").trim();
  return words.length > length ? `${words.slice(0, length).trimEnd()}…` : words;
}

const PAGE = 10;

/** The row that a key of the tree leads to; null for other keys and at the ends. */
export function rowAfter(key: string, rows: HTMLCollection, row: Element): Element | null {
  switch (key) {
    case "ArrowDown":
      return row.nextElementSibling;
    case "ArrowUp":
      return row.previousElementSibling;
    case "Home":
      return rows[0] ?? null;
    case "End":
      return rows[rows.length - 1] ?? null;
    case "PageDown":
    case "PageUp": {
      const at = Array.prototype.indexOf.call(rows, row) + (key === "PageDown" ? PAGE : -PAGE);
      return rows[Math.max(0, Math.min(rows.length - 1, at))] ?? null;
    }
    default:
      return null;
  }
}
