import { expect, it } from "vitest";
import { chosenOf, sharesOf } from "../../../src/screens/assignments/groups";

it("counts who is assigned in every chapter and to every criterion, most first", () => {
  const rows = [
    { path: "draft", division: "" },
    { path: "art_1", division: "I" },
    { path: "art_2", division: "I" },
  ];
  const { chapters, criteria } = sharesOf(
    { art_1: { a: [7], b: [7, 9] }, art_2: { a: [9, 8] }, draft: { w: [8] } },
    rows,
  );
  expect([...chapters]).toEqual([
    [
      "I",
      [
        [7, 2],
        [9, 2],
        [8, 1],
      ],
    ],
    ["", [[8, 1]]],
  ]);
  expect(criteria.get("a")).toEqual([
    [7, 1],
    [8, 1],
    [9, 1],
  ]);
});

it("takes all and none for no restriction", () => {
  expect(chosenOf([1, 2], [1, 2])).toBeNull();
  expect(chosenOf([], [1, 2])).toBeNull();
  expect(chosenOf([2], [1, 2])).toEqual([2]);
});
