import { describe, expect, it } from "vitest";
import type { ChangeOut } from "../../../src/api/types.gen";
import {
  countLinks,
  filterLinks,
  gainsOf,
  headingOf,
  isLinkFilter,
  lossesOf,
  namesOf,
  type Link,
} from "../../../src/screens/compare/links";

const provision = (label: string, heading = "") => ({ path: label, label, heading, kind: "article" });
const change = (change_: string, more: Partial<ChangeOut> = {}): ChangeOut => ({
  criterion: "legality",
  old: null,
  new: null,
  change: change_,
  cause: "none",
  red_line_failed: false,
  ...more,
});
const link = (id: number, relation: string, changes: ChangeOut[] = []): Link => ({
  id,
  relation,
  same_text: relation === "same",
  old: relation === "new" ? [] : [provision("Art. 1", "Old")],
  new: relation === "deleted" ? [] : [provision("Art. 2")],
  changes,
});
const LINKS = [
  link(1, "amended", [change("declined", { old: "met", new: "not_met", red_line_failed: true })]),
  link(2, "deleted", [change("removed", { old: "met" }), change("removed", { old: "silent" })]),
  link(3, "new", [change("new", { new: "partly" }), change("new", { new: "not_met" })]),
  link(4, "same", [change("unchanged", { old: "met", new: "met" })]),
];
const ids = (links: Link[]) => links.map((one) => one.id).join("");

describe("a link", () => {
  it("loses what declined and what was met and is gone", () => {
    expect(LINKS.map((one) => lossesOf(one).length)).toEqual([1, 1, 0, 0]);
  });

  it("wins what improved and what is met and new", () => {
    expect(LINKS.map((one) => gainsOf(one).length)).toEqual([0, 0, 1, 0]);
  });

  it("is named by its provisions on both sides", () => {
    expect(namesOf(LINKS[0]!)).toEqual({ old: "Art. 1", new: "Art. 2" });
    expect(namesOf(LINKS[2]!)).toEqual({ old: "", new: "Art. 2" });
    expect(headingOf(LINKS[0]!)).toBe("Old");
    expect(headingOf(LINKS[2]!)).toBe("");
  });
});

describe("filters", () => {
  it("show their links in the order given", () => {
    expect(ids(filterLinks(LINKS, null))).toBe("1234");
    expect(ids(filterLinks(LINKS, "lost"))).toBe("12");
    expect(ids(filterLinks(LINKS, "won"))).toBe("3");
    expect(ids(filterLinks(LINKS, "red-line"))).toBe("1");
    expect(ids(filterLinks(LINKS, "deleted"))).toBe("2");
  });

  it("say how many they show", () => {
    expect(countLinks(LINKS)).toMatchObject({
      lost: 2,
      won: 1,
      "red-line": 1,
      amended: 1,
      split: 0,
      same: 1,
    });
  });

  it("are known by name", () => {
    expect(isLinkFilter("moved")).toBe(true);
    expect(isLinkFilter("improved")).toBe(false);
  });
});
