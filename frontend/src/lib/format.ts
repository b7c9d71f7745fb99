import { currentLanguage } from "./i18n.svelte";

/** A share from 0 to 1 as a whole percentage, rounded down as the service does: 74.9 % never looks like the 75 % it misses. */
export function percent(share: number | null | undefined): string {
  if (share === null || share === undefined) return "–";
  // The tiny part mends products such as 0.29 * 100, which come out just below the whole number.
  const whole = Math.floor(share * 100 + 1e-9) / 100;
  return new Intl.NumberFormat(numbering(), { style: "percent", maximumFractionDigits: 0 }).format(whole);
}

export function count(value: number): string {
  return new Intl.NumberFormat(numbering()).format(value);
}

/** An ISO date (2023-06-02) as people write it; "" when there is none. */
export function day(iso: string | null | undefined): string {
  if (!iso) return "";
  const date = new Date(iso.length === 10 ? `${iso}T00:00:00` : iso);
  return Number.isNaN(date.getTime())
    ? iso
    : new Intl.DateTimeFormat(numbering(), { dateStyle: "medium" }).format(date);
}

/** An ISO moment with its time of day. */
export function moment(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(numbering(), { dateStyle: "medium", timeStyle: "short" }).format(date);
}

/** Bytes in the unit that reads best. */
export function size(bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte"] as const;
  const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const format = { style: "unit", unit: units[step], unitDisplay: step ? "short" : "long" } as const;
  return new Intl.NumberFormat(numbering(), { ...format, maximumFractionDigits: 1 }).format(
    bytes / 1000 ** step,
  );
}

/** The English, Russian … name of a language tag in the interface language. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([currentLanguage()], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/**
 * One numbering system everywhere, so that figures read alike in tables and in Arabic sentences; and English dates as
 * most of the world writes them (3 Mar 2025), since "03/05" and "Mar 3" are read in two ways.
 */
export function numbering(): string {
  const language = currentLanguage();
  return `${language === "en" ? "en-GB" : language}-u-nu-latn`;
}
