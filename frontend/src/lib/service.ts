import { client } from "../api/client.gen";
import { asProblem, readProblem, type Problem } from "./problem";
import { session, signInAgain, tokenRenewed } from "./session.svelte";

/** What a function of the generated client gives. */
interface Answer<T> {
  data?: T | undefined;
  error?: unknown;
  response?: Response | undefined;
}

const SAFE = new Set(["GET", "HEAD"]);

/** Joins the generated client to this page: same address, cookie, and the token every change must carry. */
export function startService(): void {
  client.setConfig({ baseUrl: "", credentials: "same-origin" });
  client.interceptors.request.use((request) => {
    if (!SAFE.has(request.method)) request.headers.set("X-CSRF-Token", session.csrf);
    return request;
  });
}

/** Header for a change to something with a version: `editDraft({ …, headers: ifMatch(draft.version) })`. */
export const ifMatch = (version: number): Record<string, string> => ({ "If-Match": `"${version}"` });

/** Header for something that must not exist yet. */
export const ifNew = (): Record<string, string> => ({ "If-None-Match": "*" });

/**
 * Calls the service and gives its answer, or throws a Problem: `await send(() => getDraft({ path: { draft_id: 1 } }))`.
 * When the session has ended, the sign-in dialog opens over the page and the call is made again after it.
 */
export async function send<T>(call: () => Promise<Answer<T>>): Promise<NonNullable<T>> {
  const answer = await attempt(call);
  const problem = problemOf(answer);
  if (!problem) return answer.data as NonNullable<T>;
  if (!(await mayGoOn(problem))) throw problem;
  const again = await attempt(call);
  const second = problemOf(again);
  if (second) throw second;
  return again.data as NonNullable<T>;
}

/** Whether the call would be taken now: somebody signed in again here, or had done so in another tab. */
async function mayGoOn(problem: Problem): Promise<boolean> {
  if (session.person === null) return false;
  // What did not fit while signing in is a 401 too: the form would wait for itself.
  if (problem.kind.startsWith("wrong-")) return false;
  if (problem.signedOut) return signInAgain();
  return problem.status === 403 && tokenRenewed();
}

async function attempt<T>(call: () => Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await call();
  } catch (thrown) {
    return { error: thrown };
  }
}

function problemOf(answer: Answer<unknown>): Problem | null {
  if (answer.response?.ok) return null;
  if (!answer.response) return asProblem(answer.error);
  return readProblem(answer.response.status, answer.error);
}

/** Sends a file with its fields as a form, which the generated client does not describe. */
export function upload<T>(url: string, form: FormData): Promise<NonNullable<T>> {
  return send<T>(
    () =>
      client.post({ url, body: form, bodySerializer: null, headers: { "Content-Type": null } }) as Promise<
        Answer<T>
      >,
  );
}
