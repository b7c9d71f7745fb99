/** The keys of the screen that decides. */
import { t, type PlainKey } from "../../lib/i18n.svelte";
import type { Shortcut } from "../../lib/shortcuts.svelte";
import { say } from "../../lib/toasts.svelte";
import { isRating } from "../../lib/words";
import type { Bench } from "./bench.svelte";

export interface Reach {
  toReason: () => void;
  save: () => void;
  go: (step: 1 | -1) => void;
  discuss: () => void;
  toggleNames: () => void;
}

const CHOOSE = [
  { key: "a", label: "adjudication.key.chooseA" },
  { key: "b", label: "adjudication.key.chooseB" },
  { key: "c", label: "adjudication.key.chooseC" },
] as const;

function choosingKeys(bench: Bench): Shortcut[] {
  const pick = (place: number): void => {
    const given = bench.cell.scores[place];
    if (!given) return;
    if (bench.isOpen) bench.choose({ score: given.score.id });
    else say(t(`adjudication.why.${obstacleOf(bench)}`));
  };
  const letters = CHOOSE.slice(0, Math.max(2, bench.cell.scores.length)).map(
    ({ key, label }, place): Shortcut => ({ key, label, run: () => pick(place) }),
  );
  return [
    ...letters,
    // The score on the left, the score on the right; in languages written from the right, the other way round.
    {
      key: "ArrowLeft",
      label: "adjudication.key.chooseA",
      run: () => pick(mirrored() ? 1 : 0),
      hidden: true,
    },
    {
      key: "ArrowRight",
      label: "adjudication.key.chooseB",
      run: () => pick(mirrored() ? 0 : 1),
      hidden: true,
    },
  ];
}

const mirrored = (): boolean => document.documentElement.dir === "rtl";

function obstacleOf(bench: Bench): "party" | "assigned" | "no_adjudicator" | "no_conflict" {
  const why = bench.cell.obstacle;
  return why === "party" || why === "assigned" || why === "no_adjudicator" ? why : "no_conflict";
}

/** All of them. Register anew when the number of scores changes. */
export function decisionKeys(bench: Bench, reach: Reach): Shortcut[] {
  const ratings = bench.cell.scale.map(({ key, rating }): Shortcut => ({
    key,
    label: (isRating(rating) ? `rating.${rating}` : "adjudication.thirdGroup") as PlainKey,
    run: () => bench.choose({ rating }),
  }));
  return [
    ...choosingKeys(bench),
    ...ratings,
    { key: "r", label: "adjudication.key.reason", run: reach.toReason },
    { key: "Mod+Enter", label: "adjudication.key.save", run: reach.save, whileTyping: true },
    { key: "j", label: "adjudication.key.skip", run: () => reach.go(1) },
    { key: "k", label: "adjudication.key.previous", run: () => reach.go(-1) },
    { key: "d", label: "adjudication.key.discuss", run: reach.discuss },
    { key: "h", label: "adjudication.key.names", run: reach.toggleNames },
  ];
}
