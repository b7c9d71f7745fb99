import { expect, it } from "vitest";
import type { ChangeOut, CriterionResultOut } from "../../../src/api/types.gen";
import { askedIn, stepsOf } from "../../../src/screens/life/life";

const result = (criterion: string, rating: string | null, conflict = false): CriterionResultOut => ({
  criterion,
  rating,
  conflict,
});
const change = (criterion: string, kind: string, red_line_failed = false): ChangeOut => ({
  criterion,
  old: "met",
  new: "partly",
  change: kind,
  cause: "text_changed",
  red_line_failed,
});
const STATIONS = [
  { results: [result("legality", "met")], changes: [], red_lines_failed: 0 },
  { results: [], changes: [], red_lines_failed: 0 },
  {
    results: [result("legality", "not_met")],
    changes: [change("legality", "declined", true)],
    red_lines_failed: 1,
  },
  { results: [result("legality", null, true), result("necessity", null)], changes: [], red_lines_failed: 0 },
];

it("a criterion is followed through all stations", () => {
  expect(stepsOf(STATIONS, "legality")).toEqual([
    { value: "met", asked: true, change: null, fails: false },
    { value: null, asked: false, change: null, fails: false },
    { value: "not_met", asked: true, change: "declined", fails: true },
    { value: "conflict", asked: true, change: null, fails: false },
  ]);
});

it("criteria that are never asked are left out, in the order of the checklist", () => {
  const criteria = ["necessity", "legality", "gender"].map((id) => ({ id }));
  expect(askedIn(criteria, STATIONS).map((one) => one.id)).toEqual(["necessity", "legality"]);
});
