import { t } from "../lib/i18n.svelte";

export type Access = "installation" | "team";
export type Mode = "blind" | "open";

/** Who works on an assessment. team: what a team means where it is asked. */
export const accessOptions = (team: string): { value: Access; label: string; help: string }[] => [
  { value: "installation", label: t("assessment.all"), help: t("assessment.allHint") },
  { value: "team", label: t("assessment.team"), help: team },
];

/** When scores of others are shown. */
export const modeOptions = (): { value: Mode; label: string; help: string }[] => [
  { value: "blind", label: t("assessment.blind"), help: t("assessment.blindHint") },
  { value: "open", label: t("assessment.openMode"), help: t("assessment.openHint") },
];
