import { describe, expect, it } from "vitest";
import { EMPTY_OUTBOX, type Entry, type Outbox, type Phase } from "../../src/lib/outbox";
import { savingOf } from "../../src/lib/saving";
import { EMPTY } from "../../src/lib/score-body";

function entry(id: string, phase: Phase = { name: "waiting" }, rating = "met"): Entry {
  const cell = { assessment: 1, provision: "art_1", criterion: id };
  return {
    id,
    cell,
    body: { ...EMPTY, rating, text_sha256: "", confirms: null },
    base: null,
    sent: null,
    due: 0,
    phase,
  };
}

function outbox(entries: Entry[], state: Outbox["connection"]["state"] = "online"): Outbox {
  return { entries, connection: { ...EMPTY_OUTBOX.connection, state } };
}

const CONFLICT = entry("c", { name: "conflict", theirs: null });
const REFUSED = entry("r", { name: "refused", message: "no" });
const HELD = entry("h", { name: "waiting" }, "not_applicable");

describe("the saving state", () => {
  it.each<[string, Outbox, number]>([
    ["saved", outbox([]), 0],
    ["saved", outbox([], "offline"), 0],
    ["saving", outbox([entry("a"), entry("b", { name: "sending" })]), 2],
    ["saving", outbox([entry("a"), HELD]), 1],
    ["incomplete", outbox([HELD]), 1],
    ["offline", outbox([entry("a"), HELD], "offline"), 2],
    ["signed-out", outbox([entry("a")], "signed-out"), 1],
    ["refused", outbox([entry("a"), REFUSED], "offline"), 1],
    ["conflict", outbox([entry("a"), REFUSED, CONFLICT], "offline"), 1],
  ])("is %s", (state, box, concerning) => {
    expect(savingOf(box)).toEqual({ state, waiting: box.entries.length, concerning });
  });
});
