/**
 * The outbox: one pure state machine for everything a reviewer wrote that the service has not confirmed yet.
 *
 * An entry lives until the service has exactly its content. Its phases:
 *
 *   waiting ──started──▶ sending ──saved──▶ gone (or waiting again when it was edited meanwhile)
 *      ▲                    ├──lost / signedOut──▶ waiting
 *      │                    ├──stale──▶ conflict ──resolved──▶ waiting      dropped ──▶ gone
 *      └───────edited───────┴──refused──▶ refused
 */
import { isComplete, sameContent, type ScoreBody, type ScoreContent } from "./score-body";

export interface CellAddress {
  assessment: number;
  provision: string;
  criterion: string;
}

/** The other version in a conflict. */
export interface Theirs extends ScoreContent {
  revision: number;
}

export type Phase =
  | { name: "waiting" }
  | { name: "sending" }
  | { name: "conflict"; theirs: Theirs | null }
  | { name: "refused"; message: string };

/**
 * base: the revision this was written on; null when there was no score yet.
 * sent: the content last sent, whose answer may never have come; null when it was never sent.
 * due: when it may be sent, in ms; text being typed is due a little later.
 */
export interface Entry {
  id: string;
  cell: CellAddress;
  body: ScoreBody;
  base: number | null;
  sent: ScoreBody | null;
  due: number;
  phase: Phase;
}

/** failures: attempts in a row that brought no answer. retryAt: not to try again before, in ms. */
export interface Connection {
  state: "online" | "offline" | "signed-out";
  failures: number;
  retryAt: number;
}

/** Entries in the order in which they were begun. */
export interface Outbox {
  entries: readonly Entry[];
  connection: Connection;
}

export type OutboxEvent =
  | {
      type: "edited";
      id: string;
      cell: CellAddress;
      body: ScoreBody;
      base: number | null;
      stored: ScoreContent;
      due: number;
    }
  | { type: "flushed"; now: number }
  | { type: "started"; id: string }
  | { type: "saved"; id: string; revision: number }
  | { type: "stale"; id: string; theirs: Theirs | null }
  | { type: "refused"; id: string; message: string }
  | { type: "lost"; id: string; now: number }
  | { type: "signedOut"; id: string }
  | { type: "signedIn" }
  | { type: "cameOnline"; now: number }
  | { type: "restored"; entries: readonly Entry[] }
  | { type: "resolved"; id: string; content: ScoreContent; now: number }
  | { type: "dropped"; id: string };

const ONLINE: Connection = { state: "online", failures: 0, retryAt: 0 };
const WAITING: Phase = { name: "waiting" };

export const EMPTY_OUTBOX: Outbox = { entries: [], connection: ONLINE };

/** 1, 2, 4 … seconds, at most 30. */
export function backOff(failures: number): number {
  return Math.min(30_000, 1000 * 2 ** Math.max(0, failures - 1));
}

export function sameCell(left: CellAddress, right: CellAddress): boolean {
  return (
    left.assessment === right.assessment &&
    left.provision === right.provision &&
    left.criterion === right.criterion
  );
}

/** The entry a cell shows and edits: the one begun last. */
export function entryOf(outbox: Outbox, cell: CellAddress): Entry | undefined {
  return outbox.entries.findLast((entry) => sameCell(entry.cell, cell));
}

type Handler<T extends OutboxEvent["type"]> = (
  outbox: Outbox,
  event: Extract<OutboxEvent, { type: T }>,
) => Outbox;

const ON: { [T in OutboxEvent["type"]]: Handler<T> } = {
  edited,
  flushed: (outbox, { now }) => ({
    ...outbox,
    entries: outbox.entries.map((entry) => ({ ...entry, due: Math.min(entry.due, now) })),
  }),
  started: (outbox, { id }) =>
    change(outbox, id, (entry) => ({ ...entry, sent: entry.body, phase: { name: "sending" } })),
  saved: (outbox, { id, revision }) => answered(change(outbox, id, (entry) => afterSave(entry, revision))),
  stale: (outbox, event) => answered(change(outbox, event.id, (entry) => afterStale(entry, event.theirs))),
  refused: (outbox, { id, message }) =>
    answered(change(outbox, id, (entry) => ({ ...entry, phase: { name: "refused", message } }))),
  lost,
  signedOut: (outbox, { id }) => ({
    ...change(outbox, id, (entry) => ({ ...entry, phase: WAITING })),
    connection: { ...ONLINE, state: "signed-out" },
  }),
  signedIn: (outbox) => answered(outbox),
  cameOnline: (outbox, { now }) => ({ ...outbox, connection: { ...outbox.connection, retryAt: now } }),
  restored: (outbox, { entries }) => ({ ...outbox, entries: restored(outbox, entries) }),
  resolved: (outbox, event) => change(outbox, event.id, (entry) => resolved(entry, event)),
  dropped: (outbox, { id }) => change(outbox, id, () => null),
};

/** The state after one event. Events about an entry that is gone change nothing. */
export function reduce(outbox: Outbox, event: OutboxEvent): Outbox {
  // The table has the handler of exactly this type of event; TypeScript cannot follow that.
  return (ON[event.type] as Handler<typeof event.type>)(outbox, event as never);
}

/** Any answer of the service shows that it can be reached and knows who is asking. */
function answered(outbox: Outbox): Outbox {
  return { ...outbox, connection: ONLINE };
}

/** The outbox with one entry changed, or without it when the change gives null. */
function change(outbox: Outbox, id: string, next: (entry: Entry) => Entry | null): Outbox {
  const entries = outbox.entries.flatMap((entry) => (entry.id === id ? (next(entry) ?? []) : entry));
  return { ...outbox, entries };
}

function edited(outbox: Outbox, event: Extract<OutboxEvent, { type: "edited" }>): Outbox {
  const { id, cell, body, base, stored, due } = event;
  const present = entryOf(outbox, cell);
  if (!present) {
    if (sameContent(body, stored) && body.confirms === null) return outbox;
    return {
      ...outbox,
      entries: [...outbox.entries, { id, cell, body, base, sent: null, due, phase: WAITING }],
    };
  }
  return change(outbox, present.id, (entry) => {
    // Without a rating nothing is confirmed: the confirmation was taken back.
    const confirms = body.rating === null ? null : (body.confirms ?? entry.body.confirms);
    const taken = { ...entry, body: { ...body, confirms }, due };
    if (entry.phase.name === "refused") return { ...taken, phase: WAITING };
    // Written and taken back before anything left the browser: nothing to send.
    const untouched = entry.phase.name === "waiting" && !entry.sent && taken.body.confirms === null;
    return untouched && sameContent(body, stored) ? null : taken;
  });
}

function afterSave(entry: Entry, revision: number): Entry | null {
  if (!entry.sent || sameContent(entry.body, entry.sent)) return null;
  return { ...entry, body: { ...entry.body, confirms: null }, base: revision, sent: null, phase: WAITING };
}

/** A stale answer about words that are our own (the first answer was lost) is no conflict. */
function afterStale(entry: Entry, theirs: Theirs | null): Entry | null {
  if (theirs && sameContent(entry.body, theirs)) return null;
  if (theirs && entry.base !== theirs.revision && entry.sent && sameContent(entry.sent, theirs)) {
    return afterSave(entry, theirs.revision);
  }
  return { ...entry, phase: { name: "conflict", theirs } };
}

function lost(outbox: Outbox, event: { id: string; now: number }): Outbox {
  const failures = outbox.connection.failures + 1;
  return {
    ...change(outbox, event.id, (entry) => ({ ...entry, phase: WAITING })),
    connection: { state: "offline", failures, retryAt: event.now + backOff(failures) },
  };
}

/** Entries found in the browser's store; what was on its way when the page went away waits again. */
function restored(outbox: Outbox, entries: readonly Entry[]): Entry[] {
  const known = new Set(outbox.entries.map((entry) => entry.id));
  const found = entries
    .filter((entry) => !known.has(entry.id))
    .map((entry) => (entry.phase.name === "sending" ? { ...entry, phase: WAITING } : entry));
  return [...found, ...outbox.entries];
}

function resolved(entry: Entry, event: { content: ScoreContent; now: number }): Entry {
  const theirs = entry.phase.name === "conflict" ? entry.phase.theirs : null;
  return {
    ...entry,
    body: { ...entry.body, ...event.content, confirms: theirs ? null : entry.body.confirms },
    base: entry.phase.name === "conflict" ? (theirs?.revision ?? null) : entry.base,
    sent: null,
    due: event.now,
    phase: WAITING,
  };
}

function isReady(entry: Entry): boolean {
  return entry.phase.name === "waiting" && isComplete(entry.body);
}

/** The entry to send now; undefined while one is on its way, nothing is due, or the connection rests. */
export function nextToSend(outbox: Outbox, now: number): Entry | undefined {
  const { connection, entries } = outbox;
  if (connection.state === "signed-out") return undefined;
  if (connection.state === "offline" && now < connection.retryAt) return undefined;
  if (entries.some((entry) => entry.phase.name === "sending")) return undefined;
  return entries.find((entry) => isReady(entry) && entry.due <= now);
}

/** When to look again, in ms; null when only an event can change anything. */
export function wakeAt(outbox: Outbox): number | null {
  const { connection, entries } = outbox;
  if (connection.state === "signed-out" || entries.some((entry) => entry.phase.name === "sending"))
    return null;
  const due = entries.filter(isReady).map((entry) => entry.due);
  if (due.length === 0) return null;
  const first = Math.min(...due);
  return connection.state === "offline" ? Math.max(first, connection.retryAt) : first;
}
