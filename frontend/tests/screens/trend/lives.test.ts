import { describe, expect, it } from "vitest";
import type { StationOut } from "../../../src/api/types.gen";
import {
  countRelations,
  filterLives,
  isChanged,
  labelsAt,
  latestOf,
  queryOf,
  relationOf,
} from "../../../src/screens/trend/lives";

const station = (label: string, relation: string): StationOut => ({
  paths: label ? [label.toLowerCase().replace(/\W+/g, "_")] : [],
  labels: label ? [label] : [],
  relation,
  same_text: relation === "same",
  share: null,
  red_lines_failed: 0,
  link_id: relation ? 1 : null,
});
const LIVES = [
  { label: "Art. 1", heading: "Protección", stations: [station("Art. 1", ""), station("Art. 1", "same")] },
  { label: "Art. 3", heading: "", stations: [station("Art. 2", ""), station("Art. 3", "renumbered")] },
  { label: "Art. 4", heading: "", stations: [null, station("Art. 4", "new")] },
  { label: "Art. 5", heading: "", stations: [station("Art. 5", ""), station("", "deleted")] },
];
const shown = (search: string) =>
  filterLives(LIVES, queryOf(new URLSearchParams(search))).map((one) => one.label);

describe("lives", () => {
  it("are changed by anything but a new number", () => {
    expect(LIVES.map(isChanged)).toEqual([false, false, true, true]);
  });

  it("are found by what happened, and by every label they ever had", () => {
    expect(shown("")).toHaveLength(4);
    expect(shown("show=changed")).toEqual(["Art. 4", "Art. 5"]);
    expect(shown("relation=renumbered")).toEqual(["Art. 3"]);
    expect(shown("relation=of+a+later+version")).toHaveLength(4);
    expect(shown("q=ART.+2")).toEqual(["Art. 3"]);
    expect(shown("q=proteccion")).toEqual(["Art. 1"]);
  });

  it("are counted by what happened, each once", () => {
    expect(countRelations(LIVES)).toMatchObject({ same: 1, renumbered: 1, new: 1, deleted: 1, split: 0 });
  });

  it("are opened at their latest words", () => {
    expect(LIVES.map(latestOf)).toEqual([
      { draft: 1, path: "art_1" },
      { draft: 1, path: "art_3" },
      { draft: 1, path: "art_4" },
      { draft: 0, path: "art_5" },
    ]);
    expect(latestOf({ label: "", heading: "", stations: [null] })).toBeNull();
  });

  it("say a label where it is a new one", () => {
    expect(LIVES.map((life) => labelsAt(life, 1))).toEqual(["", "Art. 3", "Art. 4", ""]);
    expect(labelsAt(LIVES[0]!, 0)).toBe("Art. 1");
  });
});

it("a station without a draft before it has no relation", () => {
  expect([relationOf(station("Art. 1", "")), relationOf(station("Art. 1", "moved"))]).toEqual([
    null,
    "moved",
  ]);
});
