/** The outbox of this tab: one for the signed-in person, alive from the first score to the end of the page. */
import { getSession, saveScore } from "../api/sdk.gen";
import type { ScoreIn, ScoreOut } from "../api/types.gen";
import { EMPTY_OUTBOX, type CellAddress, type Entry, type Outbox } from "./outbox";
import { OutboxRunner, type Answer, type Edit } from "./outbox-runner";
import { outboxStore } from "./outbox-store";
import { answerOf } from "./score-answer";
import type { ScoreContent } from "./score-body";
import { ifMatch, ifNew } from "./service";
import { session, signedIn, signInAgain, tokenRenewed } from "./session.svelte";
import { claimTab, otherTabs } from "./tabs";

/** ms after which an answer counts as lost, so that one dead connection does not hold up everything behind it. */
const PATIENCE = 30_000;

type Listener = (cell: CellAddress, score: ScoreOut) => void;
interface News {
  person: number;
  cell: CellAddress;
  score: ScoreOut;
}

let box = $state.raw<Outbox>(EMPTY_OUTBOX);
let kept = $state(true);
let running: { person: number; tab: string; runner: OutboxRunner<ScoreOut> } | null = null;
let starting: { person: number; done: Promise<void> } | null = null;
const listeners = new Set<Listener>();
const channel = "BroadcastChannel" in window ? new BroadcastChannel("salvaguarda.scores") : null;

export const scoreOutbox = {
  get outbox(): Outbox {
    return box;
  },
  /** Whether unsent work would survive a reload; false when the browser's storage is full or off. */
  get kept(): boolean {
    return kept;
  },
  edit: (edit: Edit): void => running?.runner.edit(edit),
  flush: (): void => running?.runner.flush(),
  resolve: (id: string, content: ScoreContent): void => running?.runner.resolve(id, content),
  drop: (id: string): void => running?.runner.drop(id),
  /** Lets every tab know of a score that the service has stored as part of something else, such as a decision. */
  announce(cell: CellAddress, score: ScoreOut): void {
    if (!running) return;
    tell(cell, score);
    channel?.postMessage({ person: running.person, cell, score } satisfies News);
  },
  /** Tries at once instead of when the rest is over. */
  retry: (): void => running?.runner.cameOnline(),
  signIn: (): Promise<void> => askToSignIn(),
};

/** Hears of every score that the service has stored, from this tab or another one. Returns the way to stop. */
export function onScore(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Starts the outbox for a person (or leaves it running) and takes over what closed tabs left unsent. */
export function startScoreOutbox(person: number): Promise<void> {
  // Not within the drawing of a screen, which may read the outbox but not change it.
  if (starting?.person === person) queueMicrotask(goOn);
  else starting = { person, done: start(person) };
  return starting.done;
}

async function start(person: number): Promise<void> {
  running?.runner.stop();
  running = null;
  const tab = await claimTab(sessionStorage, navigator.locks);
  const runner = new OutboxRunner<ScoreOut>({
    send: put,
    store: outboxStore(localStorage, person, tab),
    now: Date.now,
    schedule(ms, call) {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
    newId: () => crypto.getRandomValues(new Uint32Array(2)).join("-"),
    changed(next, isKept) {
      box = next;
      kept = isKept;
    },
    saved: (cell, score) => scoreOutbox.announce(cell, score),
  });
  running = { person, runner, tab };
  box = EMPTY_OUTBOX;
  await takeOver();
  // A tab that is being closed or reloaded may count as alive for a moment.
  setTimeout(() => void takeOver(), 5000);
}

/** Takes over what tabs left unsent that are closed by now. */
async function takeOver(): Promise<void> {
  if (!running) return;
  const { runner, tab } = running;
  const alive = await otherTabs(tab, navigator.locks);
  if (runner === running?.runner) runner.restore((name) => alive.has(name));
}

function tell(cell: CellAddress, score: ScoreOut): void {
  for (const listener of listeners) listener(cell, score);
}

async function put(entry: Entry, leaving: boolean): Promise<Answer<ScoreOut>> {
  // Signed out on purpose, or somebody else's turn: the work waits for its person.
  if (session.person?.id !== running?.person) return { type: "signedOut" };
  const { assessment, provision, criterion } = entry.cell;
  const sent = await saveScore({
    path: { assessment_id: assessment, path: provision, criterion_id: criterion },
    body: entry.body as ScoreIn,
    headers: entry.base === null ? ifNew() : ifMatch(entry.base),
    keepalive: leaving,
    signal: AbortSignal.timeout(PATIENCE),
  });
  const outdated = sent.response?.status === 403 && (await tokenRenewed());
  const answer = answerOf(sent, outdated);
  if (answer.type === "signedOut") void askToSignIn();
  return answer;
}

async function askToSignIn(): Promise<void> {
  if (await signInAgain()) goOn();
}

function goOn(): void {
  if (running && session.person?.id === running.person && box.connection.state === "signed-out") {
    running.runner.signedIn();
  }
}

channel?.addEventListener("message", (event: MessageEvent<News>) => {
  if (event.data.person === running?.person) tell(event.data.cell, event.data.score);
});
window.addEventListener("online", () => running?.runner.cameOnline());
window.addEventListener("pagehide", () => running?.runner.flush(true));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") running?.runner.flush(true);
  else {
    void takeOver();
    if (session.expired) void comeBack();
  }
});

/** Somebody may have signed in again in another tab while this one asked for it. */
async function comeBack(): Promise<void> {
  const { data } = await getSession();
  if (data && session.expired) signedIn(data);
}
