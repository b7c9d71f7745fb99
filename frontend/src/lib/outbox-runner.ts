/** Drives the outbox: keeps entries in the store, sends what is due, tells what became of it. */
import {
  EMPTY_OUTBOX,
  nextToSend,
  reduce,
  wakeAt,
  type CellAddress,
  type Entry,
  type Outbox,
  type OutboxEvent,
  type Theirs,
} from "./outbox";
import type { OutboxStore } from "./outbox-store";
import type { ScoreBody, ScoreContent } from "./score-body";

/** What came of one attempt to send. lost: no answer, or none that settles it (server trouble). */
export type Answer<S extends Theirs> =
  | { type: "saved"; score: S }
  | { type: "stale"; theirs: S | null }
  | { type: "refused"; message: string }
  | { type: "lost" }
  | { type: "signedOut" };

export interface Ports<S extends Theirs> {
  send(entry: Entry, leaving: boolean): Promise<Answer<S>>;
  store: OutboxStore;
  now(): number;
  /** Calls back after so many ms; gives what cancels it. */
  schedule(ms: number, call: () => void): () => void;
  newId(): string;
  /** Every new state. kept: whether the browser's storage holds all entries. */
  changed(outbox: Outbox, kept: boolean): void;
  saved(cell: CellAddress, score: S): void;
}

export interface Edit {
  cell: CellAddress;
  body: ScoreBody;
  base: number | null;
  stored: ScoreContent;
  /** ms to wait for more typing. */
  rest: number;
}

export class OutboxRunner<S extends Theirs> {
  #outbox: Outbox = EMPTY_OUTBOX;
  #cancelWake: (() => void) | null = null;
  #kept = true;
  #leaving = false;

  constructor(private readonly ports: Ports<S>) {}

  get outbox(): Outbox {
    return this.#outbox;
  }

  edit({ rest, ...edit }: Edit): void {
    this.apply({ type: "edited", id: this.ports.newId(), ...edit, due: this.ports.now() + rest });
  }

  /** Sends at once what waits for more typing. leaving: the page goes away, so the browser must finish the request. */
  flush(leaving = false): void {
    this.#leaving = leaving;
    this.apply({ type: "flushed", now: this.ports.now() });
    this.#leaving = false;
  }

  cameOnline(): void {
    this.apply({ type: "cameOnline", now: this.ports.now() });
  }

  signedIn(): void {
    this.apply({ type: "signedIn" });
  }

  /** Settles a conflict, or tries a refused entry again, with this content. */
  resolve(id: string, content: ScoreContent): void {
    this.apply({ type: "resolved", id, content, now: this.ports.now() });
  }

  drop(id: string): void {
    this.apply({ type: "dropped", id });
  }

  /** Takes over the entries that no living tab looks after. */
  restore(isAlive: (tab: string) => boolean): void {
    const known = new Set(this.#outbox.entries.map((entry) => entry.id));
    const found = this.ports.store.list().filter(({ tab, entry }) => !isAlive(tab) && !known.has(entry.id));
    for (const stored of found) this.ports.store.adopt(stored);
    if (found.length > 0) this.apply({ type: "restored", entries: found.map(({ entry }) => entry) });
  }

  stop(): void {
    this.#cancelWake?.();
    this.#cancelWake = null;
  }

  private apply(event: OutboxEvent): void {
    const before = this.#outbox;
    this.#outbox = reduce(before, event);
    this.keep(before);
    this.ports.changed(this.#outbox, this.#kept);
    this.pump();
  }

  /** Writes what changed to the store before anything is sent. */
  private keep(before: Outbox): void {
    const present = new Set(this.#outbox.entries.map((entry) => entry.id));
    const earlier = new Set(before.entries);
    const written = this.#outbox.entries
      .filter((entry) => !earlier.has(entry))
      .map((entry) => this.ports.store.put(entry));
    for (const entry of before.entries) if (!present.has(entry.id)) this.ports.store.remove(entry);
    if (present.size === 0) this.#kept = true;
    else if (written.length > 0) this.#kept = written.every(Boolean);
  }

  private pump(): void {
    this.stop();
    const now = this.ports.now();
    const entry = nextToSend(this.#outbox, now);
    if (entry) {
      void this.send(entry);
      return;
    }
    const wake = wakeAt(this.#outbox);
    if (wake !== null) this.#cancelWake = this.ports.schedule(Math.max(0, wake - now), () => this.pump());
  }

  private async send(entry: Entry): Promise<void> {
    const leaving = this.#leaving;
    this.apply({ type: "started", id: entry.id });
    const answer = await this.ports.send(entry, leaving).catch((): Answer<S> => ({ type: "lost" }));
    try {
      if (answer.type === "saved") this.ports.saved(entry.cell, answer.score);
      if (answer.type === "stale" && answer.theirs) this.ports.saved(entry.cell, answer.theirs);
    } finally {
      this.apply(this.eventOf(entry.id, answer));
    }
  }

  private eventOf(id: string, answer: Answer<S>): OutboxEvent {
    if (answer.type === "saved") return { type: "saved", id, revision: answer.score.revision };
    if (answer.type === "lost") return { type: "lost", id, now: this.ports.now() };
    return { ...answer, id };
  }
}
