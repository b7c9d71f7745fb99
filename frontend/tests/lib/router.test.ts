import { describe, expect, it } from "vitest";
import { address, changedQuery, matchPattern, matchRoute } from "../../src/lib/router";
import { PATTERNS } from "../../src/routes";

describe("matchPattern", () => {
  it("gives the named parts, decoded", () => {
    expect(matchPattern("/checklists/:id/:version", "/checklists/three-part-test/1.0.0")).toEqual({
      id: "three-part-test",
      version: "1.0.0",
    });
    expect(matchPattern("/drafts/:id", "/drafts/a%20b")).toEqual({ id: "a b" });
  });
  it("ignores a trailing slash", () => {
    expect(matchPattern("/people", "/people/")).toEqual({});
  });
  it("refuses another length, another word and broken escapes", () => {
    expect(matchPattern("/drafts/:id", "/drafts")).toBeNull();
    expect(matchPattern("/drafts/:id", "/instruments/1")).toBeNull();
    expect(matchPattern("/drafts/:id", "/drafts/%E0%A4%A")).toBeNull();
  });
});

describe("matchRoute", () => {
  it.each([
    ["/", "home"],
    ["/instruments/7", "instrument"],
    ["/instruments/7/import", "import"],
    ["/instruments/7/trend", "trend"],
    ["/assessments/3/score", "workbench"],
    ["/assessments/3/matrix", "matrix"],
    ["/compare/1/2", "compare"],
    ["/checklists", "checklists"],
    ["/checklists/x/1.0.0", "checklist"],
  ])("%s is the screen %s", (path, name) => {
    expect(matchRoute(PATTERNS, path)?.name).toBe(name);
  });
  it("knows no screen for an address that is none", () => {
    expect(matchRoute(PATTERNS, "/instruments/7/import/x")).toBeNull();
  });
});

describe("query", () => {
  it("changes single keys and keeps the rest in order", () => {
    expect(changedQuery("?filter=unscored&provision=art_1", { provision: "art_2" })).toBe(
      "filter=unscored&provision=art_2",
    );
  });
  it("takes out what is empty", () => {
    expect(changedQuery("?filter=x&q=y", { filter: "", q: null })).toBe("");
  });
  it("makes addresses with escaped values", () => {
    expect(address("/compare/1/2", { checklist: "a b", link: 4, filter: undefined })).toBe(
      "/compare/1/2?checklist=a+b&link=4",
    );
    expect(address("/people")).toBe("/people");
  });
});
