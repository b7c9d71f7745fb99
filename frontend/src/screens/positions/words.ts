import type { PositionSubjectOut } from "../../api/types.gen";
import { t } from "../../lib/i18n.svelte";
import { GLYPHS, shownAs } from "../../lib/words";

/** What an organisation says, as others read it. */
export function stanceName(stance: string): string {
  if (stance === "support") return t("positions.support");
  if (stance === "dissent") return t("positions.dissent");
  return stance === "abstain" ? t("positions.abstain") : t("positions.withdrawn");
}

/** Who is told of a position of one's own. */
export function publicityName(publicity: string): string {
  if (publicity === "public") return t("positions.isPublic");
  return publicity === "counted" ? t("positions.isCounted") : t("positions.isPrivate");
}

/** A rating, or the verdict when there is no criterion. */
export function resultName(criterion: string, result: string): string {
  return criterion ? t(GLYPHS[shownAs(result)].label) : t("positions.verdictNow", { verdict: result });
}

/**
 * One sentence for each stance that organisations take without their name. Some are "more" only where others say the same of
 * this very result by name.
 */
export function countedWords({
  counted,
  positions,
}: Pick<PositionSubjectOut, "counted" | "positions">): string[] {
  const asked = (stance: string) => ({
    count: counted[stance] ?? 0,
    more: positions.some((each) => each.stance === stance && !each.outdated) ? "yes" : "no",
  });
  return [
    counted.support ? t("positions.countedSupport", asked("support")) : "",
    counted.dissent ? t("positions.countedDissent", asked("dissent")) : "",
    counted.abstain ? t("positions.countedAbstain", asked("abstain")) : "",
  ].filter(Boolean);
}
