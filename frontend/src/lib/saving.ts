/** What the reviewer is told about the safety of their work. */
import { isComplete } from "./score-body";
import type { Outbox } from "./outbox";

export type SavingState =
  "saved" | "saving" | "offline" | "signed-out" | "conflict" | "refused" | "incomplete";

/** waiting: scores that the service does not have yet. concerning: how many the state speaks of. */
export interface Saving {
  state: SavingState;
  waiting: number;
  concerning: number;
}

/** The most pressing thing to say: what needs the reviewer comes before what will settle by itself. */
export function savingOf(outbox: Outbox): Saving {
  const { entries, connection } = outbox;
  const waiting = entries.length;
  const say = (state: SavingState, concerning = waiting): Saving => ({ state, waiting, concerning });
  if (waiting === 0) return say("saved");
  const conflicts = entries.filter((entry) => entry.phase.name === "conflict").length;
  if (conflicts > 0) return say("conflict", conflicts);
  const refused = entries.filter((entry) => entry.phase.name === "refused").length;
  if (refused > 0) return say("refused", refused);
  if (connection.state === "signed-out") return say("signed-out");
  if (connection.state === "offline") return say("offline");
  const incomplete = entries.filter((entry) => !isComplete(entry.body)).length;
  return incomplete === waiting ? say("incomplete") : say("saving", waiting - incomplete);
}
