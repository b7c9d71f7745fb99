import { expect, test } from "vitest";
import type { PositionSubjectOut } from "../../../src/api/types.gen";
import { findable, found, grouped } from "../../../src/screens/positions/groups";

const subject = (provision: string, criterion: string, more: Partial<PositionSubjectOut> = {}) => ({
  provision,
  criterion,
  label: provision ? `Art. ${provision}` : "Whole text",
  criterion_title: criterion && `Título de ${criterion}`,
  result: "met",
  own_version: 0,
  positions: [],
  counted: {},
  ...more,
});
const VERDICT = subject("", "");
const WHOLE = subject("", "clause");
const FIRST = subject("1", "legality");
const COUNTED = subject("1", "necessity", { counted: { support: 1 } });
const ALL = [VERDICT, WHOLE, FIRST, COUNTED].map(findable);

test("the verdict stands apart from results about the whole text, which have no provision either", () => {
  expect(grouped([VERDICT, WHOLE, FIRST, COUNTED]).map((one) => one.subjects)).toEqual([
    [VERDICT],
    [WHOLE],
    [FIRST, COUNTED],
  ]);
});

test("results are found by label and criterion, whatever the case and the accents", () => {
  expect(found(ALL, " TITULO de LEG", false)).toEqual([FIRST]);
  expect(found(ALL, "art. 1", false)).toEqual([FIRST, COUNTED]);
});

test("a position that is only counted is one too", () => {
  expect(found(ALL, "", true)).toEqual([COUNTED]);
});
