import type { DraftIn, DraftOut, ReadingOut } from "../api/types.gen";
import type { Role } from "../lib/words";

/** What a person says of a draft, while it is being typed; a date is "" when there is none. */
export interface DraftEntry {
  label: string;
  symbol: string;
  date: string;
  language: string;
  /** Roles that differ from what was guessed or stored, by path of the division. */
  roles: Record<string, Role>;
}

export function entryOf(source: ReadingOut | DraftOut): DraftEntry {
  return {
    label: source.label,
    symbol: source.symbol,
    date: source.date ?? "",
    language: source.language || "en",
    roles: {},
  };
}

export function bodyOf(entry: DraftEntry): DraftIn {
  return { ...entry, date: entry.date || null };
}

/** The fields that two versions of a draft say differently. */
export function differences(
  mine: DraftEntry,
  theirs: DraftOut,
): ("label" | "symbol" | "date" | "language")[] {
  const other = entryOf(theirs);
  return (["label", "symbol", "date", "language"] as const).filter((field) => mine[field] !== other[field]);
}
