import { cache } from "./cache";
import { asProblem, type Problem } from "./problem";
import { sayProblem } from "./toasts.svelte";

export type Loaded<T> =
  { state: "loading" } | { state: "ready"; value: T } | { state: "failed"; problem: Problem };

/** An answer of the service that a screen shows; follows its key and can be asked for again. */
export interface Resource<T> {
  readonly now: Loaded<T>;
  /** Asks again, keeping what is on the screen meanwhile, and for good when there is no newer answer to be had. */
  reload(): Promise<void>;
  /** Shows a value that the screen already has, and keeps it. */
  set(value: T): void;
}

/**
 * Loads an answer through the cache. `key` is read reactively: when it changes the new answer is loaded, and an
 * answer to an old question that arrives late is dropped. An answer that is in the cache is shown at once and asked
 * for again behind it; not so with `lasting`: of a published text, or one that the screen keeps up to date by itself.
 * Call it while a component is set up.
 */
export function resource<T>(
  key: () => string,
  load: () => Promise<T>,
  { lasting = false } = {},
): Resource<T> {
  let now = $state.raw<Loaded<T>>({ state: "loading" });
  let asked = 0;

  /** Whether the answer came, and was still asked for. */
  async function ask(answer: Promise<T>): Promise<boolean> {
    const mine = ++asked;
    const next = await answer.then(
      (value): Loaded<T> => ({ state: "ready", value }),
      (thrown): Loaded<T> => ({ state: "failed", problem: asProblem(thrown) }),
    );
    if (mine !== asked) return false;
    if (next.state === "failed" && now.state === "ready") sayProblem(next.problem);
    else now = next;
    return next.state === "ready";
  }

  /** The kept answer stays in the cache until a newer one is here. */
  async function renew(name: string): Promise<void> {
    const fresh = load();
    if (await ask(fresh)) cache.set(name, await fresh);
  }

  async function open(name: string): Promise<void> {
    const kept = cache.has(name);
    if ((await ask(cache.get(name, load))) && kept && !lasting) await renew(name);
  }

  $effect.pre(() => {
    const name = key();
    now = { state: "loading" };
    void open(name);
  });

  return {
    get now() {
      return now;
    },
    reload: () => renew(key()),
    set(value) {
      asked += 1;
      cache.set(key(), value);
      now = { state: "ready", value };
    },
  };
}
