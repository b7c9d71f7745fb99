import { count, numbering } from "../../lib/format";

/** Money and spans of time in words. */

/** A decimal text in its currency; small amounts keep the decimals that tell them from nothing. */
export function money(amount: string, currency: string): string {
  const value = Number(amount);
  const decimals = value !== 0 && Math.abs(value) < 0.1 ? 6 : 2;
  try {
    return new Intl.NumberFormat(numbering(), {
      style: "currency",
      currency,
      minimumFractionDigits: 2,
      maximumFractionDigits: decimals,
    }).format(value);
  } catch {
    return `${amount} ${currency}`; // not three letters: as it was given
  }
}

const STEPS = [
  { unit: "second", seconds: 1, below: 90 },
  { unit: "minute", seconds: 60, below: 90 * 60 },
  { unit: "hour", seconds: 3600, below: 36 * 3600 },
  { unit: "day", seconds: 86_400, below: Infinity },
] as const;

/** "40 seconds", "12 minutes", "3.5 hours": as exactly as a guess deserves. */
export function span(seconds: number): string {
  const { unit, seconds: each } = STEPS.find((step) => seconds < step.below) ?? STEPS[3];
  const value = seconds / each;
  const rounded = each >= 3600 && value < 10 ? Math.round(value * 2) / 2 : Math.max(1, Math.ceil(value));
  return new Intl.NumberFormat(numbering(), { style: "unit", unit, unitDisplay: "long" }).format(rounded);
}

/** The time of day of a moment, with seconds: when a pause ends. */
export function clock(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const far = Math.abs(date.getTime() - Date.now()) > 12 * 3600 * 1000;
  const style = far
    ? ({ dateStyle: "medium", timeStyle: "short" } as const)
    : ({ timeStyle: "medium" } as const);
  return new Intl.DateTimeFormat(numbering(), style).format(date);
}

/** An amount as people type it: digits, at most six decimals, with a point; null when it is no such amount, or nothing. */
export function typedMoney(text: string): string | null {
  const plain = text.trim().replace(",", ".");
  return /^\d{1,9}(\.\d{1,6})?$/.test(plain) && Number(plain) > 0 ? plain : null;
}

/** A whole number of tokens as people type it ("40 000", "40,000"); null when it is none. */
export function typedTokens(text: string): number | null {
  const plain = text.trim().replace(/[\s.,'’\u00a0\u202f]/g, "");
  return /^\d{1,12}$/.test(plain) && Number(plain) > 0 ? Number(plain) : null;
}

export { count };
