import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Feed, GATHER, type LiveEvent, oneAtATime, type Stream, TRY_AGAIN } from "../src/lib/live";

class FakeStream implements Stream {
  readyState = 1;
  onerror: ((event: Event) => void) | null = null;
  readonly heard = new Map<string, (event: MessageEvent<string>) => void>();
  constructor(readonly after: number | null) {}
  addEventListener(name: string, heard: (event: MessageEvent<string>) => void): void {
    this.heard.set(name, heard);
  }
  close(): void {
    this.readyState = 2;
  }
  say(name: string, seq: number): void {
    const event = { seq, kind: name, subject: {} };
    this.heard.get(name)?.({ data: JSON.stringify(event), lastEventId: String(seq) } as MessageEvent<string>);
  }
}

let streams: FakeStream[];
let told: (readonly LiveEvent[] | null)[];
let feed: Feed;

beforeEach(() => {
  vi.useFakeTimers();
  streams = [];
  told = [];
  feed = new Feed((after) => {
    const stream = new FakeStream(after);
    streams.push(stream);
    return stream;
  });
});
afterEach(() => vi.useRealTimers());

test("several listeners share one stream, and it ends with the last", () => {
  const stops = [feed.listen(() => {}), feed.listen(() => {})];
  expect(streams).toHaveLength(1);
  stops[0]!();
  expect(streams[0]!.readyState).toBe(1);
  stops[1]!();
  expect(streams[0]!.readyState).toBe(2);
});

test("events of a moment are told together", () => {
  feed.listen((events) => told.push(events));
  streams[0]!.say("ready", 4);
  streams[0]!.say("score_saved", 5);
  streams[0]!.say("conflict_found", 6);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(GATHER);
  expect(told.map((events) => events?.map(({ kind }) => kind))).toEqual([["score_saved", "conflict_found"]]);
});

test("whoever looks again goes on after the last event", () => {
  feed.listen((events) => told.push(events));
  expect(streams[0]!.after).toBeNull();
  streams[0]!.say("score_saved", 5);
  feed.pause();
  expect(streams[0]!.readyState).toBe(2);
  feed.listen(() => {});
  expect(streams).toHaveLength(1);
  feed.resume();
  expect(streams[1]!.after).toBe(5);
});

test("missing too much is told as null", () => {
  feed.listen((events) => told.push(events));
  streams[0]!.say("missed", 900);
  vi.advanceTimersByTime(GATHER);
  expect(told).toEqual([null]);
});

test("a refused stream is asked for again, a broken one is left to the browser", () => {
  feed.listen(() => {});
  streams[0]!.onerror?.(new Event("error"));
  vi.advanceTimersByTime(TRY_AGAIN);
  expect(streams).toHaveLength(1);
  streams[0]!.readyState = 2;
  streams[0]!.onerror?.(new Event("error"));
  vi.advanceTimersByTime(TRY_AGAIN);
  expect(streams).toHaveLength(2);
});

test("what is asked for while an answer is under way is asked once more, after it", async () => {
  const answers: (() => void)[] = [];
  const again = oneAtATime(() => new Promise((resolve) => answers.push(resolve)));
  void again();
  void again();
  void again();
  expect(answers).toHaveLength(1);
  answers[0]?.();
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(answers).toHaveLength(2);
});

test("work that failed does not keep later work from being done", async () => {
  let times = 0;
  const again = oneAtATime(() => Promise.reject(new Error(String(++times))));
  await expect(again()).rejects.toThrow("1");
  await expect(again()).rejects.toThrow("2");
});
