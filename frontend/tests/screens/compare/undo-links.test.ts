import { expect, it } from "vitest";
import type { LinkOut } from "../../../src/api/types.gen";
import { stateOf, touchedBy } from "../../../src/screens/compare/undo-links";

const side = (path: string) => ({ path, label: path, heading: "", kind: "article" });
const link = (id: number, old: string[], next: string[]) =>
  ({ id, old: old.map(side), new: next.map(side), relation: "amended" }) as LinkOut;
const LINKS = [link(1, ["a1"], ["b1"]), link(2, ["a2"], ["b2"]), link(3, [], ["b3"]), link(4, ["a4"], [])];

it("a correction touches the link and all that give provisions to it", () => {
  const body = { old: ["a1"], new: ["b2", "b3"] };
  expect(touchedBy({ link: LINKS[0]!, body }, LINKS).map((one) => one.id)).toEqual([1, 2, 3]);
  expect(touchedBy({ link: LINKS[1]! }, LINKS).map((one) => one.id)).toEqual([2]);
});

it("a link is put back as it was, by its paths", () => {
  expect(stateOf(LINKS[0]!)).toEqual({ old: ["a1"], new: ["b1"], relation: "amended" });
});
