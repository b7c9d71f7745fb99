/** Who is assigned in which chapter and to which criterion. Pure. */
import type { AssignmentsOut, RowProgressOut } from "../../api/types.gen";

/** Person id and how many cells of the group they are to score; most first. */
export type Shares = readonly (readonly [person: number, cells: number])[];

/** The people of every chapter (by label) and of every criterion (by id). */
export function sharesOf(
  cells: AssignmentsOut["cells"],
  rows: readonly Pick<RowProgressOut, "path" | "division">[],
): { chapters: ReadonlyMap<string, Shares>; criteria: ReadonlyMap<string, Shares> } {
  const chapterOf = new Map(rows.map((row) => [row.path, row.division]));
  const chapters = new Map<string, Map<number, number>>();
  const criteria = new Map<string, Map<number, number>>();
  for (const [path, byCriterion] of Object.entries(cells))
    for (const [criterion, people] of Object.entries(byCriterion))
      for (const person of people) {
        add(chapters, chapterOf.get(path) ?? "", person);
        add(criteria, criterion, person);
      }
  return { chapters: sorted(chapters), criteria: sorted(criteria) };
}

function add(groups: Map<string, Map<number, number>>, group: string, person: number): void {
  const counts = groups.get(group) ?? new Map<number, number>();
  groups.set(group, counts.set(person, (counts.get(person) ?? 0) + 1));
}

function sorted(groups: ReadonlyMap<string, ReadonlyMap<number, number>>): Map<string, Shares> {
  return new Map(
    [...groups].map(([group, counts]) => [
      group,
      [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0]),
    ]),
  );
}

/** What a list of boxes means to the service: all, or none chosen, is no restriction. */
export function chosenOf<T>(chosen: readonly T[], all: readonly T[]): T[] | null {
  return chosen.length === 0 || chosen.length === all.length ? null : [...chosen];
}
