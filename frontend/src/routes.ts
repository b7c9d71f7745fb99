import type { Component } from "svelte";
import { useMessages } from "./lib/i18n.svelte";
import { partOf } from "./lib/message-parts";

/** Every address of the program and the screen that shows it; the address carries all state. */
export const PATTERNS = {
  home: "/",
  setup: "/setup",
  signIn: "/sign-in",
  people: "/people",
  account: "/account",
  invite: "/invite",
  reset: "/reset",
  endpoints: "/endpoints",
  prompts: "/prompts",
  prompt: "/prompts/:id/:version",
  checklists: "/checklists",
  checklist: "/checklists/:id/:version",
  instrument: "/instruments/:id",
  import: "/instruments/:id/import",
  trend: "/instruments/:id/trend",
  life: "/instruments/:id/life/:draft/:path",
  draft: "/drafts/:id",
  workbench: "/assessments/:id/score",
  matrix: "/assessments/:id/matrix",
  assignments: "/assessments/:id/assignments",
  suggestions: "/assessments/:id/suggestions",
  team: "/assessments/:id/team",
  evaluation: "/assessments/:id/evaluation",
  agreement: "/assessments/:id/agreement",
  conflicts: "/assessments/:id/conflicts",
  adjudication: "/assessments/:id/conflicts/:path/:criterion",
  signOff: "/assessments/:id/sign-off",
  record: "/assessments/:id/record",
  wholeRecord: "/record",
  positions: "/assessments/:id/positions",
  run: "/runs/:id",
  compare: "/compare/:old/:new",
} as const;

export type RouteName = keyof typeof PATTERNS;

/** A screen gets the named parts of its address; what follows the "?" it reads from `location.query`. */
export type Screen = Component<{ params: Record<string, string> }>;

const files = import.meta.glob<{ default: Screen }>("./screens/*/*Screen.svelte");

const SCREENS: Record<RouteName, string> = {
  home: "home/HomeScreen",
  setup: "setup/SetupScreen",
  signIn: "sign-in/SignInScreen",
  people: "people/PeopleScreen",
  account: "account/AccountScreen",
  invite: "invite/InviteScreen",
  reset: "account/ResetScreen",
  endpoints: "endpoints/EndpointsScreen",
  prompts: "prompts/PromptsScreen",
  prompt: "prompt/PromptScreen",
  checklists: "checklists/ChecklistsScreen",
  checklist: "checklist/ChecklistScreen",
  instrument: "instrument/InstrumentScreen",
  import: "import/ImportScreen",
  trend: "trend/TrendScreen",
  life: "life/LifeScreen",
  draft: "draft/DraftScreen",
  workbench: "workbench/WorkbenchScreen",
  matrix: "matrix/MatrixScreen",
  assignments: "assignments/AssignmentsScreen",
  suggestions: "suggestions/SuggestionsScreen",
  team: "team/TeamScreen",
  evaluation: "evaluation/EvaluationScreen",
  agreement: "agreement/AgreementScreen",
  conflicts: "conflicts/ConflictsScreen",
  adjudication: "adjudication/AdjudicationScreen",
  signOff: "signoff/SignoffScreen",
  record: "record/RecordScreen",
  wholeRecord: "record/WholeRecordScreen",
  positions: "positions/PositionsScreen",
  run: "run/RunScreen",
  compare: "compare/CompareScreen",
};

/** The code of a screen, with the words that only it and its like need, fetched when it is first opened. */
export async function loadScreen(name: RouteName): Promise<Screen> {
  const load = files[`./screens/${SCREENS[name]}.svelte`];
  if (!load) throw new Error(`no screen for route ${name}`);
  const part = partOf(SCREENS[name]);
  const [screen] = await Promise.all([load(), part && useMessages(part)]);
  return screen.default;
}
