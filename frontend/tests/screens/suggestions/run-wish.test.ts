import { describe, expect, it } from "vitest";
import type { EndpointOut, PolicyOut, PromptSummaryOut, RowOut } from "../../../src/api/types.gen";
import {
  allowedEndpoints,
  changedRows,
  rowGroups,
  unrated,
  usablePrompts,
  wishBody,
  type Wish,
} from "../../../src/screens/suggestions/run-wish";

const endpoint = (id: number, locality: string, usable = true) => ({ id, locality, usable }) as EndpointOut;
const policy = (changed: Partial<PolicyOut>) =>
  ({ agreed: true, endpoint_id: null, ...changed }) as PolicyOut;
const prompt = (version: string, status: string, task = "score") =>
  ({ id: "provision-score", version, status, task }) as PromptSummaryOut;
const row = (path: string, division: string, rated: Record<string, string> = {}) =>
  ({
    path,
    label: path,
    heading: "",
    division,
    in_scope: ["a", "b"],
    rated,
    changed: false,
  }) as unknown as RowOut;

const ALL = [endpoint(1, "local"), endpoint(2, "provider"), endpoint(3, "local", false)];

describe("who may be asked", () => {
  it("follows the policy", () => {
    const ids = (changed: Partial<PolicyOut>) => allowedEndpoints(policy(changed), ALL).map((one) => one.id);
    expect(ids({ consent: "none" })).toEqual([]);
    expect(ids({ consent: "local" })).toEqual([1]);
    expect(ids({ consent: "provider", endpoint_id: 2 })).toEqual([2]);
    expect(ids({ consent: "provider", endpoint_id: 2, agreed: false })).toEqual([]);
  });
});

describe("prompts", () => {
  const all = [
    prompt("1.9.0", "active"),
    prompt("1.10.0", "active"),
    prompt("2.0.0", "draft"),
    prompt("0.1.0", "retired"),
    prompt("1.0.0", "active", "redraft"),
  ];
  it("that are drafts are for evaluation only, after those in use", () => {
    expect(usablePrompts(all, "review").map((one) => one.version)).toEqual(["1.10.0", "1.9.0"]);
    expect(usablePrompts(all, "evaluation").map((one) => one.version)).toEqual(["1.10.0", "1.9.0", "2.0.0"]);
  });
});

describe("a wish", () => {
  const wish: Wish = {
    purpose: "review",
    endpoint_id: 1,
    prompt: "provision-score 1.0.0",
    provisions: null,
    criteria: ["a"],
    skip_answered: true,
  };
  it("is sent as it was chosen", () => {
    expect(wishBody(wish)).toEqual({
      purpose: "review",
      endpoint_id: 1,
      prompt_id: "provision-score",
      prompt_version: "1.0.0",
      provisions: null,
      criteria: ["a"],
      skip_answered: true,
    });
  });
  it("is none while something is not chosen", () => {
    expect(wishBody({ ...wish, endpoint_id: null })).toBeNull();
    expect(wishBody({ ...wish, prompt: "" })).toBeNull();
    expect(wishBody({ ...wish, criteria: [] })).toBeNull();
  });
});

describe("rows", () => {
  const rows = [
    row("art_1", ""),
    row("art_2", "Chapter I", { a: "met" }),
    row("art_3", "Chapter I", { a: "met", b: "met" }),
  ];
  it("come by chapter, in the order of the draft", () => {
    expect(rowGroups(rows).map(({ name, entries }) => [name, entries.map((one) => one.value)])).toEqual([
      ["", ["art_1"]],
      ["Chapter I", ["art_2", "art_3"]],
    ]);
  });
  it("are picked by what the reader has not rated, and by what changed", () => {
    expect(unrated(rows)).toEqual(["art_1", "art_2"]);
    expect(changedRows([...rows, { ...row("art_4", ""), changed: true }])).toEqual(["art_4"]);
  });
});
