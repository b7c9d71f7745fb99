import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { partOf } from "../../src/lib/message-parts";

describe("a part of the words", () => {
  it("is named by the area of a message", () => {
    expect(["team.title", "queue.mine", "evaluation.title", "home.title"].map(partOf)).toEqual([
      "team",
      "team",
      "model",
      undefined,
    ]);
  });
  it("has the words of figures with the screens of either, and not with the first", () => {
    const words = ["en", "en.team", "en.model"].map(
      (name) => JSON.parse(readFileSync(`src/locales/compiled/${name}.json`, "utf8")) as object,
    );
    expect(words.map((each) => "figure.undefined" in each)).toEqual([false, true, true]);
  });
  it("is named by any folder of a screen", () => {
    const files = [
      "account/AccountScreen",
      "workbench/discussion/Panel.svelte",
      "workbench/suggestion/Source.svelte",
      "workbench/WorkbenchScreen",
    ];
    expect(files.map(partOf)).toEqual(["team", "team", "model", undefined]);
  });
  it("takes no area for another that begins like it", () => {
    expect(["runner.title", "teams.title", "accounting/Sheet.svelte"].map(partOf)).toEqual(
      Array(3).fill(undefined),
    );
  });
});
