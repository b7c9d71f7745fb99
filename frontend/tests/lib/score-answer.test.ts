import { describe, expect, it } from "vitest";
import type { ScoreOut } from "../../src/api/types.gen";
import { answerOf } from "../../src/lib/score-answer";

const SCORE = { id: 1, revision: 4, rating: "met" } as unknown as ScoreOut;
const response = (status: number) => new Response(null, { status });

describe("an answer to a score", () => {
  it("that never came leaves it waiting", () => {
    expect(answerOf({ error: new TypeError("Failed to fetch") })).toEqual({ type: "lost" });
  });

  it("that brings the score has saved it", () => {
    expect(answerOf({ data: SCORE, response: response(200) })).toEqual({ type: "saved", score: SCORE });
  });

  it("that says 401 keeps it until signing in again", () => {
    expect(answerOf({ response: response(401) })).toEqual({ type: "signedOut" });
  });

  it.each([429, 500, 502, 503, 507])("that says %i leaves it waiting", (status) => {
    expect(answerOf({ response: response(status) })).toEqual({ type: "lost" });
  });

  it("that says 403 is tried again with the new token, and refused without one", () => {
    expect(answerOf({ response: response(403) }, true)).toEqual({ type: "lost" });
    expect(answerOf({ error: { detail: "Not yours." }, response: response(403) })).toEqual({
      type: "refused",
      message: "Not yours.",
    });
  });

  it("that says 412 brings the other version, or that there is none any more", () => {
    const error = { type: "/problems/stale", current: SCORE };
    expect(answerOf({ error, response: response(412) })).toEqual({ type: "stale", theirs: SCORE });
    expect(answerOf({ error: {}, response: response(412) })).toEqual({ type: "stale", theirs: null });
  });

  it("that refuses says why and what to do", () => {
    const error = {
      detail: "The score is wrong.",
      problems: [{ where: "rating", what: "No such rating.", fix: "Take another." }],
    };
    expect(answerOf({ error, response: response(422) })).toEqual({
      type: "refused",
      message: "The score is wrong. No such rating. Take another.",
    });
  });
});
