import { describe, expect, it } from "vitest";
import { claimTab, otherTabs } from "../../src/lib/tabs";
import { MemoryStorage } from "./memory-storage";

/** The locks of one browser: a name is held until its tab is closed. */
class Browser {
  readonly held = new Set<string>();

  readonly locks = {
    request: (name: string, _: LockOptions, callback: (lock: Lock | null) => unknown) => {
      const free = !this.held.has(name);
      if (free) this.held.add(name);
      return Promise.resolve(callback(free ? { name, mode: "exclusive" } : null));
    },
    query: () => Promise.resolve({ held: [...this.held].map((name) => ({ name })), pending: [] }),
  } as unknown as LockManager;

  close(tab: string): void {
    this.held.delete(`salvaguarda.tab/${tab}`);
  }
}

describe("a tab", () => {
  it("keeps its name through a reload", async () => {
    const browser = new Browser();
    const session = new MemoryStorage();
    const name = await claimTab(session, browser.locks);
    browser.close(name);
    expect(await claimTab(session, browser.locks)).toBe(name);
  });

  it("that is a copy of another gets a name of its own", async () => {
    const browser = new Browser();
    const session = new MemoryStorage();
    const name = await claimTab(session, browser.locks);
    const copy = await claimTab(session, browser.locks);
    expect(copy).not.toBe(name);
  });

  it("knows which others are open", async () => {
    const browser = new Browser();
    const first = await claimTab(new MemoryStorage(), browser.locks);
    const second = await claimTab(new MemoryStorage(), browser.locks);
    browser.held.add("something else");
    expect(await otherTabs(first, browser.locks)).toEqual(new Set([second]));
    browser.close(second);
    expect(await otherTabs(first, browser.locks)).toEqual(new Set());
  });

  it("has a name in a browser without locks too, and counts no other as open", async () => {
    const session = new MemoryStorage();
    const name = await claimTab(session, undefined);
    expect(await claimTab(session, undefined)).toBe(name);
    expect(await otherTabs(name, undefined)).toEqual(new Set());
  });
});
