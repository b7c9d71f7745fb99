import type { PlainKey } from "./i18n.svelte";

/** The closed lists of the trade, with the message that names each. */

const RATINGS = ["met", "partly", "not_met", "silent", "not_applicable"] as const;
export type Rating = (typeof RATINGS)[number];

export const ROLES = [
  "preamble",
  "general",
  "criminalization",
  "procedure",
  "cooperation",
  "prevention",
  "technical-assistance",
  "final",
] as const;
export type Role = (typeof ROLES)[number];

export const UNITS = ["article", "paragraph", "point"] as const;
export type Unit = (typeof UNITS)[number];

interface Glyph {
  symbol: string;
  label: PlainKey;
}

/** What a cell can show: the five ratings, and what stands in place of one. */
export const GLYPHS: Readonly<Record<Rating | "unscored" | "waiting" | "conflict" | "hidden", Glyph>> = {
  met: { symbol: "✓", label: "rating.met" },
  partly: { symbol: "◐", label: "rating.partly" },
  not_met: { symbol: "✕", label: "rating.not_met" },
  silent: { symbol: "○", label: "rating.silent" },
  not_applicable: { symbol: "–", label: "rating.not_applicable" },
  unscored: { symbol: "·", label: "rating.unscored" },
  waiting: { symbol: "◌", label: "rating.waiting" },
  conflict: { symbol: "≠", label: "rating.conflict" },
  hidden: { symbol: "⋯", label: "rating.hidden" },
};

/** What a cell shows for a name; a rating that is not there, or not known, as "not scored". */
export function shownAs(name: string | null): keyof typeof GLYPHS {
  return name !== null && Object.hasOwn(GLYPHS, name) ? (name as keyof typeof GLYPHS) : "unscored";
}

export const VERDICTS = { met: "✓", not_met: "✕", undecided: "?" } as const;
export type Verdict = keyof typeof VERDICTS;

/** The verdict, or status of a demand, as the service names it. */
export const verdictOf = (name: string | undefined): Verdict =>
  name === "met" || name === "not_met" ? name : "undecided";

export function isRating(value: string): value is Rating {
  return (RATINGS as readonly string[]).includes(value);
}

export const roleLabel = (role: Role): PlainKey => `role.${role}`;
export const unitLabel = (unit: Unit): PlainKey => `unit.${unit}`;
