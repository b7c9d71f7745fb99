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

/** One sentence for each stance that organisations take without their name. */
export function countedWords(counted: Record<string, number>): string[] {
  const { support = 0, dissent = 0, abstain = 0 } = counted;
  return [
    support ? t("positions.countedSupport", { count: support }) : "",
    dissent ? t("positions.countedDissent", { count: dissent }) : "",
    abstain ? t("positions.countedAbstain", { count: abstain }) : "",
  ].filter(Boolean);
}
