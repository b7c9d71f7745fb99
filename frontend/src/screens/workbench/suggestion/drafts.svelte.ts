/**
 * Decisions that were begun and not recorded yet, cell by cell: going to another cell, another screen or reloading the
 * page loses nothing of what was typed. They live as long as the tab.
 */
import type { CellAddress } from "../../../lib/outbox";
import { session } from "../../../lib/session.svelte";
import { NOTHING, type Draft } from "./decision";

/** How the keys begin; the number grows when the form of a draft changes. */
const PREFIX = "salvaguarda.decision.1";

let drafts = $state.raw<ReadonlyMap<string, Draft>>(new Map());

const keyOf = ({ assessment, provision, criterion }: CellAddress): string =>
  `${PREFIX}/${session.person?.id}/${assessment}/${provision}/${criterion}`;

function kept(key: string): Draft {
  try {
    return { ...NOTHING, ...(JSON.parse(sessionStorage.getItem(key) ?? "{}") as Partial<Draft>) };
  } catch {
    return NOTHING; // storage is switched off, or the text was cut
  }
}

export function draftOf(cell: CellAddress): Draft {
  const key = keyOf(cell);
  return drafts.get(key) ?? kept(key);
}

export function keepDraft(cell: CellAddress, draft: Draft): void {
  drafts = new Map(drafts).set(keyOf(cell), draft);
  try {
    sessionStorage.setItem(keyOf(cell), JSON.stringify(draft));
  } catch {
    // full or switched off: it lasts until the page is left
  }
}

export function dropDraft(cell: CellAddress): void {
  drafts = new Map([...drafts].filter(([key]) => key !== keyOf(cell)));
  try {
    sessionStorage.removeItem(keyOf(cell));
  } catch {
    // nothing was kept there
  }
}
