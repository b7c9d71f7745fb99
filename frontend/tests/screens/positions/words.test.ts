import { compileMessage } from "@lingui/message-utils/compileMessage";
import { beforeAll, expect, it } from "vitest";
import { readCatalogue } from "../../../scripts/compile-messages.mjs";
import type { PositionOut } from "../../../src/api/types.gen";
import { setMessages } from "../../../src/lib/i18n.svelte";
import { countedWords } from "../../../src/screens/positions/words";

const named = (stance: string, outdated = false): PositionOut => ({
  at: null,
  by: null,
  criterion: "",
  note: "",
  organisation: "An organisation",
  organisation_id: 1,
  outdated,
  own: false,
  provision: "",
  publicity: "public",
  result: "met",
  stance,
  version: 1,
});

beforeAll(() => {
  const texts = Object.entries(readCatalogue("en"));
  setMessages("en", Object.fromEntries(texts.map(([key, text]) => [key, compileMessage(text)])) as never);
});

it("says how many organisations say so without their name, and nothing of stances that nobody takes", () => {
  expect(countedWords({ counted: { support: 1, abstain: 2 }, positions: [] })).toEqual([
    "1 organisation, not named, supports the result",
    "2 organisations, not named, abstain",
  ]);
});

it("speaks of more only where somebody says the same of this result by name", () => {
  const counted = { support: 2, dissent: 1 };
  expect(countedWords({ counted, positions: [named("support")] })).toEqual([
    "2 more organisations, not named, support the result",
    "1 organisation, not named, dissents",
  ]);
  expect(countedWords({ counted, positions: [named("support", true)] })[0]).toBe(
    "2 organisations, not named, support the result",
  );
});
