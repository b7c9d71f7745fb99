import { afterEach, expect, it, vi } from "vitest";
import type { Entry } from "../../src/lib/outbox";
import { outboxStore } from "../../src/lib/outbox-store";
import { EMPTY } from "../../src/lib/score-body";
import { hasUnsent } from "../../src/lib/unsent";

const ENTRY: Entry = {
  id: "e1",
  cell: { assessment: 1, provision: "art_1", criterion: "legality" },
  body: { ...EMPTY, text_sha256: "", confirms: null },
  base: null,
  sent: null,
  due: 0,
  phase: { name: "waiting" },
};

afterEach(() => vi.unstubAllGlobals());

/** localStorage lists its keys as its own properties. */
function browserStorage(): Storage {
  const texts: Record<string, string> = {};
  return Object.defineProperties(texts, {
    setItem: { value: (key: string, text: string) => (texts[key] = text) },
  }) as unknown as Storage;
}

it("sees work that an earlier visit left, and only its own person's", () => {
  const storage = browserStorage();
  vi.stubGlobal("localStorage", storage);
  expect(hasUnsent(1)).toBe(false);
  outboxStore(storage, 1, "a").put(ENTRY);
  expect(hasUnsent(1)).toBe(true);
  expect(hasUnsent(11)).toBe(false);
});

it("sees nothing where storage is switched off", () => {
  expect(hasUnsent(1)).toBe(false);
});
