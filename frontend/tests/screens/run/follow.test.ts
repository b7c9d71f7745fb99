import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ASK_EVERY, Follower, TRY_AGAIN, type Link, type Stream } from "../../../src/screens/run/follow";

class FakeStream implements Stream {
  readyState = 0;
  onerror: ((event: Event) => void) | null = null;
  closed = false;
  #heard: ((event: MessageEvent<string>) => void)[] = [];
  addEventListener(_: string, heard: (event: MessageEvent<string>) => void): void {
    this.#heard.push(heard);
  }
  close(): void {
    this.closed = true;
  }
  say(state: number): void {
    for (const heard of this.#heard) heard({ data: JSON.stringify(state) } as MessageEvent<string>);
  }
  fail(readyState: number): void {
    this.readyState = readyState;
    this.onerror?.(new Event("error"));
  }
}

const CONNECTING = 0;
const CLOSED = 2;
const OVER = 9;

/** Follows numbers; 9 is the end. */
function following(ask: () => Promise<number>) {
  const streams: FakeStream[] = [];
  const heard: [number, boolean][] = [];
  const links: Link[] = [];
  const follower = new Follower<number>({
    open: () => streams[streams.push(new FakeStream()) - 1]!,
    ask,
    heard: (state, live) => heard.push([state, live]),
    linked: (link) => links.push(link),
    over: (state) => state === OVER,
  });
  return { streams, heard, links, follower };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("hears events until the end, and closes the line then", () => {
  const { streams, heard, links } = following(async () => 0);
  streams[0]!.say(1);
  streams[0]!.say(OVER);
  streams[0]!.say(2);
  expect(heard).toEqual([
    [1, true],
    [OVER, true],
  ]);
  expect(streams[0]!.closed).toBe(true);
  expect(links).toEqual(["connecting", "live", "live"]);
});

it("asks while the browser connects again by itself, and stops asking when events come", async () => {
  const ask = vi.fn(async () => 5);
  const { streams, heard, links } = following(ask);
  streams[0]!.fail(CONNECTING);
  await vi.advanceTimersByTimeAsync(1);
  await vi.advanceTimersByTimeAsync(ASK_EVERY);
  expect(ask).toHaveBeenCalledTimes(2);
  streams[0]!.say(6);
  await vi.advanceTimersByTimeAsync(10 * ASK_EVERY);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(streams).toHaveLength(1);
  expect(heard).toEqual([
    [5, false],
    [5, false],
    [6, true],
  ]);
  expect(links.at(-1)).toBe("live");
});

it("opens another line later when events were refused", async () => {
  const { streams } = following(async () => 5);
  streams[0]!.fail(CLOSED);
  await vi.advanceTimersByTimeAsync(TRY_AGAIN - 1);
  expect(streams).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(streams).toHaveLength(2);
});

it("goes on asking when an answer cannot be had", async () => {
  const ask = vi.fn<() => Promise<number>>().mockRejectedValueOnce(new Error("away")).mockResolvedValue(OVER);
  const { streams, heard } = following(ask);
  streams[0]!.fail(CLOSED);
  await vi.advanceTimersByTimeAsync(ASK_EVERY + 1);
  expect(heard).toEqual([[OVER, false]]);
  await vi.advanceTimersByTimeAsync(10 * TRY_AGAIN);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(streams).toHaveLength(1);
});

it("leaves an answer aside that comes after it was stopped", async () => {
  let answer: (state: number) => void = () => undefined;
  const { streams, heard, follower } = following(() => new Promise((resolve) => (answer = resolve)));
  streams[0]!.fail(CONNECTING);
  await vi.advanceTimersByTimeAsync(1);
  follower.stop();
  answer(3);
  await vi.advanceTimersByTimeAsync(10 * TRY_AGAIN);
  expect(heard).toEqual([]);
  expect(streams[0]!.closed).toBe(true);
});
