import { describe, expect, it } from "vitest";
import type { ProvisionOut } from "../../../src/api/types.gen";
import {
  followRoles,
  joinedTo,
  noteOf,
  placeAfter,
  placeOfLine,
} from "../../../src/screens/import/following";

const provision = (path: string, depth: number, first: number, last = first, kind = "paragraph") =>
  ({ path, label: path, depth, kind, source: [first, last] }) as unknown as ProvisionOut;
const TEXT = [
  provision("art_1", 0, 0, 3, "article"),
  provision("art_1__para_1", 1, 1, 2),
  provision("art_1__para_1__point_a", 2, 2),
  provision("art_1__para_2", 1, 3),
  provision("art_2", 0, 4, 4, "article"),
];

describe("what a merge joins", () => {
  it("is the sibling before, over that one's parts", () => expect(joinedTo(TEXT, 3)).toBe(1));
  it("is the parent of a first part", () => expect(joinedTo(TEXT, 1)).toBe(0));
  it("is nothing for the first of all", () => expect(joinedTo(TEXT, 0)).toBe(-1));
});

describe("the place after a mend", () => {
  const place = (mend: Parameters<typeof noteOf>[0], after: ProvisionOut[]) =>
    placeAfter(mend, noteOf(mend, TEXT), TEXT, after, 5);
  it("is what was joined", () => {
    expect(place({ op: "merge", path: "art_1__para_2" }, TEXT.slice(0, 4))).toBe(1);
  });
  it("is the new provision of a split", () => {
    expect(place({ op: "split", path: "art_1__para_2", at: 3 }, [...TEXT, provision("x", 0, 3)])).toBe(4);
  });
  it("is where the next one stands when something is set aside, or the last", () => {
    expect(place({ op: "set_aside", path: "art_1__para_2", reason: "footnote" }, TEXT.slice(0, 4))).toBe(3);
    expect(place({ op: "set_aside", path: "art_2", reason: "footnote" }, TEXT.slice(0, 4))).toBe(3);
  });
  it("is the owner of lines that are brought back", () => {
    expect(place({ op: "bring_back", lines: [4, 4] }, TEXT)).toBe(4);
  });
});

it("finds the last provision before a line that none owns", () => {
  expect(placeOfLine(TEXT, 9, 12)).toBe(4);
});

describe("roles", () => {
  it("go with their division to its new path", () => {
    const before = [provision("chp_1", 0, 0, 9, "chapter"), provision("chp_2", 0, 10, 12, "chapter")];
    const after = [provision("chp_1", 0, 10, 12, "chapter")];
    expect(followRoles({ chp_2: "final" }, before, after)).toEqual({ chp_1: "final" });
  });
  it("go away with it", () => {
    expect(followRoles({ chp_9: "final" }, TEXT, TEXT)).toEqual({});
  });
});
