import { expect, test } from "vitest";
import { byNewest, promptAddress, statusOf, taskOf } from "../../../src/screens/prompts/prompts";

const prompt = (id: string, version: string, task = "score", status = "active") => ({
  id,
  version,
  task,
  status,
});

test("what suggests ratings stands first, newest version first, retired ones last", () => {
  const list = [
    prompt("redraft", "1.0.0", "redraft"),
    prompt("score", "1.9.0"),
    prompt("score", "1.10.0"),
    prompt("score", "0.9.0", "score", "retired"),
  ];
  expect(byNewest(list).map(({ id, version }) => `${id}@${version}`)).toEqual([
    "score@1.10.0",
    "score@1.9.0",
    "redraft@1.0.0",
    "score@0.9.0",
  ]);
});

test("an unknown status counts as not published, an address keeps every character", () => {
  expect(statusOf({ status: "frozen" })).toBe("draft");
  expect(taskOf({ task: "other" })).toBe("score");
  expect(promptAddress({ id: "a b", version: "1.0.0" })).toBe("/prompts/a%20b/1.0.0");
});
