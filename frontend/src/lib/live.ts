/** What happens in an assessment, as it happens: one stream for all parts of a page that look at it. Pure. */

/** What changed; the names of domain/events.py. */
export const LIVE_KINDS = [
  "score_saved",
  "cell_settled",
  "cell_reopened",
  "conflict_found",
  "lock_taken",
  "lock_released",
  "thread_changed",
  "members_changed",
  "assignments_changed",
  "settings_changed",
  "snapshot_signed",
  "position_stated",
  "run_changed",
] as const;
export type LiveKind = (typeof LIVE_KINDS)[number];

export interface LiveEvent {
  seq: number;
  kind: LiveKind;
  subject: Readonly<Record<string, string | number | null>>;
}

/** What of EventSource is used. */
export interface Stream {
  readonly readyState: number;
  onerror: ((event: Event) => void) | null;
  addEventListener(name: string, heard: (event: MessageEvent<string>) => void): void;
  close(): void;
}

/** Called with what happened since the last call; with null when more was missed than can be told. */
export type Heard = (events: readonly LiveEvent[] | null) => void;

const CLOSED = 2;
/** Milliseconds in which events are gathered, so that a busy team makes one question of many events. */
export const GATHER = 1_000;
/** Until a stream that was refused is asked for again. */
export const TRY_AGAIN = 20_000;

/**
 * Does the work when called, never twice at once: calls that come meanwhile are one more time afterwards. On a slow line
 * a question takes longer than events are gathered, and a busy team would pile up questions otherwise.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let busy = false;
  let again = false;
  return async () => {
    again = true;
    if (busy) return;
    busy = true;
    try {
      while (again) {
        again = false;
        await work();
      }
    } finally {
      busy = false;
    }
  };
}

/**
 * Follows one assessment while somebody listens and the page is looked at. The browser connects again by itself when the
 * line breaks, and says what it heard last; so does a stream that was closed while nobody looked.
 */
export class Feed {
  readonly #listeners = new Set<Heard>();
  #stream: Stream | null = null;
  #seen: number | null = null;
  #waiting: LiveEvent[] = [];
  #missed = false;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #trying: ReturnType<typeof setTimeout> | undefined;
  #paused = false;

  /** open: a stream of what came after an event, or of what comes from now on. */
  constructor(private readonly open: (after: number | null) => Stream) {}

  /** Listens until the function that comes back is called. */
  listen(heard: Heard): () => void {
    this.#listeners.add(heard);
    this.#connect();
    return () => {
      this.#listeners.delete(heard);
      if (this.#listeners.size === 0) this.#disconnect();
    };
  }

  /** Nobody looks at the page: a browser has few connections to one service, and other tabs need them. */
  pause(): void {
    this.#paused = true;
    this.#disconnect();
  }

  resume(): void {
    this.#paused = false;
    this.#connect();
  }

  #connect(): void {
    if (this.#stream || this.#paused || this.#listeners.size === 0) return;
    const stream = this.open(this.#seen);
    this.#stream = stream;
    stream.addEventListener("ready", (event) => this.#reached(event));
    stream.addEventListener("missed", (event) => {
      this.#missed = true;
      this.#reached(event);
      this.#tellSoon();
    });
    for (const kind of LIVE_KINDS) stream.addEventListener(kind, (event) => this.#take(event));
    stream.onerror = () => this.#lost(stream);
  }

  #take(event: MessageEvent<string>): void {
    this.#reached(event);
    this.#waiting.push(JSON.parse(event.data) as LiveEvent);
    this.#tellSoon();
  }

  #reached(event: MessageEvent<string>): void {
    this.#seen = Number(event.lastEventId);
  }

  #tellSoon(): void {
    if (this.#telling !== undefined) return;
    this.#telling = setTimeout(() => this.#tell(), GATHER);
  }

  #tell(): void {
    this.#telling = undefined;
    const told = this.#missed ? null : this.#waiting;
    this.#waiting = [];
    this.#missed = false;
    for (const heard of this.#listeners) heard(told);
  }

  /** Refused, for an ended session or a service that is too old: asked for again later, the page works without. */
  #lost(stream: Stream): void {
    if (stream !== this.#stream || stream.readyState !== CLOSED) return;
    this.#disconnect();
    this.#trying = setTimeout(() => this.#connect(), TRY_AGAIN);
  }

  #disconnect(): void {
    clearTimeout(this.#trying);
    this.#stream?.close();
    this.#stream = null;
  }
}
