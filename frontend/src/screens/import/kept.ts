/** What a person typed beside a pending reading, kept in this tab so that a reload loses nothing. */
import type { DraftEntry } from "../../components/draft-entry";
import type { Note } from "./following";

export interface Kept {
  entry: DraftEntry;
  notes: Note[];
}

const name = (reading: string) => `salvaguarda.import.${reading}`;

export function recallKept(reading: string): Kept | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(name(reading)) ?? "null");
    return isKept(kept) ? kept : null;
  } catch {
    return null; // storage is switched off, or holds something else
  }
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== "object" || value === null) return false;
  const { entry, notes } = value as Partial<Kept>;
  return typeof entry?.label === "string" && typeof entry.roles === "object" && Array.isArray(notes);
}

/** Keeps it; null forgets it. */
export function keep(reading: string, kept: Kept | null): void {
  try {
    if (kept) sessionStorage.setItem(name(reading), JSON.stringify(kept));
    else sessionStorage.removeItem(name(reading));
  } catch {
    // storage is switched off or full: the page still holds everything
  }
}
