/** Where the eye and the cursor go when mending gives provisions new paths. Pure. */
import type { ProvisionOut } from "../../api/types.gen";
import type { Mend } from "../../lib/mends";
import type { Role } from "../../lib/words";
import { ownersOfLines } from "./split";

/** What is known of a mend when it is made: what the provision was called, its place in the list, its first line. */
export interface Note {
  label: string;
  index: number;
  line: number | null;
}

const NOTHING: Note = { label: "", index: 0, line: null };

export const lineOf = (provision: ProvisionOut | undefined): number | null => provision?.source?.[0] ?? null;

export function noteOf(mend: Mend, provisions: readonly ProvisionOut[]): Note {
  const path = "path" in mend ? mend.path : null;
  const index = path ? provisions.findIndex((one) => one.path === path) : -1;
  const provision = provisions[index];
  if (provision) return { label: provision.label, index, line: lineOf(provision) };
  const lines = "lines" in mend ? mend.lines : null;
  return lines ? { ...NOTHING, line: lines[0] as number } : NOTHING;
}

/** The provision that a merge joins: the sibling before it, else its parent; -1 for the first of all. */
export function joinedTo(provisions: readonly ProvisionOut[], index: number): number {
  const depth = provisions[index]?.depth ?? 0;
  let at = index - 1;
  while (at >= 0 && provisions[at]!.depth > depth) at -= 1;
  return at;
}

/**
 * The place in the list after a mend of the provision that was mended. Mending keeps document order, so the place is known
 * exactly; only lines have to be looked up.
 */
export function placeAfter(
  mend: Mend,
  note: Note,
  before: readonly ProvisionOut[],
  after: readonly ProvisionOut[],
  lines: number,
): number {
  const last = after.length - 1;
  if (mend.op === "merge") return Math.min(Math.max(0, joinedTo(before, note.index)), last);
  if (mend.op === "split") return Math.min(note.index + 1, last);
  if ("path" in mend && mend.path) return Math.min(note.index, last);
  return placeOfLine(after, note.line ?? 0, lines);
}

/** The innermost provision on a line, or the last one that begins before it. */
export function placeOfLine(provisions: readonly ProvisionOut[], line: number, lines: number): number {
  const owner = ownersOfLines(provisions, lines)[line];
  if (owner) return provisions.findIndex((one) => one.path === owner);
  let found = 0;
  provisions.forEach((one, index) => {
    if ((lineOf(one) ?? Infinity) <= line) found = index;
  });
  return found;
}

/** Roles that a person chose, under the paths that their divisions have now. A division is known by its first line and kind. */
export function followRoles(
  roles: Record<string, Role>,
  before: readonly ProvisionOut[],
  after: readonly ProvisionOut[],
): Record<string, Role> {
  const chosen = Object.entries(roles);
  if (!chosen.length) return roles;
  const place = (one: ProvisionOut) => `${lineOf(one)} ${one.kind}`;
  const old = new Map(before.map((one) => [one.path, place(one)]));
  const now = new Map(after.map((one) => [place(one), one.path]));
  const paths = new Set(after.map((one) => one.path));
  return Object.fromEntries(
    chosen.flatMap(([path, role]): [string, Role][] => {
      const found = now.get(old.get(path) ?? "") ?? (paths.has(path) ? path : undefined);
      return found ? [[found, role]] : [];
    }),
  );
}
