import { estimateRun } from "../../api/sdk.gen";
import type { EstimateOut, RunIn } from "../../api/types.gen";
import { asProblem, type Problem } from "../../lib/problem";
import { send } from "../../lib/service";

/** What a run would cost, asked for anew a moment after its wish changed. */
export interface Estimated {
  /** The newest estimate; of an older wish while `busy`, and null when there is none. */
  readonly now: EstimateOut | null;
  readonly busy: boolean;
  readonly problem: Problem | null;
  again(): void;
}

const REST = 350; // milliseconds without a further choice

/** Call it while a component is set up. Nothing is asked while `body` is null. */
export function estimating(assessment: () => number, body: () => RunIn | null): Estimated {
  let now = $state.raw<EstimateOut | null>(null);
  let busy = $state(false);
  let problem = $state.raw<Problem | null>(null);
  let asked = 0;
  // As text, so that a wish that says the same is not counted again.
  const wanted = $derived(JSON.stringify(body()));

  async function ask(text: string): Promise<void> {
    const mine = ++asked;
    const call = { path: { assessment_id: assessment() }, body: JSON.parse(text) as RunIn };
    const answer = await send(() => estimateRun(call)).then(
      (value) => ({ value, problem: null }),
      (thrown: unknown) => ({ value: null, problem: asProblem(thrown) }),
    );
    if (mine !== asked) return;
    now = answer.value;
    problem = answer.problem;
    busy = false;
  }

  $effect(() => {
    const text = wanted;
    asked += 1; // what is on its way answers an older wish
    busy = text !== "null";
    if (text === "null") return;
    const timer = setTimeout(() => void ask(text), REST);
    return () => clearTimeout(timer);
  });

  return {
    get now() {
      return now;
    },
    get busy() {
      return busy;
    },
    get problem() {
      return problem;
    },
    again() {
      busy = true;
      void ask(wanted);
    },
  };
}
