import { describe, expect, it } from "vitest";
import { asProblem, Problem, readProblem } from "../../src/lib/problem";

describe("readProblem", () => {
  it("reads problem details with their places and the other version", () => {
    const problem = readProblem(412, {
      type: "/problems/stale",
      title: "Changed meanwhile",
      status: 412,
      detail: "Somebody saved this draft first.",
      problems: [{ where: "line 12", what: "unknown key", fix: "remove it" }],
      current: { version: 4 },
    });
    expect(problem).toMatchObject({ kind: "stale", status: 412, stale: true, current: { version: 4 } });
    expect(problem.troubles).toEqual([{ where: "line 12", what: "unknown key", fix: "remove it" }]);
  });
  it("keeps the status of an answer that is no problem document", () => {
    expect(readProblem(502, "<html>Bad gateway</html>")).toMatchObject({
      kind: "http-502",
      title: "HTTP 502",
    });
    expect(readProblem(500, null).kind).toBe("http-500");
    expect(readProblem(400, { problems: "x" }).troubles).toEqual([]);
  });
  it("takes no hostile shapes for text", () => {
    const problem = readProblem(400, { type: 7, title: {}, detail: [], problems: [null, { what: 3 }] });
    expect(problem).toMatchObject({ kind: "http-400", title: "HTTP 400", detail: "" });
    expect(problem.troubles).toEqual([{ where: "", what: "", fix: "" }]);
  });
});

describe("asProblem", () => {
  it("takes a failed fetch for a lost connection", () => {
    expect(asProblem(new TypeError("Failed to fetch"))).toMatchObject({ offline: true, status: 0 });
  });
  it("passes problems through and keeps the words of anything else", () => {
    const problem = new Problem("x", 409, "t", "d");
    expect(asProblem(problem)).toBe(problem);
    expect(asProblem(new Error("odd")).detail).toBe("odd");
    expect(asProblem("odd").detail).toBe("odd");
  });
});
