/** What an answer of the service means for a score that was sent. Pure. */
import type { ScoreOut } from "../api/types.gen";
import type { Answer } from "./outbox-runner";
import { asProblem, readProblem } from "./problem";

export interface Sent {
  data?: ScoreOut | undefined;
  error?: unknown;
  response?: Response | undefined;
}

/** Answers that say "later" and settle nothing: the entry waits and is sent again. */
const LATER = new Set([408, 425, 429, 500, 502, 503, 504, 507]);

/** tokenOutdated: a 403 came because another tab signed in again, so this page's token was an old one. */
export function answerOf({ data, error, response }: Sent, tokenOutdated = false): Answer<ScoreOut> {
  if (!response) return { type: "lost" };
  if (response.ok && data) return { type: "saved", score: data };
  if (response.status === 401) return { type: "signedOut" };
  if (LATER.has(response.status) || tokenOutdated) return { type: "lost" };
  const problem = readProblem(response.status, error);
  if (problem.stale)
    return { type: "stale", theirs: (problem.current as ScoreOut | null | undefined) ?? null };
  const troubles = problem.troubles.map(({ what, fix }) => `${what} ${fix}`.trim());
  return {
    type: "refused",
    message: [problem.detail || asProblem(error).message, ...troubles].join(" ").trim(),
  };
}
