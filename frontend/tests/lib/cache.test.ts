import { expect, it, vi } from "vitest";
import { Cache } from "../../src/lib/cache";

it("asks once for what is asked for twice", async () => {
  const cache = new Cache();
  const load = vi.fn(async () => 1);
  expect(await Promise.all([cache.get("a", load), cache.get("a", load)])).toEqual([1, 1]);
  expect(load).toHaveBeenCalledOnce();
});

it("does not keep a failure", async () => {
  const cache = new Cache();
  await expect(cache.get("a", () => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
  expect(await cache.get("a", async () => 2)).toBe(2);
});

it("keeps a newer answer when an older request fails late", async () => {
  const cache = new Cache();
  let fail: (reason: Error) => void = () => undefined;
  const late = cache.get("a", () => new Promise<number>((_, reject) => (fail = reject)));
  cache.set("a", 3);
  fail(new Error("late"));
  await expect(late).rejects.toThrow("late");
  expect(await cache.get("a", async () => 4)).toBe(3);
});

it("forgets by the beginning of the key, or everything", async () => {
  const cache = new Cache();
  cache.set("/api/drafts/1", 1);
  cache.set("/api/people", 1);
  cache.forget("/api/drafts");
  expect(await cache.get("/api/drafts/1", async () => 2)).toBe(2);
  expect(await cache.get("/api/people", async () => 2)).toBe(1);
  cache.forget();
  expect(await cache.get("/api/people", async () => 2)).toBe(2);
});
