/** The keys of the workbench. */
import type { ScaleLevelOut } from "../../api/types.gen";
import { t, type PlainKey } from "../../lib/i18n.svelte";
import type { Shortcut } from "../../lib/shortcuts.svelte";
import { say, sayProblem } from "../../lib/toasts.svelte";
import { isRating } from "../../lib/words";
import type { Workbench } from "./workbench.svelte";

/** A part of the open card that a key leads to. */
export type Part = "rationale" | "recommendation" | "suggestion";

/** Where the keys lead on the screen. */
export interface Reach {
  showCriterion: () => void;
  takeEvidence: () => void;
  toCard: (part: Part) => void;
  toFilter: () => void;
  toText: () => void;
  toggleRedline: () => void;
}

function ratingKeys(scale: readonly ScaleLevelOut[], work: Workbench, reach: Reach): Shortcut[] {
  return scale.map(({ key, rating }) => ({
    key,
    label: (isRating(rating) ? `rating.${rating}` : "workbench.rate") as PlainKey,
    run: () => {
      if (!work.active) return;
      if (!work.mayScore(work.active)) return say(t("workbench.notYours"));
      work.write(work.active, { rating });
      if (rating === "not_applicable" && !work.content(work.active).rationale.trim())
        reach.toCard("rationale");
    },
  }));
}

function movingKeys(work: Workbench, reach: Reach): Shortcut[] {
  const criterion = (step: 1 | -1) => () => {
    work.goToCriterion(step);
    reach.showCriterion();
  };
  return [
    { key: "j", label: "workbench.key.nextCriterion", run: criterion(1) },
    { key: "k", label: "workbench.key.previousCriterion", run: criterion(-1) },
    { key: "Shift+J", label: "workbench.key.nextProvision", run: () => work.goToRow(1) },
    { key: "Shift+K", label: "workbench.key.previousProvision", run: () => work.goToRow(-1) },
    {
      key: "x",
      label: "workbench.key.nextUnscored",
      run: () => {
        if (work.goToUnscored()) reach.showCriterion();
        else say(t("workbench.allScored"), { tone: "good" });
      },
    },
    {
      key: "a",
      label: "workbench.key.across",
      run: () => {
        work.readAcross(work.across ? null : work.active);
        reach.showCriterion();
      },
    },
    { key: "/", label: "workbench.key.filter", run: reach.toFilter },
    { key: "t", label: "workbench.key.text", run: reach.toText },
  ];
}

/** Re-confirms the older score of a criterion and says which of its quotes are not in the new words. */
export function confirmOlder(work: Workbench, criterion: string): void {
  const gone = work.confirm(criterion);
  if (gone > 0) say(t("workbench.quotesGone", { count: gone }));
}

/** Takes the last act back and says so. */
export async function undo(work: Workbench): Promise<void> {
  try {
    say(t((await work.undo()) ? "workbench.undone" : "workbench.nothingToUndo"));
  } catch (thrown) {
    sayProblem(thrown);
  }
}

function writingKeys(work: Workbench, reach: Reach): Shortcut[] {
  return [
    { key: "e", label: "workbench.key.evidence", run: reach.takeEvidence },
    { key: "c", label: "workbench.key.rationale", run: () => reach.toCard("rationale") },
    { key: "r", label: "workbench.key.recommendation", run: () => reach.toCard("recommendation") },
    {
      key: "y",
      label: "workbench.key.confirm",
      run: () => {
        if (work.active && work.older(work.active)) confirmOlder(work, work.active);
        else say(t("workbench.nothingToConfirm"));
      },
    },
    { key: "d", label: "workbench.key.redline", run: reach.toggleRedline },
    {
      key: "w",
      label: "workbench.withdraw",
      run: () => work.active && work.write(work.active, { rating: null }),
    },
    { key: "u", label: "workbench.key.undo", run: () => void undo(work) },
  ];
}

/** No key reveals or decides anything: this one only leads there. */
function modelKeys(work: Workbench, reach: Reach): Shortcut[] {
  if (!work.model) return [];
  return [{ key: "m", label: "suggestion.key", run: () => reach.toCard("suggestion") }];
}

/** Every key of the screen; a scale whose key is taken leaves that level to the mouse. */
export function shortcutsOf(scale: readonly ScaleLevelOut[], work: Workbench, reach: Reach): Shortcut[] {
  const fixed = [...movingKeys(work, reach), ...writingKeys(work, reach), ...modelKeys(work, reach)];
  const taken = new Set(["?", ...fixed.map((one) => one.key)]);
  return [...ratingKeys(scale, work, reach).filter((one) => !taken.has(one.key)), ...fixed];
}
