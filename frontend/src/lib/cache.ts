/** Answers of the service by key, so that going back to a screen shows it at once. */

export class Cache {
  private readonly kept = new Map<string, Promise<unknown>>();

  /** The kept answer, or a new one. A failed answer is not kept. */
  get<T>(key: string, load: () => Promise<T>): Promise<T> {
    const kept = this.kept.get(key);
    if (kept) return kept as Promise<T>;
    const fresh = load();
    this.kept.set(key, fresh);
    fresh.catch(() => {
      if (this.kept.get(key) === fresh) this.kept.delete(key);
    });
    return fresh;
  }

  has(key: string): boolean {
    return this.kept.has(key);
  }

  /** Puts an answer in place, for instance the one a save came back with. */
  set<T>(key: string, value: T): void {
    this.kept.set(key, Promise.resolve(value));
  }

  /** Forgets every answer whose key begins so; all without an argument. */
  forget(prefix = ""): void {
    for (const key of this.kept.keys()) if (key.startsWith(prefix)) this.kept.delete(key);
  }
}

export const cache = new Cache();
