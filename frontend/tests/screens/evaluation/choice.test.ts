import { expect, test } from "vitest";
import { chosenOf, toggled, withChosen } from "../../../src/screens/evaluation/choice";

const TITLES = ["a@1, one", "a@2, one", "b@1, two"];

test("the address names contenders by their titles; without any that is there, all are looked at", () => {
  expect(
    chosenOf(
      new URLSearchParams([
        ["contender", "b@1, two"],
        ["contender", "gone"],
      ]),
      TITLES,
    ),
  ).toEqual(["b@1, two"]);
  expect(chosenOf(new URLSearchParams("contender=gone"), TITLES)).toEqual(TITLES);
  expect(chosenOf(new URLSearchParams(), TITLES)).toEqual(TITLES);
});

test("a choice goes into the address and comes back, and keeps what else is there", () => {
  const search = withChosen(new URLSearchParams("sort=bias&contender=gone"), TITLES.slice(1), TITLES);
  expect(chosenOf(new URLSearchParams(search), TITLES)).toEqual(TITLES.slice(1));
  expect(new URLSearchParams(search).get("sort")).toBe("bias");
  expect(withChosen(new URLSearchParams(search), TITLES, TITLES)).toBe("?sort=bias");
  expect(withChosen(new URLSearchParams(), TITLES, TITLES)).toBe("");
});

test("one more, one less, in the order of all; the last one stays", () => {
  expect(toggled(["b@1, two"], "a@1, one", TITLES)).toEqual(["a@1, one", "b@1, two"]);
  expect(toggled(TITLES, "a@2, one", TITLES)).toEqual(["a@1, one", "b@1, two"]);
  expect(toggled(["b@1, two"], "b@1, two", TITLES)).toEqual(["b@1, two"]);
});
