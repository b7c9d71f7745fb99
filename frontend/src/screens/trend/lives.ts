/** Lives of provisions over all drafts: what to show of a station, and which lives a filter shows. Pure. */
import type { LifeRowOut, StationOut } from "../../api/types.gen";
import { folded } from "../../lib/folded";

/** What became of a provision since the draft before, with a sign that stands beside the word. */
export const SIGNS = {
  same: "=",
  renumbered: "#",
  amended: "~",
  moved: "↷",
  split: "≺",
  merged: "≻",
  new: "✶",
  deleted: "✕",
} as const;
export type Relation = keyof typeof SIGNS;

/** null: the first draft of all, which has nothing before it. */
export function relationOf(station: Pick<StationOut, "relation">): Relation | null {
  return Object.hasOwn(SIGNS, station.relation) ? (station.relation as Relation) : null;
}

export interface LifeQuery {
  changed: boolean;
  relation: Relation | null;
  text: string;
}

type Life = Pick<LifeRowOut, "label" | "heading" | "stations">;

/** What happened to a life, each thing once. */
const eventsOf = (life: Life): Set<string> =>
  new Set(life.stations.flatMap((one) => (one && one.relation ? [one.relation] : [])));

/** Whether its words changed at some draft, or it came, went, moved, was split or merged; a new number alone is no change. */
export function isChanged(life: Life): boolean {
  return [...eventsOf(life)].some((one) => one !== "same" && one !== "renumbered");
}

export function queryOf(query: URLSearchParams): LifeQuery {
  return {
    changed: query.get("show") === "changed",
    relation: relationOf({ relation: query.get("relation") ?? "" }),
    text: query.get("q") ?? "",
  };
}

/** The lives that fit; every label that a life ever had is searched. */
export function filterLives<L extends Life>(lives: readonly L[], query: LifeQuery): L[] {
  const wanted = folded(query.text).split(/\s+/).filter(Boolean);
  return lives.filter((life) => {
    if (query.changed && !isChanged(life)) return false;
    if (query.relation && !eventsOf(life).has(query.relation)) return false;
    if (wanted.length === 0) return true;
    const labels = life.stations.flatMap((one) => one?.labels ?? []);
    const words = folded([life.label, life.heading, ...labels].join(" "));
    return wanted.every((word) => words.includes(word));
  });
}

/** How many lives each relation occurs in. */
export function countRelations(lives: readonly Life[]): Record<Relation, number> {
  const counts = Object.fromEntries(Object.keys(SIGNS).map((name) => [name, 0])) as Record<Relation, number>;
  for (const life of lives)
    for (const event of eventsOf(life)) {
      const relation = relationOf({ relation: event });
      if (relation) counts[relation] += 1;
    }
  return counts;
}

/** The place from which a whole life is shown: its latest draft that has words of it. */
export function latestOf(life: Life): { draft: number; path: string } | null {
  const draft = life.stations.findLastIndex((one) => one !== null && one.paths.length > 0);
  const path = life.stations[draft]?.paths[0];
  return path === undefined ? null : { draft, path };
}

/** Labels to show in a draft: none where they are those of the draft before. */
export function labelsAt(life: Life, at: number): string {
  const here = life.stations[at]?.labels.join(", ") ?? "";
  return here === (life.stations[at - 1]?.labels.join(", ") ?? "") ? "" : here;
}
