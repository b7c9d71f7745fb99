import { describe, expect, it } from "vitest";
import type { FollowedQuoteOut } from "../../../src/api/types.gen";
import { linkTo, quotesOf, stateOf } from "../../../src/screens/compare/evidence";

const at = (path: string, exact = "words") => ({ path, label: path, exact, start: 0, end: 5 });
const quote = (score_id: number, path: string, state: string, exact?: string): FollowedQuoteOut => ({
  score_id,
  criterion: "legality",
  rating: "met",
  old: at(path, exact),
  state,
  found_in: "provision",
  new: state === "gone" ? null : at(path, exact),
  places: 1,
});
const side = (path: string) => ({ path, label: path, heading: "", kind: "article" });
const ids = (quotes: FollowedQuoteOut[]) => quotes.map((one) => one.score_id);

describe("own evidence of a link", () => {
  const quotes = [
    quote(1, "art_1", "kept"),
    quote(2, "art_1__para_2", "gone"),
    quote(3, "art_12", "kept"),
    quote(4, "art_1", "drifted", "of a court"),
  ];

  it("is that of its provisions and their parts, gone ones first", () => {
    expect(ids(quotesOf({ old: [side("art_1")] }, quotes, ""))).toEqual([2, 4, 1]);
  });

  it("is, for a part, what its own words hold of the whole", () => {
    expect(ids(quotesOf({ old: [side("art_1__para_3")] }, quotes, "3. Leave of a court."))).toEqual([4]);
  });

  it("counts as gone when nobody knows what its state means", () => {
    expect(stateOf({ state: "of a later version" })).toBe("gone");
  });
});

it("finds the innermost link that holds a place", () => {
  const links = [{ new: [side("art_1")] }, { new: [side("art_1__para_2"), side("art_9")] }, { new: [] }];
  expect(linkTo(links, "art_1__para_2__point_a")).toBe(links[1]);
  expect(linkTo(links, "art_1__para_3")).toBe(links[0]);
  expect(linkTo(links, "art_10")).toBeUndefined();
});
