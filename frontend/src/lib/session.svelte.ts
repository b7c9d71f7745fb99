import { getSession, getSetup } from "../api/sdk.gen";
import type { PersonOut, SessionOut, SetupOut } from "../api/types.gen";
import { cache } from "./cache";

export type Standing =
  | { state: "unknown" }
  | { state: "setup"; setup: SetupOut }
  | { state: "signed-out"; setup: SetupOut }
  | { state: "signed-in"; session: SessionOut };

let standing = $state.raw<Standing>({ state: "unknown" });
/** Set while a request waits for somebody to sign in again; the page stays as it is. */
let expired = $state.raw<{ done: (again: boolean) => void } | null>(null);

export const session = {
  get standing(): Standing {
    return standing;
  },
  get person(): PersonOut | null {
    return standing.state === "signed-in" ? standing.session.person : null;
  },
  get csrf(): string {
    return standing.state === "signed-in" ? standing.session.csrf_token : "";
  },
  get expired(): boolean {
    return expired !== null;
  },
};

/**
 * Somebody signed in, here or in the dialog over a page. Requests that waited go on for the same person only:
 * the work of one must never be saved in the name of another.
 */
export function signedIn(next: SessionOut): void {
  const same = session.person?.id === next.person.id;
  if (!same) cache.forget();
  standing = { state: "signed-in", session: next };
  expired?.done(same);
  expired = null;
}

export function signedOut(setup: SetupOut): void {
  cache.forget();
  standing = { state: setup.needed ? "setup" : "signed-out", setup };
}

/** Whether this page's token was an old one: the same person signed in again in another tab. The new one is here then. */
export async function tokenRenewed(): Promise<boolean> {
  const { csrf, person } = session;
  await whoIsHere().catch(() => undefined);
  return session.csrf !== csrf && session.person?.id === person?.id;
}

let waiting: Promise<boolean> | null = null;

/** Asks for signing in over the present page; true when done, false when the person would not. */
export function signInAgain(): Promise<boolean> {
  waiting ??= new Promise<boolean>((done) => (expired = { done })).finally(() => (waiting = null));
  return waiting;
}

/** The person closed the dialog; their page stays, unsaved. */
export function stayedSignedOut(): void {
  expired?.done(false);
  expired = null;
}

/** Finds out who is here. Fails only when the service cannot be reached. */
export async function whoIsHere(): Promise<void> {
  const answer = await getSession();
  if (answer.data) {
    signedIn(answer.data);
    return;
  }
  const setup = await getSetup({ throwOnError: true });
  signedOut(setup.data);
}
