import { asProblem, type Problem } from "./problem";

/** One thing that the service is asked to do: whether it is being done, and what went wrong the last time. */
export class Attempt {
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);

  /** Does it, and gives what went wrong; null when nothing did. */
  async run(act: () => Promise<unknown>): Promise<Problem | null> {
    this.busy = true;
    this.problem = null;
    try {
      await act();
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.busy = false;
    }
    return this.problem;
  }
}
