import { describe, expect, it } from "vitest";
import {
  backOff,
  EMPTY_OUTBOX,
  entryOf,
  nextToSend,
  reduce,
  wakeAt,
  type CellAddress,
  type Entry,
  type Outbox,
  type OutboxEvent,
} from "../../src/lib/outbox";
import { EMPTY, type ScoreBody, type ScoreContent } from "../../src/lib/score-body";

const CELL: CellAddress = { assessment: 7, provision: "art_1", criterion: "legality" };
const OTHER: CellAddress = { ...CELL, criterion: "necessity" };

function body(change: Partial<ScoreBody> = {}): ScoreBody {
  return { ...EMPTY, text_sha256: "a".repeat(64), confirms: null, ...change };
}

function edit(change: Partial<ScoreBody>, more: Partial<OutboxEvent & { type: "edited" }> = {}): OutboxEvent {
  return {
    type: "edited",
    id: "e1",
    cell: CELL,
    body: body(change),
    base: null,
    stored: EMPTY,
    due: 0,
    ...more,
  };
}

function run(...events: OutboxEvent[]): Outbox {
  return events.reduce(reduce, EMPTY_OUTBOX);
}

const MET = { rating: "met" };
const started: OutboxEvent = { type: "started", id: "e1" };
const theirs = (change: Partial<ScoreContent> = {}, revision = 2) => ({
  ...EMPTY,
  rating: "partly",
  ...change,
  revision,
});
const only = (outbox: Outbox): Entry => {
  expect(outbox.entries).toHaveLength(1);
  return outbox.entries[0]!;
};

describe("an edit", () => {
  it("waits to be sent", () => {
    const outbox = run(edit(MET));
    expect(only(outbox).phase).toEqual({ name: "waiting" });
    expect(nextToSend(outbox, 0)?.id).toBe("e1");
  });

  it("that changes nothing makes no entry", () => {
    expect(run(edit({})).entries).toHaveLength(0);
    expect(run(edit(MET, { stored: { ...EMPTY, ...MET }, base: 1 })).entries).toHaveLength(0);
  });

  it("that re-confirms is an edit even when the content is the same", () => {
    expect(only(run(edit({ ...MET, confirms: 5 }, { stored: { ...EMPTY, ...MET } }))).body.confirms).toBe(5);
  });

  it("taken back before it left leaves nothing to send", () => {
    expect(run(edit(MET), edit({})).entries).toHaveLength(0);
  });

  it("taken back after it was sent is sent again", () => {
    const outbox = run(edit(MET), started, { type: "lost", id: "e1", now: 0 }, edit({}));
    expect(only(outbox).body.rating).toBeNull();
  });

  it("of the same cell joins the waiting entry and keeps its base", () => {
    const outbox = run(
      edit(MET, { base: 3 }),
      edit({ ...MET, rationale: "why" }, { id: "e2", base: 9, due: 800 }),
    );
    expect(only(outbox)).toMatchObject({ id: "e1", base: 3, due: 800, body: { rationale: "why" } });
  });

  it("that takes an unsent re-confirmation back leaves nothing to send", () => {
    expect(run(edit({ ...MET, confirms: 5 }), edit({ rating: null })).entries).toEqual([]);
  });

  it("after a re-confirmation keeps what it confirms", () => {
    expect(only(run(edit({ ...MET, confirms: 5 }), edit({ rating: "partly" }))).body.confirms).toBe(5);
  });

  it("is due when typing has rested", () => {
    const outbox = run(edit({ rationale: "w" }, { due: 800 }));
    expect(nextToSend(outbox, 799)).toBeUndefined();
    expect(wakeAt(outbox)).toBe(800);
    expect(nextToSend(outbox, 800)?.id).toBe("e1");
  });

  it("is due at once when flushed", () => {
    const outbox = run(edit({ rationale: "w" }, { due: 800 }), { type: "flushed", now: 100 });
    expect(nextToSend(outbox, 100)?.id).toBe("e1");
  });

  it("of not applicable is held until it has a reason", () => {
    const held = run(edit({ rating: "not_applicable" }));
    expect(nextToSend(held, 0)).toBeUndefined();
    expect(wakeAt(held)).toBeNull();
    const outbox = reduce(held, edit({ rating: "not_applicable", rationale: "Only about fees." }));
    expect(nextToSend(outbox, 0)?.id).toBe("e1");
  });

  it("of another cell is another entry, sent in the order of beginning", () => {
    const outbox = run(edit(MET), edit(MET, { id: "e2", cell: OTHER }));
    expect(outbox.entries.map((entry) => entry.id)).toEqual(["e1", "e2"]);
    expect(nextToSend(outbox, 0)?.id).toBe("e1");
    expect(entryOf(outbox, OTHER)?.id).toBe("e2");
  });
});

describe("sending", () => {
  it("goes one at a time", () => {
    const outbox = run(edit(MET), edit(MET, { id: "e2", cell: OTHER }), started);
    expect(nextToSend(outbox, 0)).toBeUndefined();
    expect(wakeAt(outbox)).toBeNull();
  });

  it("ends with nothing left when the service has it", () => {
    expect(run(edit(MET), started, { type: "saved", id: "e1", revision: 1 }).entries).toHaveLength(0);
  });

  it("goes on with what was written meanwhile, on the new revision", () => {
    const outbox = run(edit({ ...MET, confirms: 5 }), started, edit({ rating: "partly" }), {
      type: "saved",
      id: "e1",
      revision: 4,
    });
    expect(only(outbox)).toMatchObject({
      base: 4,
      sent: null,
      phase: { name: "waiting" },
      body: { rating: "partly", confirms: null },
    });
  });

  it("keeps the entry when no answer came, and rests longer each time", () => {
    const once = run(edit(MET), started, { type: "lost", id: "e1", now: 1000 });
    expect(once.connection).toEqual({ state: "offline", failures: 1, retryAt: 2000 });
    expect(nextToSend(once, 1999)).toBeUndefined();
    expect(wakeAt(once)).toBe(2000);
    expect(nextToSend(once, 2000)?.id).toBe("e1");
    const twice = [started, { type: "lost", id: "e1", now: 2000 } as const].reduce(reduce, once);
    expect(twice.connection.retryAt).toBe(4000);
    expect([1, 2, 3, 6, 50].map(backOff)).toEqual([1000, 2000, 4000, 30_000, 30_000]);
  });

  it("tries at once when the browser is online again", () => {
    const outbox = run(
      edit(MET),
      started,
      { type: "lost", id: "e1", now: 0 },
      { type: "cameOnline", now: 5 },
    );
    expect(nextToSend(outbox, 5)?.id).toBe("e1");
  });

  it("is online again after any answer", () => {
    const away = run(edit(MET), started, { type: "lost", id: "e1", now: 0 }, started);
    for (const answer of [
      { type: "saved", id: "e1", revision: 1 },
      { type: "refused", id: "e1", message: "no" },
      { type: "stale", id: "e1", theirs: theirs() },
    ] as const)
      expect(reduce(away, answer).connection.state).toBe("online");
  });
});

describe("an expired session", () => {
  const away = run(edit(MET), started, { type: "signedOut", id: "e1" });

  it("keeps the work and sends nothing", () => {
    expect(only(away).phase.name).toBe("waiting");
    expect(nextToSend(away, 1e9)).toBeUndefined();
    expect(wakeAt(away)).toBeNull();
  });

  it("sends it after signing in again", () => {
    expect(nextToSend(reduce(away, { type: "signedIn" }), 0)?.id).toBe("e1");
  });
});

describe("a stale answer", () => {
  const stale = (change: Partial<ScoreContent>, revision = 2): OutboxEvent => ({
    type: "stale",
    id: "e1",
    theirs: theirs(change, revision),
  });

  it("is a conflict that holds both versions", () => {
    const outbox = run(edit(MET, { base: 1 }), started, stale({ rationale: "other" }));
    expect(only(outbox)).toMatchObject({
      body: { rating: "met" },
      phase: { name: "conflict", theirs: { rating: "partly", rationale: "other", revision: 2 } },
    });
    expect(nextToSend(outbox, 1e9)).toBeUndefined();
  });

  it("about the same content is no conflict", () => {
    expect(run(edit(MET, { base: 1 }), started, stale(MET)).entries).toHaveLength(0);
  });

  it("about what was sent before the answer was lost is no conflict either", () => {
    const outbox = run(
      edit(MET, { base: 1 }),
      started,
      { type: "lost", id: "e1", now: 0 },
      edit({ ...MET, rationale: "more" }),
    );
    // Sent again with more words: the service already has the first sending as revision 2.
    const again = reduce(outbox, stale(MET));
    expect(only(again)).toMatchObject({ base: 2, phase: { name: "waiting" }, body: { rationale: "more" } });
  });

  it("keeps edits made while it is open", () => {
    const outbox = run(
      edit(MET, { base: 1 }),
      started,
      stale({}),
      edit({ ...MET, rationale: "mine" }, { base: 1 }),
    );
    expect(only(outbox)).toMatchObject({ body: { rationale: "mine" }, phase: { name: "conflict" } });
  });

  it("is settled by a person, on the other version's revision", () => {
    const outbox = run(edit(MET, { base: 1 }), started, stale({}, 8), {
      type: "resolved",
      id: "e1",
      content: { ...EMPTY, rating: "silent" },
      now: 50,
    });
    expect(only(outbox)).toMatchObject({
      base: 8,
      sent: null,
      due: 50,
      phase: { name: "waiting" },
      body: { rating: "silent" },
    });
  });

  it("about a score that is gone is settled as a new score", () => {
    const outbox = run(
      edit(MET, { base: 1 }),
      started,
      { type: "stale", id: "e1", theirs: null },
      {
        type: "resolved",
        id: "e1",
        content: { ...EMPTY, rating: "met" },
        now: 0,
      },
    );
    expect(only(outbox).base).toBeNull();
  });

  it("lets a person take the other version", () => {
    expect(
      run(edit(MET, { base: 1 }), started, stale({}), { type: "dropped", id: "e1" }).entries,
    ).toHaveLength(0);
  });
});

describe("a refusal", () => {
  const refused = run(edit(MET), started, { type: "refused", id: "e1", message: "The words are others." });

  it("keeps the work with the reason", () => {
    expect(only(refused).phase).toEqual({ name: "refused", message: "The words are others." });
    expect(nextToSend(refused, 1e9)).toBeUndefined();
  });

  it("is tried again after an edit", () => {
    expect(nextToSend(reduce(refused, edit({ rating: "partly" })), 0)?.id).toBe("e1");
  });

  it("is tried again when asked", () => {
    const outbox = reduce(refused, { type: "resolved", id: "e1", content: { ...EMPTY, ...MET }, now: 0 });
    expect(only(outbox)).toMatchObject({ base: null, phase: { name: "waiting" } });
  });
});

describe("a reload", () => {
  it("brings every entry back, and what was on its way waits again", () => {
    const before = run(edit(MET), started);
    const outbox = run({ type: "restored", entries: before.entries });
    expect(only(outbox)).toMatchObject({ phase: { name: "waiting" }, sent: { rating: "met" } });
  });

  it("brings a conflict back as a conflict", () => {
    const before = run(edit(MET), started, { type: "stale", id: "e1", theirs: theirs() });
    expect(only(run({ type: "restored", entries: before.entries })).phase.name).toBe("conflict");
  });

  it("keeps an older tab's entry before one's own, and never twice", () => {
    const old = { ...only(run(edit(MET))), id: "old" };
    const own = run(edit({ rating: "partly" }));
    const outbox = [
      { type: "restored", entries: [old] } as const,
      { type: "restored", entries: [old] } as const,
    ].reduce(reduce, own);
    expect(outbox.entries.map((entry) => entry.id)).toEqual(["old", "e1"]);
    expect(entryOf(outbox, CELL)?.id).toBe("e1");
  });
});

describe("an event about an entry that is gone", () => {
  it.each<OutboxEvent>([
    { type: "started", id: "x" },
    { type: "saved", id: "x", revision: 1 },
    { type: "stale", id: "x", theirs: null },
    { type: "refused", id: "x", message: "" },
    { type: "resolved", id: "x", content: EMPTY, now: 0 },
    { type: "dropped", id: "x" },
  ])("changes no entry: $type", (event) => {
    const outbox = run(edit(MET));
    expect(reduce(outbox, event).entries).toEqual(outbox.entries);
  });
});

describe("whatever happens in whatever order", () => {
  const events: OutboxEvent[] = [
    edit(MET),
    edit({ rationale: "w" }, { due: 800 }),
    { type: "flushed", now: 1 },
    started,
    { type: "lost", id: "e1", now: 1 },
    { type: "signedOut", id: "e1" },
    { type: "signedIn" },
    { type: "cameOnline", now: 2 },
    { type: "stale", id: "e1", theirs: theirs() },
    { type: "refused", id: "e1", message: "no" },
    { type: "resolved", id: "e1", content: { ...EMPTY, rating: "silent" }, now: 3 },
  ];

  it("an entry with unsaved content is never lost but by saving, dropping or taking it back", () => {
    // Every sequence of four events after a first edit: 11^4 histories.
    const walk = (outbox: Outbox, depth: number): void => {
      expect(outbox.entries.length).toBe(1);
      if (depth > 0) for (const event of events) walk(reduce(outbox, event), depth - 1);
    };
    walk(run(edit({ rating: "silent", rationale: "kept" }, { base: 1 })), 3);
  });
});
