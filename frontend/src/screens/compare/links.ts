/** The list of a comparison: which links each filter shows, how many, and in which groups. Pure. */
import type { ChangeOut, LinkOut, ProvisionOut } from "../../api/types.gen";
import { folded } from "../../lib/folded";

export type Link = Pick<
  LinkOut,
  | "id"
  | "old"
  | "new"
  | "relation"
  | "same_text"
  | "substance"
  | "changes"
  | "rank"
  | "parent"
  | "corrected_by"
>;

export const RELATIONS = [
  "amended",
  "moved",
  "split",
  "merged",
  "new",
  "deleted",
  "renumbered",
  "same",
] as const;
export type Relation = (typeof RELATIONS)[number];
export const CHANGES = ["improved", "declined", "unchanged", "new", "removed", "not_comparable"] as const;
/** What matters most, as chips. */
export const SHOWS = ["red_line_failed", "lost", "gained"] as const;
export type Show = (typeof SHOWS)[number];
export const RANKS = [...SHOWS, "other", "unchanged"] as const;
export type Rank = (typeof RANKS)[number];
export const WORDS = ["substance", "references"] as const;
export const OPENS = ["links", "scores"] as const;

/**
 * What the address asks for; null, "" and [] ask for nothing. words: "references" are links where only numbers of references
 * or typography changed. open: links nobody has confirmed, or those with own scores to re-confirm.
 */
export interface LinkQuery {
  show: Show | null;
  relations: readonly Relation[];
  words: (typeof WORDS)[number] | null;
  criterion: string;
  change: (typeof CHANGES)[number] | null;
  open: (typeof OPENS)[number] | null;
  text: string;
}

/** What filters need besides the links: rows with scores to re-confirm, and the words of each provision by path. */
export interface Around {
  waiting: ReadonlySet<string>;
  old: ReadonlyMap<string, string>;
  new: ReadonlyMap<string, string>;
}

const oneOf = <T extends string>(all: readonly T[], value: string | null): T | null =>
  all.find((one) => one === value) ?? null;

export const isRelation = (value: string): value is Relation => oneOf(RELATIONS, value) !== null;
export const rankOf = (link: Link): Rank => oneOf(RANKS, link.rank) ?? "other";

/** The filters of an address; what it does not know counts as nothing. */
export function queryOf(query: URLSearchParams): LinkQuery {
  return {
    show: oneOf(SHOWS, query.get("show")),
    relations: (query.get("relation") ?? "").split(",").filter(isRelation),
    words: oneOf(WORDS, query.get("words")),
    criterion: query.get("criterion") ?? "",
    change: oneOf(CHANGES, query.get("change")),
    open: oneOf(OPENS, query.get("open")),
    text: query.get("q") ?? "",
  };
}

/** Whether anything but chips narrows the list. */
export const isNarrowed = (query: LinkQuery): boolean =>
  Boolean(query.words ?? query.criterion) || query.change !== null || query.open !== null;

/** Safeguards lost by this link: results that declined, and met or partly met ones whose provision is gone. */
export function lossesOf(link: Link): ChangeOut[] {
  return link.changes.filter(
    (change) =>
      change.change === "declined" ||
      change.red_line_failed ||
      (change.change === "removed" && (change.old === "met" || change.old === "partly")),
  );
}

/** Safeguards gained: results that improved, and met or partly met ones of a new provision. */
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

/** Whether a chip shows a link. A link inside a scored row has no changes of its own and counts by its rank. */
export function shows(link: Link, show: Show): boolean {
  if (link.rank === show) return true;
  if (show === "lost") return lossesOf(link).length > 0;
  return show === "gained" ? gainsOf(link).length > 0 : failsRedLine(link);
}

/** Only numbers of references that follow their targets, or typography. */
export const onlyReferences = (link: Link): boolean =>
  link.relation === "amended" && !link.substance && !link.same_text;

function waits(link: Link, around: Around): boolean {
  return link.new.some((one) => around.waiting.has(one.path));
}

function fitsOpen(link: Link, open: LinkQuery["open"], around: Around): boolean {
  if (open === "scores") return waits(link, around);
  return open !== "links" || (link.corrected_by === null && link.relation !== "same");
}

function fitsWords(link: Link, words: LinkQuery["words"]): boolean {
  return words === null || (words === "substance" ? link.substance : onlyReferences(link));
}

function fitsChange(link: Link, { criterion, change }: LinkQuery): boolean {
  if (!criterion && !change) return true;
  return link.changes.some(
    (one) => (!criterion || one.criterion === criterion) && (!change || one.change === change),
  );
}

function fitsText(link: Link, wanted: readonly string[], around: Around): boolean {
  if (wanted.length === 0) return true;
  const named = folded([...link.old, ...link.new].map((one) => `${one.label} ${one.heading}`).join(" "));
  const words = [
    ...link.old.map((one) => around.old.get(one.path) ?? ""),
    ...link.new.map((one) => around.new.get(one.path) ?? ""),
  ];
  return wanted.every((word) => named.includes(word) || words.some((text) => text.includes(word)));
}

const hasRelation = (link: Link, relations: readonly Relation[]): boolean =>
  relations.length === 0 || relations.some((one) => one === link.relation);

export interface Found<L extends Link> {
  links: L[];
  /** How many links each chip would show with the other filters as they are. */
  counts: Record<Show | Relation, number>;
  /** Links before any chip. */
  all: number;
}

/** The links that fit, in the order of the service, and what each chip counts. */
export function findLinks<L extends Link>(links: readonly L[], query: LinkQuery, around: Around): Found<L> {
  const wanted = folded(query.text).split(/\s+/).filter(Boolean);
  const narrowed = links.filter(
    (link) =>
      fitsWords(link, query.words) &&
      fitsChange(link, query) &&
      fitsOpen(link, query.open, around) &&
      fitsText(link, wanted, around),
  );
  const { show, relations } = query;
  const counts = Object.fromEntries([...SHOWS, ...RELATIONS].map((name) => [name, 0])) as Found<L>["counts"];
  for (const link of narrowed) {
    if (hasRelation(link, relations)) for (const name of SHOWS) if (shows(link, name)) counts[name] += 1;
    if ((show === null || shows(link, show)) && isRelation(link.relation)) counts[link.relation] += 1;
  }
  const fitting = narrowed.filter(
    (link) => hasRelation(link, relations) && (show === null || shows(link, show)),
  );
  return { links: fitting, counts, all: narrowed.length };
}

/** The links in groups by what matters; the order of the service inside each. Empty groups are left out. */
export function groupsOf<L extends Link>(links: readonly L[]): { rank: Rank; links: L[] }[] {
  return RANKS.map((rank) => ({ rank, links: links.filter((link) => rankOf(link) === rank) })).filter(
    (group) => group.links.length > 0,
  );
}

/** Folded words of every provision with all its parts, by path: what a search looks through. */
export function wordsByPath(
  provisions: readonly Pick<ProvisionOut, "path" | "parent" | "text" | "closing">[],
): Map<string, string> {
  const parts = new Map<string, string[]>();
  const parents = new Map(provisions.map((one) => [one.path, one.parent]));
  for (const one of provisions) {
    const words = folded(`${one.text} ${one.closing}`);
    for (let path: string | null | undefined = one.path; path; path = parents.get(path)) {
      const known = parts.get(path);
      if (known) known.push(words);
      else parts.set(path, [words]);
    }
  }
  return new Map([...parts].map(([path, words]) => [path, words.join(" ")]));
}

/** Two rows of labels: "Art. 3, Art. 4" → "Art. 5"; "" on a side without a provision. */
export function namesOf(link: Pick<Link, "old" | "new">): { old: string; new: string } {
  const names = (side: Link["old"]) => side.map((provision) => provision.label).join(", ");
  return { old: names(link.old), new: names(link.new) };
}

/** The heading to show: the new one, else the old one; not one that says what the label says. */
export function headingOf(link: Pick<Link, "old" | "new">): string {
  const telling = [...link.new, ...link.old].find((one) => one.heading && one.heading !== one.label);
  return telling?.heading ?? "";
}

/** Whether stepping through changes stops at this link: its words differ, or one side is missing. */
export const hasChanges = (link: Link): boolean => !link.same_text && link.relation !== "same";
