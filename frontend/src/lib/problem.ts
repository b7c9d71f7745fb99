/** What went wrong, as a person can read it (RFC 9457 problem details, or no answer at all). */

export interface Trouble {
  where: string;
  what: string;
  fix: string;
}

export class Problem extends Error {
  override readonly name = "Problem";
  constructor(
    /** "stale", "not-found" …: the last part of the problem's type; "offline" when no answer came. */
    readonly kind: string,
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly troubles: readonly Trouble[] = [],
    /** The other version, with status 412. */
    readonly current: unknown = undefined,
  ) {
    super(detail || title);
  }

  get offline(): boolean {
    return this.kind === "offline";
  }
  get stale(): boolean {
    return this.status === 412;
  }
  get signedOut(): boolean {
    return this.status === 401;
  }
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const text = (value: unknown): string => (typeof value === "string" ? value : "");

function troubles(value: unknown): Trouble[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isFields).map((one) => ({
    where: text(one.where),
    what: text(one.what) || text(one.message),
    fix: text(one.fix),
  }));
}

/** Reads the body of an error answer; anything unreadable still gives a Problem with the status. */
export function readProblem(status: number, body: unknown): Problem {
  const fields = isFields(body) ? body : {};
  const type = text(fields.type).replace(/\/$/, "");
  const kind = type && type !== "about:blank" ? (type.split("/").pop() ?? "") : "";
  return new Problem(
    kind || `http-${status}`,
    status,
    text(fields.title) || `HTTP ${status}`,
    text(fields.detail) || (typeof body === "string" ? body.slice(0, 300) : ""),
    troubles(fields.problems),
    fields.current,
  );
}

/** Any thrown value as a Problem: a failed fetch means that the service cannot be reached. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  if (thrown instanceof TypeError) return new Problem("offline", 0, "", "");
  return new Problem("unexpected", 0, "", thrown instanceof Error ? thrown.message : String(thrown));
}
