import { expect, it } from "vitest";
import { readCatalogue } from "../../../scripts/compile-messages.mjs";
import {
  flagSentence,
  outcomeSentence,
  quoteSentence,
  uncertaintySentence,
} from "../../../src/screens/workbench/suggestion/wording";

const catalogue = readCatalogue("en");

it("has a sentence for every name of the closed lists, and for one it does not know", () => {
  const flags = [
    "invisible",
    "direction",
    "tags",
    "instruction",
    "role_marker",
    "template",
    "boundary",
    "link",
  ];
  expect(flags.map((flag) => catalogue[flagSentence(flag)]).filter(Boolean)).toHaveLength(flags.length);
  expect(new Set(flags.map(flagSentence)).size).toBe(flags.length);
  expect(flagSentence("constructor")).toBe("suggestion.flag.other");
  expect(outcomeSentence("over_budget")).toBe("suggestion.outcome.over_budget");
  expect(outcomeSentence(null)).toBe("suggestion.outcome.other");
});
it("takes a quote of an unknown state for one that is not there", () => {
  expect(quoteSentence("near")).toBe("suggestion.quote.not_found");
});
it("says nothing of an uncertainty that the model does not give", () => {
  expect(uncertaintySentence(null)).toBeNull();
  expect(uncertaintySentence("high")).toBe("suggestion.uncertainty.high");
});
