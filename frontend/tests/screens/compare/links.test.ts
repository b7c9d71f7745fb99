import { describe, expect, it } from "vitest";
import type { ChangeOut } from "../../../src/api/types.gen";
import {
  findLinks,
  gainsOf,
  groupsOf,
  hasChanges,
  headingOf,
  lossesOf,
  namesOf,
  queryOf,
  wordsByPath,
  type Around,
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
const link = (id: number, relation: string, rank: string, changes: ChangeOut[] = []): Link => ({
  id,
  relation,
  rank,
  parent: "",
  corrected_by: null,
  same_text: relation === "same",
  substance: relation !== "same" && relation !== "renumbered",
  old: relation === "new" ? [] : [provision(`Art. ${id}`, "Old")],
  new: relation === "deleted" ? [] : [provision(`Art. ${id + 10}`)],
  changes,
});
const LINKS = [
  link(1, "amended", "red_line_failed", [
    change("declined", { old: "met", new: "not_met", red_line_failed: true }),
  ]),
  link(2, "deleted", "lost", [change("removed", { old: "met" }), change("removed", { old: "silent" })]),
  link(3, "new", "gained", [change("new", { new: "partly" }), change("new", { new: "not_met" })]),
  link(4, "renumbered", "other", [change("improved", { criterion: "necessity" })]),
  link(5, "same", "unchanged", [change("unchanged", { old: "met", new: "met" })]),
];
const AROUND: Around = { waiting: new Set(), old: new Map(), new: new Map() };
const ids = (links: Link[]) => links.map((one) => one.id).join("");
const found = (search: string, around = AROUND) =>
  findLinks(LINKS, queryOf(new URLSearchParams(search)), around);

describe("a link", () => {
  it("loses what declined and what was met and is gone", () => {
    expect(LINKS.map((one) => lossesOf(one).length)).toEqual([1, 1, 0, 0, 0]);
  });

  it("gains what improved and what is met and new", () => {
    expect(LINKS.map((one) => gainsOf(one).length)).toEqual([0, 0, 1, 1, 0]);
  });

  it("is named by its provisions on both sides", () => {
    expect(namesOf(LINKS[0]!)).toEqual({ old: "Art. 1", new: "Art. 11" });
    expect(namesOf(LINKS[2]!)).toEqual({ old: "", new: "Art. 13" });
    expect(headingOf(LINKS[0]!)).toBe("Old");
    expect(headingOf({ old: [], new: [provision("Preamble", "Preamble")] })).toBe("");
  });

  it("is no stop on the way through the changes when its words are the same", () => {
    expect(LINKS.map(hasChanges)).toEqual([true, true, true, true, false]);
  });
});

describe("the address", () => {
  it("asks for nothing by what it does not know", () => {
    const query = queryOf(new URLSearchParams("show=best&relation=amended,odd&words=x&open=y&change=z"));
    expect(query).toEqual({
      show: null,
      relations: ["amended"],
      words: null,
      criterion: "",
      change: null,
      open: null,
      text: "",
    });
  });
});

describe("filters", () => {
  it("show their links in the order given", () => {
    expect(ids(found("").links)).toBe("12345");
    expect(ids(found("show=lost").links)).toBe("12");
    expect(ids(found("show=gained").links)).toBe("34");
    expect(ids(found("show=red_line_failed").links)).toBe("1");
    expect(ids(found("relation=deleted,new").links)).toBe("23");
    expect(ids(found("show=lost&relation=deleted").links)).toBe("2");
  });

  it("find what changed in substance, and where only references did", () => {
    expect(ids(found("words=substance").links)).toBe("123");
    const followed = { ...LINKS[0]!, id: 6, substance: false };
    const query = queryOf(new URLSearchParams("words=references"));
    // One that got another number only is not listed: its relation says so already.
    expect(ids(findLinks([...LINKS, followed], query, AROUND).links)).toBe("6");
  });

  it("find one change of one criterion, not two that fit apart", () => {
    expect(ids(found("criterion=necessity&change=improved").links)).toBe("4");
    expect(ids(found("criterion=legality&change=improved").links)).toBe("");
  });

  it("find links nobody confirmed, and those with scores that wait", () => {
    expect(ids(found("open=links").links)).toBe("1234");
    expect(ids(found("open=scores", { ...AROUND, waiting: new Set(["Art. 11"]) }).links)).toBe("1");
  });

  it("find labels, headings and words, whatever their accents", () => {
    expect(ids(found("q=art.+13").links)).toBe("3");
    const around = { ...AROUND, new: new Map([["Art. 15", "la proteccion de los datos"]]) };
    expect(ids(found("q=Protección+datos", around).links)).toBe("5");
  });

  it("count what each chip would show with the others as they are", () => {
    expect(found("").counts).toMatchObject({ lost: 2, gained: 2, red_line_failed: 1, amended: 1, split: 0 });
    expect(found("relation=deleted").counts).toMatchObject({ lost: 1, gained: 0, amended: 1, same: 1 });
    expect(found("show=lost").counts).toMatchObject({ lost: 2, gained: 2, amended: 1, deleted: 1, same: 0 });
    expect(found("relation=deleted").all).toBe(5);
  });
});

describe("the list", () => {
  it("stands in groups by what matters, empty ones left out", () => {
    expect(groupsOf(LINKS).map(({ rank, links }) => `${rank} ${ids(links)}`)).toEqual([
      "red_line_failed 1",
      "lost 2",
      "gained 3",
      "other 4",
      "unchanged 5",
    ]);
    expect(groupsOf([LINKS[3]!, { ...LINKS[4]!, rank: "of a later version" }])).toHaveLength(1);
  });
});

describe("the words of a provision", () => {
  it("hold those of its parts", () => {
    const one = (path: string, parent: string | null, text: string, closing = "") => ({
      path,
      parent,
      text,
      closing,
    });
    const words = wordsByPath([
      one("art_1", null, "Each", "Ends."),
      one("art_1__para_1", "art_1", "Party"),
      one("art_1__para_1__point_a", "art_1__para_1", "SHÁLL"),
      one("art_2", null, "Other"),
    ]);
    expect(words.get("art_1")).toBe("each ends. party  shall ");
    expect(words.get("art_1__para_1")).toBe("party  shall ");
    expect(words.get("art_2")).toBe("other ");
  });
});
