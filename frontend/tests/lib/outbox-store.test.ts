import { describe, expect, it } from "vitest";
import type { Entry } from "../../src/lib/outbox";
import { outboxStore } from "../../src/lib/outbox-store";
import { EMPTY } from "../../src/lib/score-body";
import { MemoryStorage } from "./memory-storage";

const ENTRY: Entry = {
  id: "e1",
  cell: { assessment: 1, provision: "art_1", criterion: "legality" },
  body: { ...EMPTY, rationale: "😀 مادة", text_sha256: "", confirms: null },
  base: null,
  sent: null,
  due: 0,
  phase: { name: "waiting" },
};

describe("the store of unsent work", () => {
  it("gives back what was put in", () => {
    const storage = new MemoryStorage();
    expect(outboxStore(storage, 1, "a").put(ENTRY)).toBe(true);
    expect(outboxStore(storage, 1, "b").list()).toEqual([{ tab: "a", entry: ENTRY }]);
  });

  it("never shows one person's work to another", () => {
    const storage = new MemoryStorage();
    outboxStore(storage, 1, "a").put(ENTRY);
    expect(outboxStore(storage, 2, "a").list()).toEqual([]);
    expect(outboxStore(storage, 11, "a").list()).toEqual([]);
  });

  it("says when the browser refuses to keep it", () => {
    const storage = new MemoryStorage();
    storage.full = true;
    expect(outboxStore(storage, 1, "a").put(ENTRY)).toBe(false);
  });

  it("passes over what is no entry", () => {
    const storage = new MemoryStorage();
    storage.setItem("salvaguarda.outbox.1/1/a/x", "{cut");
    storage.setItem("salvaguarda.outbox.1/1/a/y", "{}");
    storage.setItem("another", "1");
    expect(outboxStore(storage, 1, "a").list()).toEqual([]);
  });

  it("keeps another tab's entry where it is when it cannot be taken over", () => {
    const storage = new MemoryStorage();
    outboxStore(storage, 1, "a").put(ENTRY);
    storage.full = true;
    const store = outboxStore(storage, 1, "b");
    store.adopt(store.list()[0]!);
    expect(store.list()).toMatchObject([{ tab: "a" }]);
  });
});
