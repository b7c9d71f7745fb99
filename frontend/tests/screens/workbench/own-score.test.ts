import { describe, expect, it, vi } from "vitest";
import { EMPTY_OUTBOX, type Connection, type Entry, type Outbox } from "../../../src/lib/outbox";

// The outbox of a tab needs a browser; what stands in it is given here.
vi.mock("../../../src/lib/score-outbox.svelte", () => ({ scoreOutbox: {} }));
const { standingOf } = await import("../../../src/screens/workbench/suggestion/own-score");

const CELL = { assessment: 1, provision: "art_1", criterion: "legality" };
const OTHER = { ...CELL, provision: "art_2" };

const entry = (change: Partial<Entry> = {}): Entry => ({
  id: "1",
  cell: CELL,
  body: {
    rating: "met",
    rationale: "",
    evidence: [],
    recommendation: null,
    text_sha256: "",
    confirms: null,
  },
  base: null,
  sent: null,
  due: 0,
  phase: { name: "waiting" },
  ...change,
});
const outbox = (entries: Entry[], state: Connection["state"] = "online"): Outbox => ({
  entries,
  connection: { state, failures: 0, retryAt: 0 },
});

describe("the own score of a cell", () => {
  it("is saved when nothing of it is unsent, whatever else is", () => {
    expect(standingOf(EMPTY_OUTBOX, CELL)).toBe("saved");
    expect(standingOf(outbox([entry({ cell: OTHER })], "offline"), CELL)).toBe("saved");
  });
  it("is on its way while it is sent, or waits behind another", () => {
    expect(standingOf(outbox([entry({ phase: { name: "sending" } })]), CELL)).toBeNull();
    expect(standingOf(outbox([entry()]), CELL)).toBeNull();
    const before = entry({ id: "2", cell: OTHER, phase: { name: "sending" } });
    expect(standingOf(outbox([before, entry()], "offline"), CELL)).toBeNull();
  });
  it("is hindered by what does not settle by itself", () => {
    expect(standingOf(outbox([entry()], "offline"), CELL)).toBe("offline");
    expect(standingOf(outbox([entry()], "signed-out"), CELL)).toBe("signed-out");
    expect(standingOf(outbox([entry({ phase: { name: "conflict", theirs: null } })]), CELL)).toBe("conflict");
    expect(standingOf(outbox([entry({ phase: { name: "refused", message: "" } })]), CELL)).toBe("refused");
    const open = { ...entry().body, rating: "not_applicable" };
    expect(standingOf(outbox([entry({ body: open })]), CELL)).toBe("incomplete");
  });
});
