import { cache } from "./cache";
import { asProblem, type Problem } from "./problem";

export type Loaded<T> =
  { state: "loading" } | { state: "ready"; value: T } | { state: "failed"; problem: Problem };

/** An answer of the service that a screen shows; follows its key and can be asked for again. */
export interface Resource<T> {
  readonly now: Loaded<T>;
  /** Asks again, keeping what is on the screen meanwhile. */
  reload(): Promise<void>;
  /** Shows a value that the screen already has, and keeps it. */
  set(value: T): void;
}

/**
 * Loads an answer through the cache. `key` is read reactively: when it changes the new answer is loaded, and an
 * answer to an old question that arrives late is dropped. Call it while a component is set up.
 */
export function resource<T>(key: () => string, load: () => Promise<T>): Resource<T> {
  let now = $state.raw<Loaded<T>>({ state: "loading" });
  let asked = 0;

  async function ask(name: string): Promise<void> {
    const mine = ++asked;
    const answer = await cache.get(name, load).then(
      (value): Loaded<T> => ({ state: "ready", value }),
      (thrown): Loaded<T> => ({ state: "failed", problem: asProblem(thrown) }),
    );
    if (mine === asked) now = answer;
  }

  $effect.pre(() => {
    const name = key();
    now = { state: "loading" };
    void ask(name);
  });

  return {
    get now() {
      return now;
    },
    async reload() {
      cache.forget(key());
      await ask(key());
    },
    set(value) {
      asked += 1;
      cache.set(key(), value);
      now = { state: "ready", value };
    },
  };
}
