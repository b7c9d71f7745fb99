/** Closed lists of prompts, their order and their addresses. Pure. */
import type { PromptSummaryOut } from "../../api/types.gen";

type Prompt = Pick<PromptSummaryOut, "id" | "version" | "task" | "status">;

/** A task or status of a later version of the service is shown as the plainer one. */
export const taskOf = ({ task }: Pick<Prompt, "task">): "score" | "redraft" =>
  task === "redraft" ? "redraft" : "score";
export const statusOf = ({ status }: Pick<Prompt, "status">): "active" | "draft" | "retired" =>
  status === "active" || status === "retired" ? status : "draft";

export const promptAddress = ({ id, version }: Pick<Prompt, "id" | "version">): string =>
  `/prompts/${encodeURIComponent(id)}/${encodeURIComponent(version)}`;

/** What suggests ratings before what proposes words, each prompt's newest version first, retired ones last. */
export function byNewest<P extends Prompt>(prompts: readonly P[]): P[] {
  const rank = (one: Prompt) => (statusOf(one) === "retired" ? 2 : 0) + (taskOf(one) === "redraft" ? 1 : 0);
  return [...prompts].sort(
    (one, other) =>
      rank(one) - rank(other) ||
      one.id.localeCompare(other.id) ||
      other.version.localeCompare(one.version, "en", { numeric: true }),
  );
}
