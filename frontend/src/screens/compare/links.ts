/** The list of a comparison: which links each filter shows, how many, and in which order. Pure. */
import type { ChangeOut, LinkOut } from "../../api/types.gen";

export type Link = Pick<LinkOut, "id" | "old" | "new" | "relation" | "same_text" | "changes">;

export const LINK_FILTERS = [
  "lost",
  "won",
  "red-line",
  "amended",
  "moved",
  "split",
  "merged",
  "new",
  "deleted",
  "renumbered",
  "same",
] as const;
export type LinkFilter = (typeof LINK_FILTERS)[number];

export function isLinkFilter(value: string | null): value is LinkFilter {
  return (LINK_FILTERS as readonly string[]).includes(value ?? "");
}

/** Safeguards lost by this link: results that declined, and met or partly met ones whose provision is gone. */
export function lossesOf(link: Link): ChangeOut[] {
  return link.changes.filter(
    (change) =>
      change.change === "declined" ||
      change.red_line_failed ||
      (change.change === "removed" && (change.old === "met" || change.old === "partly")),
  );
}

/** Safeguards won: results that improved, and met or partly met ones of a new provision. */
export function gainsOf(link: Link): ChangeOut[] {
  return link.changes.filter(
    (change) =>
      change.change === "improved" ||
      (change.change === "new" && (change.new === "met" || change.new === "partly")),
  );
}

export function failsRedLine(link: Link): boolean {
  return link.changes.some((change) => change.red_line_failed);
}

/** Whether a filter shows a link. */
export function fits(link: Link, filter: LinkFilter): boolean {
  if (filter === "lost") return lossesOf(link).length > 0;
  if (filter === "won") return gainsOf(link).length > 0;
  if (filter === "red-line") return failsRedLine(link);
  return link.relation === filter;
}

/** The links of a filter in the order of the service; all of them when there is none. */
export function filterLinks<L extends Link>(links: readonly L[], filter: LinkFilter | null): L[] {
  return filter ? links.filter((link) => fits(link, filter)) : [...links];
}

/** How many links each filter shows. */
export function countLinks(links: readonly Link[]): Record<LinkFilter, number> {
  const counts = LINK_FILTERS.map((filter) => [filter, links.filter((link) => fits(link, filter)).length]);
  return Object.fromEntries(counts) as Record<LinkFilter, number>;
}

/** Two rows of labels: "Art. 3, Art. 4" → "Art. 5"; "" on a side without a provision. */
export function namesOf(link: Link): { old: string; new: string } {
  const names = (side: Link["old"]) => side.map((provision) => provision.label).join(", ");
  return { old: names(link.old), new: names(link.new) };
}

/** The heading to show: the new one, else the old one. */
export function headingOf(link: Link): string {
  return (link.new.find((one) => one.heading) ?? link.old.find((one) => one.heading))?.heading ?? "";
}
