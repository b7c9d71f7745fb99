import { getRun } from "../../api/sdk.gen";
import type { RunOut } from "../../api/types.gen";
import { send } from "../../lib/service";
import { Follower, type Link } from "./follow";
import { isOver } from "./run-words";

/** A run as it stands now. Events leave out who started it and what the reader may do: both stay as they were. */
export class FollowedRun {
  now = $state.raw() as RunOut;
  link = $state<Link>("connecting");
  #follower: Follower<RunOut> | null = null;

  constructor(first: RunOut) {
    this.now = first;
  }

  /** Follows it until it is over, or until `stop`. One that was over may go on by now: its first event tells. */
  start(): void {
    this.stop();
    const id = this.now.id;
    this.#follower = new Follower<RunOut>({
      open: () => new EventSource(`/api/runs/${id}/events`),
      ask: () => send(() => getRun({ path: { run_id: id } })),
      heard: (state, live) => this.#hear(state, live),
      linked: (link) => (this.link = link),
      over: isOver,
    });
  }

  stop(): void {
    this.#follower?.stop();
  }

  /** What an act of the reader answered; a run that was over may go on by it. */
  take(answer: RunOut): void {
    const over = isOver(this.now);
    this.now = answer;
    if (over) this.start();
  }

  #hear(state: RunOut, live: boolean): void {
    // An answer that was on its way while somebody acted must not undo what is shown.
    if (state.version < this.now.version) return;
    const { created_by, may_steer } = this.now;
    this.now = live ? { ...state, created_by, may_steer } : state;
  }
}
