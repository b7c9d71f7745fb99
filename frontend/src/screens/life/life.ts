/** The results of one provision over its drafts. Pure. */
import type { LifeStationOut } from "../../api/types.gen";

type Station = Pick<LifeStationOut, "results" | "changes" | "red_lines_failed">;

/** value: as RatingGlyph shows it; null where the criterion is not asked, or nothing is settled. change: since before. */
export interface Step {
  value: string | null;
  asked: boolean;
  change: "improved" | "declined" | null;
  fails: boolean;
}

/** What a criterion came to in each station. */
export function stepsOf(stations: readonly Station[], criterion: string): Step[] {
  return stations.map((station) => {
    const result = station.results.find((one) => one.criterion === criterion);
    const change = station.changes.find((one) => one.criterion === criterion);
    const kind = change?.change;
    return {
      value: result?.conflict ? "conflict" : (result?.rating ?? null),
      asked: result !== undefined,
      change: kind === "improved" || kind === "declined" ? kind : null,
      fails: change?.red_line_failed ?? false,
    };
  });
}

/** The criteria that are asked in some station, in the order given. */
export function askedIn<C extends { id: string }>(criteria: readonly C[], stations: readonly Station[]): C[] {
  const asked = new Set(stations.flatMap((station) => station.results.map((one) => one.criterion)));
  return criteria.filter((criterion) => asked.has(criterion.id));
}
