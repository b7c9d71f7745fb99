import { expect, it } from "vitest";
import type { DraftOut } from "../../src/api/types.gen";
import { bodyOf, differences, entryOf } from "../../src/components/draft-entry";

const draft = { label: "Zero draft", symbol: "A/1", date: null, language: "en" } as DraftOut;

it("shows no date as an empty field and sends an empty field as no date", () => {
  const entry = entryOf(draft);
  expect(entry.date).toBe("");
  expect(bodyOf(entry)).toEqual({
    label: "Zero draft",
    symbol: "A/1",
    date: null,
    language: "en",
    roles: {},
  });
});

it("takes a text of unknown language for English until somebody says otherwise", () => {
  expect(entryOf({ ...draft, language: "" }).language).toBe("en");
});

it("names the fields in which two versions differ", () => {
  const mine = { ...entryOf(draft), label: "First draft", date: "2023-06-02" };
  expect(differences(mine, draft)).toEqual(["label", "date"]);
});
