import { describe, expect, it } from "vitest";
import type { PolicyChoiceOut, PolicyOut } from "../../../src/api/types.gen";
import {
  bodyOf,
  chosenOf,
  entryOf,
  needsConfirming,
  requestTokens,
} from "../../../src/screens/suggestions/policy-entry";

const choice = (consent: string, endpoint_id: number | null): PolicyChoiceOut => ({
  consent,
  endpoint_id,
  endpoint_name: null,
  usable: true,
  statement: `What ${consent} means.`,
});
const CHOICES = [choice("none", null), choice("local", null), choice("provider", 2)];
const POLICY = {
  consent: "provider",
  endpoint_id: 2,
  reveal: "blind_first",
  request_tokens: 40_000,
  choices: CHOICES,
} as PolicyOut;

describe("a policy that is chosen", () => {
  it("sends back the very sentence of the choice", () => {
    const entry = entryOf(POLICY);
    expect(bodyOf(entry, chosenOf(entry, CHOICES)!)).toEqual({
      consent: "provider",
      endpoint_id: 2,
      reveal: "blind_first",
      request_tokens: 40_000,
      statement: "What provider means.",
    });
  });
  it("is never agreed to by having been agreed to before", () => {
    expect(entryOf(POLICY).confirmed).toBe(false);
    expect(CHOICES.map(needsConfirming)).toEqual([false, true, true]);
  });
  it("is none when its endpoint is not there any more", () => {
    expect(entryOf({ ...POLICY, endpoint_id: 7 }).choice).toBe("");
  });
  it("allows a number of tokens, or none", () => {
    const tokens = (typed: string) => requestTokens({ ...entryOf(POLICY), tokens: typed });
    expect(["", "0", "50,000", "100000001", "some"].map(tokens)).toEqual([0, 0, 50_000, null, null]);
  });
});
