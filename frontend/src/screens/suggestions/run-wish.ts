import type {
  CriterionOut,
  EndpointOut,
  PolicyOut,
  PromptSummaryOut,
  RowOut,
  RunIn,
} from "../../api/types.gen";

/** What a run shall ask, while it is being chosen. null: all. */
export interface Wish {
  purpose: "review" | "evaluation";
  endpoint_id: number | null;
  /** "id version" */
  prompt: string;
  provisions: readonly string[] | null;
  criteria: readonly string[] | null;
  skip_answered: boolean;
}

export const promptName = ({ id, version }: Pick<PromptSummaryOut, "id" | "version">): string =>
  `${id} ${version}`;

/** Endpoints that are ready, and that the policy lets words be sent to. */
export function allowedEndpoints(policy: PolicyOut, endpoints: readonly EndpointOut[]): EndpointOut[] {
  if (!policy.agreed || policy.consent === "none") return [];
  return endpoints.filter(
    (one) =>
      one.usable && (policy.consent === "local" ? one.locality === "local" : one.id === policy.endpoint_id),
  );
}

/** Prompts that may be used for a purpose, those in use before drafts, the newest version first. */
export function usablePrompts(
  prompts: readonly PromptSummaryOut[],
  purpose: Wish["purpose"],
): PromptSummaryOut[] {
  const rank = (prompt: PromptSummaryOut) => (prompt.status === "active" ? 0 : 1);
  return prompts
    .filter(
      ({ task, status }) =>
        task === "score" && (status === "active" || (status === "draft" && purpose === "evaluation")),
    )
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        a.id.localeCompare(b.id) ||
        b.version.localeCompare(a.version, "en", { numeric: true }),
    );
}

/** The body of an estimate; null while something that it needs is not chosen. */
export function wishBody(wish: Wish): RunIn | null {
  const [prompt_id = "", prompt_version = ""] = wish.prompt.split(" ");
  const none = wish.provisions?.length === 0 || wish.criteria?.length === 0;
  if (wish.endpoint_id === null || !prompt_version || none) return null;
  return {
    purpose: wish.purpose,
    endpoint_id: wish.endpoint_id,
    prompt_id,
    prompt_version,
    provisions: wish.provisions && [...wish.provisions],
    criteria: wish.criteria && [...wish.criteria],
    skip_answered: wish.skip_answered,
  };
}

export interface Entry {
  value: string;
  label: string;
  note: string;
}
export interface Group {
  name: string;
  entries: Entry[];
}

/** Rows by chapter, in the order of the draft; one group named "" for those in none. */
export function rowGroups(rows: readonly RowOut[]): Group[] {
  return grouped(
    rows,
    (row) => row.division,
    ({ path, label, heading }) => ({ value: path, label, note: heading }),
  );
}

export function criterionGroups(
  criteria: readonly CriterionOut[],
  nameOf: (category: string) => string,
): Group[] {
  return grouped(
    criteria,
    (one) => nameOf(one.category),
    ({ id, code, title }) => ({ value: id, label: code, note: title }),
  );
}

/** Neighbours of one name together; a name that comes again later begins another group. */
function grouped<T>(list: readonly T[], nameOf: (one: T) => string, entryOf: (one: T) => Entry): Group[] {
  const groups: Group[] = [];
  for (const one of list) {
    const name = nameOf(one);
    const last = groups.at(-1);
    if (last?.name === name) last.entries.push(entryOf(one));
    else groups.push({ name, entries: [entryOf(one)] });
  }
  return groups;
}

/** Rows with a cell that the reader has not rated. */
export const unrated = (rows: readonly RowOut[]): string[] =>
  rows.filter((row) => row.in_scope.some((id) => !row.rated[id])).map((row) => row.path);

export const changedRows = (rows: readonly RowOut[]): string[] =>
  rows.filter((row) => row.changed).map((row) => row.path);
