import type { ReadingOut } from "../../api/types.gen";
import { setQuery } from "../../lib/navigation.svelte";
import { asProblem, Problem } from "../../lib/problem";
import { keep } from "./kept";
import { forgetReading, loadReading, nameOf, sendSource, type Source } from "./reading";

/** Where an import stands. */
export type Step =
  | { at: "loading" }
  /** source: what could not be sent, to try again. */
  | { at: "choosing"; problem: Problem | null; source: Source | null }
  | { at: "sending"; name: string; share: number; abort: () => void }
  | { at: "reading"; id: string; name: string; share: number; stage: string; lost: boolean }
  | { at: "failed"; id: string; name: string; problem: Problem }
  | { at: "checking"; reading: ReadingOut };

const PAUSE = 400;
const PAUSE_LOST = 3000;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Sends a file once and follows its reading. The address holds which reading it is, so that a reload goes on with it. */
export class Importing {
  step = $state.raw<Step>({ at: "loading" });
  /** The reading that is shown or waited for; "" for none. */
  #id = "";
  /** The question that is on its way: answered before its reading is forgotten. */
  #asked: Promise<unknown> = Promise.resolve();
  /** Counts what was begun: an answer to something older is dropped. */
  #turn = 0;

  /** The address names a reading, or none. */
  async follow(id: string): Promise<void> {
    if (id === this.#id && this.step.at !== "loading") return;
    this.#id = id;
    const mine = ++this.#turn;
    if (!id) {
      this.step = { at: "choosing", problem: null, source: null };
      return;
    }
    this.step = { at: "loading" };
    await this.#wait(id, "", mine);
  }

  /** Sends a text and follows its reading. */
  async send(source: Source): Promise<void> {
    const mine = ++this.#turn;
    const name = nameOf(source);
    const sending = sendSource(source, (share) => {
      if (mine === this.#turn) this.step = { at: "sending", name, share, abort: sending.abort };
    });
    this.step = { at: "sending", name, share: 0, abort: sending.abort };
    try {
      const reading = await sending.answer;
      if (mine !== this.#turn) {
        void forgetReading(reading.id).catch(() => {}); // cancelled when everything had been sent
        return;
      }
      this.#name(reading.id);
      this.#show(reading, mine);
    } catch (thrown) {
      if (mine === this.#turn) this.step = { at: "choosing", problem: asProblem(thrown), source };
    }
  }

  /** Ends what is going on, and forgets the file on the service, before the files that wait are listed again. */
  async cancel(): Promise<void> {
    const { step } = this;
    this.#turn += 1;
    if (step.at === "sending" && step.share < 1) step.abort();
    try {
      // A question on its way would be told that its reading is gone. One that hangs is not waited for.
      await Promise.race([this.#asked.catch(() => {}), pause(PAUSE)]);
      if (step.at === "reading" || step.at === "failed") await this.forget(step.id);
      if (step.at === "checking") await this.forget(step.reading.id);
    } finally {
      this.leave();
    }
  }

  async forget(id: string): Promise<void> {
    keep(id, null);
    await forgetReading(id).catch((thrown: unknown) => {
      if (asProblem(thrown).status !== 404) throw thrown;
    });
  }

  /** Back to the choice of a file; the reading stays where it is. */
  leave(problem: Problem | null = null): void {
    this.#turn += 1;
    this.#name("");
    this.step = { at: "choosing", problem, source: null };
  }

  /** The screen is gone: nothing is sent, asked or written to the address any more; what was read stays on the service. */
  stop(): void {
    this.#turn += 1;
    if (this.step.at === "sending" && this.step.share < 1) this.step.abort();
  }

  /** A reading that is read again in another way. */
  show(reading: ReadingOut): void {
    this.#show(reading, ++this.#turn);
  }

  #name(id: string): void {
    this.#id = id;
    setQuery({ reading: id || null, show: null });
  }

  #show(reading: ReadingOut, mine: number): void {
    const { id, source_name: name, state, problem } = reading;
    if (state === "ready") this.step = { at: "checking", reading };
    else if (state === "failed") {
      const told = new Problem("unreadable", 422, "", problem?.detail ?? "", problem?.problems ?? []);
      this.step = { at: "failed", id, name, problem: told };
    } else {
      this.step = { at: "reading", id, name, share: reading.progress, stage: reading.stage, lost: false };
      void pause(PAUSE).then(() => (mine === this.#turn ? this.#wait(id, name, mine) : undefined));
    }
  }

  /** Asks until there is something to show. Without a connection it asks on: the service reads meanwhile. */
  async #wait(id: string, name: string, mine: number): Promise<void> {
    try {
      const asked = loadReading(id);
      this.#asked = asked;
      const reading = await asked;
      if (mine === this.#turn) this.#show(reading, mine);
    } catch (thrown) {
      if (mine !== this.#turn) return;
      const problem = asProblem(thrown);
      if (!problem.offline) {
        this.leave(problem);
        return;
      }
      const { step } = this;
      this.step =
        step.at === "reading"
          ? { ...step, lost: true }
          : { at: "reading", id, name, share: 0, stage: "", lost: true };
      await pause(PAUSE_LOST);
      if (mine === this.#turn) await this.#wait(id, name, mine);
    }
  }
}
