import type { EntryOut } from "../../api/types.gen";

/** What an entry changed, line by line: names of values with what they were and became, as text. Pure. */
export interface Change {
  name: string;
  before: Said | null;
  after: Said | null;
}

/** A value as it is shown: text, or words of which only length and hash are kept. */
export type Said = { text: string } | { length: number; hash: string };

/** How much of a hash is shown where it stands for words. */
const SHORT = 12;

export function changesOf({ before, after }: Pick<EntryOut, "before" | "after">): Change[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .filter((name) => name !== "kept")
    .map((name) => ({ name, before: saidOf(before?.[name]), after: saidOf(after?.[name]) }));
}

function saidOf(value: unknown): Said | null {
  if (value === undefined || value === null || value === "") return null;
  if (isMark(value))
    return value.length ? { length: value.length, hash: value.sha256.slice(0, SHORT) } : null;
  return { text: typeof value === "string" ? value : JSON.stringify(value) };
}

function isMark(value: unknown): value is { sha256: string; length: number } {
  return typeof value === "object" && value !== null && "sha256" in value && "length" in value;
}

/** An act as a key of its words: "save score" → "save_score". */
export const keyOf = (act: string): string => act.replaceAll(" ", "_");

/** Which entries an address asks for. */
export function wantedOf(query: URLSearchParams): {
  act?: string;
  who?: string;
  provision?: string;
  criterion?: string;
  before?: number;
} {
  const narrowed = (["act", "who", "provision", "criterion"] as const).flatMap((name) => {
    const value = query.get(name);
    return value ? [[name, value] as const] : [];
  });
  const before = Number(query.get("before"));
  return { ...Object.fromEntries(narrowed), ...(Number.isInteger(before) && before > 0 ? { before } : {}) };
}
