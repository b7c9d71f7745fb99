/** The list of provisions: how far each is scored, which are shown, and where to go next. Pure. */
import type { RowOut } from "../../api/types.gen";
import { folded } from "../../lib/folded";
import { inQueue, isOwn, isQueueName, type QueueName } from "./queues";

/** What a cell is to the reader, by criterion; see queues.ts. */
export interface Queued {
  /** undefined where nobody shares the work, and until it is fetched. */
  queue?: Readonly<Record<string, string>>;
}

export type Row = Queued &
  Pick<
    RowOut,
    | "path"
    | "label"
    | "heading"
    | "division"
    | "in_scope"
    | "rated"
    | "to_confirm"
    | "to_carry"
    | "changed"
    | "bracketed"
  >;

export const ROW_FILTERS = ["all", "unscored", "changed", "confirm", "carry", "bracketed"] as const;
type PlainFilter = (typeof ROW_FILTERS)[number];
export type RowFilter = PlainFilter | QueueName;

export interface RowQuery {
  filter: RowFilter;
  /** Division as the row names it; "" for all. */
  chapter: string;
  /** Words that label or heading must hold. */
  words: string;
  /** The one criterion that is read across all provisions; "" for all criteria. */
  across?: string;
}

export interface Place {
  provision: string;
  criterion: string;
}

export function isRowFilter(value: string | null): value is RowFilter {
  return (ROW_FILTERS as readonly string[]).includes(value ?? "") || isQueueName(value);
}

/** Criteria with a cell here: those in scope, and those that somebody brought in by rating them. */
export function criteriaOf(row: Row): string[] {
  return [...new Set([...row.in_scope, ...Object.keys(row.rated)])];
}

/** rated of total cells that the reader scores. */
export function progressOf(row: Row): { rated: number; total: number } {
  const all = criteriaOf(row).filter((criterion) => isOwn(row, criterion));
  return { rated: all.filter((criterion) => row.rated[criterion]).length, total: all.length };
}

/** rated of total cells over all rows. */
export function progressOfAll(rows: readonly Row[]): { rated: number; total: number } {
  return rows
    .map(progressOf)
    .reduce((sum, one) => ({ rated: sum.rated + one.rated, total: sum.total + one.total }), {
      rated: 0,
      total: 0,
    });
}

const BY_FILTER: Record<PlainFilter, (row: Row) => boolean> = {
  all: () => true,
  unscored: (row) => progressOf(row).rated < progressOf(row).total,
  changed: (row) => row.changed,
  confirm: (row) => row.to_confirm.length > 0,
  carry: (row) => row.to_carry.length > 0,
  bracketed: (row) => row.bracketed,
};

/** The rows to show. `keep`: a path that stays in the list although it no longer fits (the one that is open). */
export function filterRows<R extends Row>(rows: readonly R[], query: RowQuery, keep?: string): R[] {
  const words = folded(query.words).split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (query.chapter && row.division !== query.chapter) return false;
    if (query.across && !criteriaOf(row).includes(query.across)) return false;
    const name = folded(`${row.label} ${row.heading}`);
    if (!words.every((word) => name.includes(word))) return false;
    return row.path === keep || fits(row, query);
  });
}

/** Whether a row has what the filter asks for; read across, only its one criterion is looked at. */
function fits(row: Row, { filter, across }: RowQuery): boolean {
  const one = across ? { ...row, ...onlyCriterion(row, across) } : row;
  if (!isQueueName(filter)) return BY_FILTER[filter](one);
  return !one.queue || inQueue(one, filter).length > 0; // all, until it is known
}

/** A row as if it asked this criterion only. */
export function onlyCriterion(
  row: Row,
  criterion: string,
): Pick<Row, "in_scope" | "rated" | "to_confirm" | "to_carry"> {
  const only = (list: readonly string[]) => list.filter((one) => one === criterion);
  const rating = row.rated[criterion];
  return {
    in_scope: only(criteriaOf(row)),
    rated: rating ? { [criterion]: rating } : {},
    to_confirm: only(row.to_confirm),
    to_carry: only(row.to_carry),
  };
}

/** How many rows each filter would show. */
export function countRows(rows: readonly Row[]): Record<PlainFilter, number> {
  const counts = ROW_FILTERS.map((filter) => [filter, rows.filter(BY_FILTER[filter]).length]);
  return Object.fromEntries(counts) as Record<PlainFilter, number>;
}

/** The chapters in order of appearance, each once. */
export function chaptersOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.map((row) => row.division).filter(Boolean))];
}

/** A cell that the reader is to score and has not. */
export const isUnscored = (row: Row, criterion: string): boolean =>
  !row.rated[criterion] && isOwn(row, criterion);

/** The next wanted cell after a place, in checklist order within a row, going round once; null when there is none. */
export function nextUnscored(
  rows: readonly Row[],
  order: readonly string[],
  from: Place,
  wanted: (row: Row, criterion: string) => boolean = isUnscored,
): Place | null {
  const start = Math.max(
    0,
    rows.findIndex((row) => row.path === from.provision),
  );
  const sorted = (row: Row) =>
    order.filter((criterion) => criteriaOf(row).includes(criterion) && wanted(row, criterion));
  const here = rows[start];
  const position = order.indexOf(from.criterion);
  const later = here && sorted(here).find((criterion) => order.indexOf(criterion) > position);
  if (here && later) return { provision: here.path, criterion: later };
  for (let step = 1; step <= rows.length; step += 1) {
    const row = rows[(start + step) % rows.length]!;
    const criterion = sorted(row)[0];
    if (criterion) return { provision: row.path, criterion };
  }
  return null;
}

/** The neighbour of a value in a list; the value itself at the ends; the first when the value is not there. */
export function neighbour<T>(list: readonly T[], value: T, step: 1 | -1): T | undefined {
  const at = list.indexOf(value);
  return at < 0 ? list[0] : list[Math.max(0, Math.min(list.length - 1, at + step))];
}
