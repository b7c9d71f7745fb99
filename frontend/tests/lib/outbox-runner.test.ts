import { beforeEach, describe, expect, it } from "vitest";
import type { Entry, Outbox, Theirs } from "../../src/lib/outbox";
import { OutboxRunner, type Answer, type Ports } from "../../src/lib/outbox-runner";
import { outboxStore } from "../../src/lib/outbox-store";
import { EMPTY, type ScoreBody } from "../../src/lib/score-body";
import { savingOf } from "../../src/lib/saving";
import { MemoryStorage } from "./memory-storage";

const CELL = { assessment: 7, provision: "art_1", criterion: "legality" };
const body = (change: Partial<ScoreBody> = {}): ScoreBody => ({
  ...EMPTY,
  text_sha256: "",
  confirms: null,
  ...change,
});

/** A service, a clock and a browser storage that the tests turn by hand. */
class World {
  storage = new MemoryStorage();
  clock = 0;
  sent: Entry[] = [];
  answers: Answer<Theirs>[] = [];
  outbox: Outbox | null = null;
  kept = true;
  saved: Theirs[] = [];
  leaving: boolean[] = [];
  wakes: { at: number; call: () => void }[] = [];
  ids = 0;
  /** What a listener of saved scores fails with. */
  fault: Error | null = null;

  runner(tab = "a"): OutboxRunner<Theirs> {
    const ports: Ports<Theirs> = {
      send: (entry, leaving) => this.answer(entry, leaving),
      store: outboxStore(this.storage, 1, tab),
      now: () => this.clock,
      schedule: (ms, call) => this.schedule(ms, call),
      newId: () => `${tab}${(this.ids += 1)}`,
      changed: (outbox, kept) => {
        this.outbox = outbox;
        this.kept = kept;
      },
      saved: (_, score) => {
        this.saved.push(score);
        if (this.fault) throw this.fault;
      },
    };
    return new OutboxRunner(ports);
  }

  private answer(entry: Entry, leaving: boolean): Promise<Answer<Theirs>> {
    this.sent.push(entry);
    this.leaving.push(leaving);
    const answer = this.answers.shift();
    return answer ? Promise.resolve(answer) : Promise.reject(new TypeError("Failed to fetch"));
  }

  private schedule(ms: number, call: () => void): () => void {
    const wake = { at: this.clock + ms, call };
    this.wakes.push(wake);
    return () => (this.wakes = this.wakes.filter((other) => other !== wake));
  }

  /** Lets time pass and everything that follows from it happen. */
  async pass(ms: number): Promise<void> {
    this.clock += ms;
    const due = this.wakes.filter((wake) => wake.at <= this.clock);
    this.wakes = this.wakes.filter((wake) => wake.at > this.clock);
    for (const wake of due) wake.call();
    for (let k = 0; k < 20; k += 1) await Promise.resolve();
  }
}

const saved = (revision: number): Answer<Theirs> => ({
  type: "saved",
  score: { ...EMPTY, rating: "met", revision },
});
const edit = (change: Partial<ScoreBody>, rest = 0) => ({
  cell: CELL,
  body: body(change),
  base: null,
  stored: EMPTY,
  rest,
});

let world: World;
beforeEach(() => (world = new World()));

describe("the outbox runner", () => {
  it("keeps an edit in the storage before it is sent, and clears it once it is saved", async () => {
    world.answers = [saved(1)];
    world.runner().edit(edit({ rating: "met" }, 800));
    expect(world.storage.length).toBe(1);
    expect(world.sent).toHaveLength(0);
    await world.pass(800);
    expect(world.sent).toHaveLength(1);
    expect(world.storage.length).toBe(0);
    expect(world.saved).toMatchObject([{ revision: 1 }]);
    expect(savingOf(world.outbox!).state).toBe("saved");
  });

  it("sends one request for words typed one after the other", async () => {
    world.answers = [saved(1)];
    const runner = world.runner();
    for (const rationale of ["N", "No", "No judge"]) {
      runner.edit(edit({ rationale }, 800));
      await world.pass(300);
    }
    await world.pass(800);
    expect(world.sent.map((entry) => entry.body.rationale)).toEqual(["No judge"]);
  });

  it("sends at once when flushed, and says that the page is leaving", async () => {
    world.answers = [saved(1)];
    const runner = world.runner();
    runner.edit(edit({ rationale: "No" }, 800));
    runner.flush(true);
    await world.pass(0);
    expect(world.leaving).toEqual([true]);
  });

  it("tries again with growing rests until the connection is back", async () => {
    const runner = world.runner();
    runner.edit(edit({ rating: "met" }));
    await world.pass(0);
    expect(savingOf(world.outbox!)).toMatchObject({ state: "offline", waiting: 1 });
    await world.pass(1000);
    expect(world.sent).toHaveLength(2);
    await world.pass(1000);
    expect(world.sent).toHaveLength(2);
    world.answers = [saved(1)];
    await world.pass(1000);
    expect(savingOf(world.outbox!).state).toBe("saved");
    expect(world.storage.length).toBe(0);
  });

  it("goes on when somebody who hears of a saved score fails", async () => {
    world.answers = [saved(1)];
    world.fault = new Error("a listener failed");
    const failures: unknown[] = [];
    const hear = (fault: unknown) => failures.push(fault);
    process.on("unhandledRejection", hear);
    world.runner().edit(edit({ rating: "met" }));
    await world.pass(0);
    await new Promise((done) => setTimeout(done));
    process.off("unhandledRejection", hear);
    expect(failures).toEqual([world.fault]);
    expect(world.outbox!.entries).toEqual([]);
  });

  it("tries at once when the browser comes online", async () => {
    const runner = world.runner();
    runner.edit(edit({ rating: "met" }));
    await world.pass(0);
    world.answers = [saved(1)];
    runner.cameOnline();
    await world.pass(0);
    expect(world.storage.length).toBe(0);
  });

  it("keeps work through an expired session and sends it after signing in", async () => {
    world.answers = [{ type: "signedOut" }];
    const runner = world.runner();
    runner.edit(edit({ rating: "met" }));
    await world.pass(0);
    await world.pass(60_000);
    expect(world.sent).toHaveLength(1);
    expect(world.storage.length).toBe(1);
    world.answers = [saved(1)];
    runner.signedIn();
    await world.pass(0);
    expect(world.storage.length).toBe(0);
  });

  it("sends work found after a reload", async () => {
    world.runner("a").edit(edit({ rating: "met" }));
    await world.pass(0);
    world.answers = [saved(1)];
    const reloaded = world.runner("a");
    reloaded.restore(() => false);
    await world.pass(0);
    expect(world.sent.at(-1)!.body.rating).toBe("met");
    expect(world.storage.length).toBe(0);
  });

  it("adopts the work of a closed tab and leaves that of a living one", () => {
    world.runner("closed").edit(edit({ rating: "met" }, 800));
    world.runner("living").edit(edit({ rating: "silent" }, 800));
    const runner = world.runner("new");
    runner.restore((tab) => tab === "living");
    expect(runner.outbox.entries.map((entry) => entry.body.rating)).toEqual(["met"]);
    expect([...world.storage.keys()].map((key) => key.split("/")[2]).sort()).toEqual(["living", "new"]);
  });

  it("holds both versions of a conflict until a person has chosen", async () => {
    world.answers = [{ type: "stale", theirs: { ...EMPTY, rating: "silent", revision: 3 } }];
    const runner = world.runner();
    runner.edit({ ...edit({ rating: "met" }), base: 2 });
    await world.pass(0);
    const entry = world.outbox!.entries[0]!;
    expect(entry.phase).toMatchObject({ name: "conflict", theirs: { rating: "silent" } });
    expect(world.saved).toMatchObject([{ rating: "silent", revision: 3 }]);
    world.answers = [saved(4)];
    runner.resolve(entry.id, { ...EMPTY, rating: "met" });
    await world.pass(0);
    expect(world.sent.at(-1)!.base).toBe(3);
    expect(world.storage.length).toBe(0);
  });

  it("sends the other cells while one is in conflict or refused", async () => {
    world.answers = [{ type: "refused", message: "The words are others." }, saved(1)];
    const runner = world.runner();
    runner.edit(edit({ rating: "met" }));
    runner.edit({ ...edit({ rating: "met" }), cell: { ...CELL, criterion: "necessity" } });
    await world.pass(0);
    expect(world.sent).toHaveLength(2);
    expect(savingOf(world.outbox!)).toMatchObject({ state: "refused", waiting: 1 });
    runner.drop(world.outbox!.entries[0]!.id);
    expect(world.storage.length).toBe(0);
  });

  it("says when the browser cannot keep work, and goes on sending", async () => {
    world.storage.full = true;
    world.answers = [saved(1)];
    world.runner().edit(edit({ rating: "met" }, 800));
    expect(world.kept).toBe(false);
    await world.pass(800);
    expect(savingOf(world.outbox!).state).toBe("saved");
    expect(world.kept).toBe(true);
  });

  it("does nothing more once it is stopped", async () => {
    const runner = world.runner();
    runner.edit(edit({ rating: "met" }, 800));
    runner.stop();
    await world.pass(10_000);
    expect(world.sent).toHaveLength(0);
    expect(world.storage.length).toBe(1);
  });
});
