/** The own score of a cell must be with the service before anything is decided on top of it. */
import { t, type PlainKey } from "../../../lib/i18n.svelte";
import { entryOf, type CellAddress, type Outbox } from "../../../lib/outbox";
import { Problem } from "../../../lib/problem";
import { isComplete } from "../../../lib/score-body";
import { scoreOutbox } from "../../../lib/score-outbox.svelte";
import { until } from "./until.svelte";

/** Why an unsent score will not be saved by waiting a moment: something is wrong, or a person is needed. */
export type Hindrance = "conflict" | "refused" | "incomplete" | "signed-out" | "offline";

/** "saved": the service has what was written in the cell. null: it is on its way. */
export function standingOf(outbox: Outbox, cell: CellAddress): Hindrance | "saved" | null {
  const entry = entryOf(outbox, cell);
  if (!entry) return "saved";
  if (entry.phase.name === "conflict" || entry.phase.name === "refused") return entry.phase.name;
  if (!isComplete(entry.body)) return "incomplete";
  const { state } = outbox.connection;
  if (state === "signed-out") return state;
  const isSending = outbox.entries.some(({ phase }) => phase.name === "sending");
  return state === "offline" && !isSending ? "offline" : null;
}

/** Sends what is unsent of the cell, and waits for it. Throws a Problem when that does not settle by itself. */
export async function ownScoreSent(cell: CellAddress): Promise<void> {
  scoreOutbox.flush();
  if (entryOf(scoreOutbox.outbox, cell)) scoreOutbox.retry();
  const standing = await until(() => standingOf(scoreOutbox.outbox, cell));
  if (standing === "saved") return;
  const detail: PlainKey = `suggestion.own.${standing}`;
  throw new Problem(
    standing === "offline" ? "own-offline" : "own-score",
    0,
    t("suggestion.ownFirst"),
    t(detail),
  );
}
