import { describe, expect, it } from "vitest";
import { composed, matching, nameBeingTyped, partsOf } from "../../../src/screens/discussion/mentions";

const one = (handle: string, display_name: string) => ({
  handle,
  person: { id: Number(handle) || 0, display_name, email: null, is_owner: false },
});
const PEOPLE = [one("7", "Ben Okafor"), one("Reviewer 4", "Reviewer 4"), one("Reviewer 47", "Reviewer 47")];

describe("a comment that is sent", () => {
  it("holds no name, but the place of each person in a list", () => {
    expect(composed("@Ben Okafor, and @Ben Okafor again", PEOPLE)).toEqual({
      body: "@[1], and @[1] again",
      mentions: ["7"],
    });
  });

  it("tells names apart that begin alike", () => {
    expect(composed("@Reviewer 4 and @Reviewer 47", PEOPLE)).toEqual({
      body: "@[2] and @[1]",
      mentions: ["Reviewer 47", "Reviewer 4"],
    });
  });

  it("mentions nobody whose name is only part of a word, or who is not there", () => {
    expect(composed("@Ben Okaforson and ben@example.org", PEOPLE).mentions).toEqual([]);
  });

  it("does not let typed numbers stand for people", () => {
    const sent = composed("@[1] @Ben Okafor", PEOPLE);
    expect(partsOf(sent.body, [PEOPLE[0]!.person]).filter((part) => part.person)).toHaveLength(1);
  });
});

describe("a comment that is read", () => {
  it("shows each mention by the name that the reader is told", () => {
    const parts = partsOf("@[1], see @[2]", [PEOPLE[1]!.person]);
    expect(parts.map((part) => part.text).join("")).toBe("@Reviewer 4, see @[2]");
    expect(parts[0]!.person).toBe(PEOPLE[1]!.person);
  });
});

describe("typing a name", () => {
  it("begins with an @ at the beginning of a word", () => {
    expect(nameBeingTyped("ask @Be", 7)).toEqual({ start: 4, typed: "Be" });
    expect(nameBeingTyped("@", 1)).toEqual({ start: 0, typed: "" });
    expect(nameBeingTyped("ben@example", 11)).toBeNull();
    expect(nameBeingTyped("done. ", 6)).toBeNull();
  });

  it("finds people by any word of their name", () => {
    expect(matching(PEOPLE, "oka").map((person) => person.handle)).toEqual(["7"]);
    expect(matching(PEOPLE, "")).toHaveLength(3);
  });
});
