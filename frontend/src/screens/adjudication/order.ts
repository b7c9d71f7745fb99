/** The order in which conflicts are gone through; the same in the list and on the screen that decides. Pure. */
import type { ConflictLineOut } from "../../api/types.gen";

export const SORTS = ["text", "apart"] as const;
export type Sort = (typeof SORTS)[number];

/** What the address says of the order. */
export interface Order {
  sort: Sort;
  /** Only conflicts of this criterion; "" for all. */
  criterion: string;
}

export function orderOf(query: URLSearchParams): Order {
  return {
    sort: query.get("sort") === "apart" ? "apart" : "text",
    criterion: query.get("criterion") ?? "",
  };
}

/** The order as it stands in an address; "" for the plain one. */
export function orderQuery({ sort, criterion }: Order): string {
  const query = new URLSearchParams();
  if (sort !== "text") query.set("sort", sort);
  if (criterion) query.set("criterion", criterion);
  const text = query.toString();
  return text && `?${text}`;
}

type Line = Pick<ConflictLineOut, "provision" | "criterion" | "apart">;

/** Those that are asked for, in that order. A rating without points (not applicable) against others comes first. */
export function arranged<T extends Line>(lines: readonly T[], { sort, criterion }: Order): T[] {
  const some = lines.filter((line) => !criterion || line.criterion === criterion);
  if (sort === "text") return some;
  const apart = (line: T) => line.apart ?? Number.POSITIVE_INFINITY;
  return some
    .map((line, place) => ({ line, place }))
    .sort((one, other) => apart(other.line) - apart(one.line) || one.place - other.place)
    .map(({ line }) => line);
}

export interface CellKey {
  provision: string;
  criterion: string;
}

export const sameCell = (one: CellKey, other: CellKey): boolean =>
  one.provision === other.provision && one.criterion === other.criterion;

export const cellAddress = (assessment: number, cell: CellKey, order: Order): string =>
  `/assessments/${assessment}/conflicts/${encodeURIComponent(cell.provision)}/${encodeURIComponent(cell.criterion)}${orderQuery(order)}`;

type Decidable = CellKey & Pick<ConflictLineOut, "obstacle" | "lock">;

/** Whether the reader may decide on it, and nobody else does so just now. */
export const isOpenToMe = (line: Decidable): boolean =>
  line.obstacle === null && (line.lock === null || line.lock.mine);

/**
 * The next conflict to decide after a cell, going round at the end; null when there is no other.
 *
 * The cell itself need not be in the list: once it is decided it is gone from there, so its place is counted in the
 * list that was shown before.
 */
export function nextAfter<T extends Decidable>(
  lines: readonly T[],
  cell: CellKey,
  step: 1 | -1,
  before: readonly CellKey[] = lines,
): T | null {
  const here = before.findIndex((line) => sameCell(line, cell));
  const round =
    step === 1
      ? [...before.slice(here + 1), ...before.slice(0, Math.max(here, 0))]
      : [...before.slice(0, Math.max(here, 0)).reverse(), ...before.slice(here + 1).reverse()];
  for (const one of round) {
    const line = lines.find((each) => sameCell(each, one));
    if (line && isOpenToMe(line)) return line;
  }
  return lines.find((line) => isOpenToMe(line) && !sameCell(line, cell)) ?? null;
}
