/** A browser storage for tests, which can be full. */
export class MemoryStorage implements Storage {
  full = false;
  readonly #texts = new Map<string, string>();

  get length(): number {
    return this.#texts.size;
  }

  keys(): Iterable<string> {
    return this.#texts.keys();
  }

  key(index: number): string | null {
    return [...this.#texts.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    return this.#texts.get(key) ?? null;
  }

  setItem(key: string, text: string): void {
    if (this.full) throw new DOMException("full", "QuotaExceededError");
    this.#texts.set(key, text);
  }

  removeItem(key: string): void {
    this.#texts.delete(key);
  }

  clear(): void {
    this.#texts.clear();
  }
}
