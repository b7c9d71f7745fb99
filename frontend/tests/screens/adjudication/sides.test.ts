import { describe, expect, it } from "vitest";
import { historyOf } from "../../../src/screens/adjudication/history";
import { letterOf, lettersOf, marksOf } from "../../../src/screens/adjudication/sides";

const person = (id: number, display_name: string) => ({ id, display_name, email: null, is_owner: false });
const given = (id: number, name: string, past: [string | null, string][], exact = "") => ({
  score: {
    id,
    person: person(id, name),
    evidence: exact ? [{ exact, prefix: "", suffix: "", start: 2, end: 2 + exact.length }] : [],
  } as never,
  past: past.map(([rating, at], place) => ({ revision: place + 1, rating, at })),
});

describe("letters", () => {
  it("are counted for people with names, and taken from hidden names", () => {
    expect(lettersOf([{ person: person(7, "Cleo") }, { person: person(2, "Ben") }])).toEqual(["A", "B"]);
    const hidden = [{ person: person(0, "Reviewer C") }, { person: person(0, "Reviewer A") }];
    expect(lettersOf(hidden)).toEqual(["C", "A"]);
  });

  it("are counted where pseudonyms or one's own name hold none", () => {
    const mixed = [{ person: person(0, "Reviewer 47") }, { person: person(2, "Ben") }];
    expect(lettersOf(mixed)).toEqual(["A", "B"]);
  });

  it("go on after Z", () => {
    expect([letterOf(25), letterOf(26)]).toEqual(["Z", "A2"]);
  });
});

describe("marks", () => {
  it("stand where the quotes are, each with the letter of its score", () => {
    const scores = [given(1, "Ben", [], "judge"), given(2, "Cleo", [])];
    expect(marksOf("a judge decides", scores, ["B", "A"])).toEqual([
      { start: 2, end: 7, state: "ok", tag: "B" },
    ]);
  });
});

describe("history", () => {
  const result = {
    id: 9,
    kind: "adjudicated",
    rating: "partly",
    reason: "Half.",
    chosen_score_id: null,
    at: "2026-11-02T10:00:00Z",
    person: person(4, "Dana"),
    reopened_at: "2026-11-03T08:00:00Z",
    reopened_by: person(2, "Ben"),
    reopened_because: "rating_changed",
  };

  it("tells ratings, results and what opened them again in the order in which they happened", () => {
    const cell = {
      scores: [
        given(1, "Ben", [
          [null, "2026-11-01T08:00:00Z"],
          ["met", "2026-11-01T09:00:00Z"],
          ["silent", "2026-11-03T08:00:00Z"],
        ]),
        given(2, "Cleo", [["not_met", "2026-11-01T10:00:00Z"]]),
      ],
      results: [result],
    };
    expect(
      historyOf(cell, ["A", "B"]).map((step) => step.kind + ("letter" in step ? step.letter : "")),
    ).toEqual(["gaveA", "gaveB", "settled", "gaveA", "reopened"]);
  });

  it("tells that a rating was withdrawn", () => {
    const past: [string | null, string][] = [
      ["met", "2026-11-01T09:00:00Z"],
      [null, "2026-11-02T09:00:00Z"],
    ];
    expect(historyOf({ scores: [given(1, "Ben", past)], results: [] }, ["A"])[1]).toEqual({
      kind: "withdrew",
      at: "2026-11-02T09:00:00Z",
      letter: "A",
    });
  });
});
