/** Following something live: by server-sent events, and by asking now and then while they do not come. */

/** What of EventSource is used. */
export interface Stream {
  readonly readyState: number;
  onerror: ((event: Event) => void) | null;
  addEventListener(name: string, heard: (event: MessageEvent<string>) => void): void;
  close(): void;
}

export type Link = "connecting" | "live" | "asking";

export interface Following<T> {
  open: () => Stream;
  /** Asks for the present state. */
  ask: () => Promise<T>;
  /** A state came. `live`: by an event, which leaves out what is only told to its reader. */
  heard: (state: T, live: boolean) => void;
  linked: (link: Link) => void;
  /** Whether nothing changes any more after this state. */
  over: (state: T) => boolean;
}

const CLOSED = 2;
/** Milliseconds between two questions, and until events are tried again after they were refused. */
export const ASK_EVERY = 3_000;
export const TRY_AGAIN = 20_000;

/**
 * Follows until the state is over. The browser connects again by itself when the line breaks; meanwhile, and when events
 * are refused (an ended session, a proxy that does not pass them), it asks.
 */
export class Follower<T> {
  #stream: Stream | null = null;
  #asking: ReturnType<typeof setTimeout> | undefined;
  #trying: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(private readonly following: Following<T>) {
    following.linked("connecting");
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    this.#askNoMore();
    clearTimeout(this.#trying);
    this.#stream?.close();
  }

  #connect(): void {
    const stream = this.following.open();
    this.#stream = stream;
    stream.addEventListener("run", ({ data }) => {
      if (this.#stopped) return;
      this.#askNoMore();
      this.following.linked("live");
      this.#take(JSON.parse(data) as T, true);
    });
    stream.onerror = () => this.#lost(stream);
  }

  #take(state: T, live: boolean): void {
    this.following.heard(state, live);
    if (this.following.over(state)) this.stop();
  }

  #lost(stream: Stream): void {
    if (this.#stopped) return;
    if (this.#asking === undefined) this.#askAfter(0);
    if (stream.readyState !== CLOSED) return;
    clearTimeout(this.#trying);
    this.#trying = setTimeout(() => this.#connect(), TRY_AGAIN);
  }

  #askNoMore(): void {
    clearTimeout(this.#asking);
    this.#asking = undefined;
  }

  #askAfter(wait: number): void {
    this.#asking = setTimeout(() => void this.#ask(), wait);
  }

  async #ask(): Promise<void> {
    this.following.linked("asking");
    // What cannot be had now is asked for again; the page says that it is not live.
    const state = await this.following.ask().catch(() => null);
    if (this.#asking === undefined) return; // stopped, or events came meanwhile
    if (state !== null) this.#take(state, false);
    if (!this.#stopped) this.#askAfter(ASK_EVERY);
  }
}
