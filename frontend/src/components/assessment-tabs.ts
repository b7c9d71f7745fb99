/** The screens of one assessment, in the order in which work goes, and who is led to them. Pure. */

/** A tab is there for whoever may do one of these acts (AssessmentOut.may), once its screen is. */
export const TABS = [
  { route: "workbench", may: ["score"] },
  { route: "matrix", may: ["read"] },
  { route: "suggestions", may: ["decide", "steer_runs"] },
  { route: "team", may: ["see_team"] },
  { route: "assignments", may: ["assign", "see_progress"] },
  { route: "conflicts", may: ["adjudicate", "settle", "score"] },
  { route: "agreement", may: ["see_agreement"] },
  { route: "positions", may: ["read"] },
  { route: "signOff", may: ["read"] },
  { route: "record", may: ["see_record"] },
] as const;

export type TabName = (typeof TABS)[number]["route"];

/** What is read of an assessment. */
export interface Tabbed {
  id: number;
  may: readonly string[];
}

export interface Tab {
  name: TabName;
  href: string;
}

/** The tabs for whoever reads this assessment. patterns: the addresses that there are. */
export function tabsOf(assessment: Tabbed, patterns: Readonly<Record<string, string>>): Tab[] {
  return TABS.flatMap(({ route, may }) => {
    const pattern = patterns[route];
    if (!pattern || !may.some((act) => assessment.may.includes(act))) return [];
    return [{ name: route, href: pattern.replace(":id", String(assessment.id)) }];
  });
}
