/** One redraft that this reviewer asked a model for: asked for again until it is here. */
import { askRedraft, cancelRun, getRedraft, getRun } from "../../../api/sdk.gen";
import type { RedraftOut } from "../../../api/types.gen";
import { Attempt } from "../../../lib/attempt.svelte";
import type { CellAddress } from "../../../lib/outbox";
import { ifMatch, send } from "../../../lib/service";
import { ownScoreSent } from "./own-score";

/** ms between two questions whether the answer came, growing up to the last. */
const WAITS = [700, 1_000, 2_000, 3_000, 5_000, 10_000];

export class Redrafting {
  readonly attempt = new Attempt();
  now = $state.raw<RedraftOut | null>(null);
  #looked = $state(0);

  /** Call it while a component is set up; it asks no longer once that is gone. */
  constructor(readonly cell: CellAddress) {
    $effect(() => {
      if (this.now?.state !== "asking") return undefined;
      const wait = WAITS[Math.min(this.#looked, WAITS.length - 1)];
      const timer = setTimeout(() => void this.look(), wait);
      return () => clearTimeout(timer);
    });
  }

  get #path() {
    const { assessment, provision, criterion } = this.cell;
    return { assessment_id: assessment, path: provision, criterion_id: criterion };
  }

  /** Asks the service what there is. Without a connection it is asked again a little later. */
  async look(): Promise<void> {
    const problem = await this.attempt.run(async () => {
      this.now = await send(() => getRedraft({ path: this.#path }));
    });
    this.#looked += 1;
    // Shown only where there is nothing else to see: a lost question is followed by the next one.
    if (problem?.offline && this.now?.state === "asking") this.attempt.problem = null;
  }

  /** Sends the provision to the model. */
  async ask(): Promise<void> {
    await this.attempt.run(async () => {
      await ownScoreSent(this.cell);
      this.#looked = 0;
      this.now = await send(() => askRedraft({ path: this.#path }));
    });
  }

  /** Gives the question up; what was sent already cannot be taken back. */
  async cancel(): Promise<void> {
    const run = this.now?.run_id;
    if (!run) return;
    await this.attempt.run(async () => {
      const { version } = await send(() => getRun({ path: { run_id: run } }));
      await send(() => cancelRun({ path: { run_id: run }, headers: ifMatch(version) }));
      this.now = await send(() => getRedraft({ path: this.#path }));
    });
  }
}
