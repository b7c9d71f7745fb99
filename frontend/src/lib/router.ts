/** Matching addresses to screens; pure, so that it can be tested without a browser. */

export type Params = Record<string, string>;

export interface Match<Name extends string = string> {
  name: Name;
  params: Params;
}

/**
 * The named parts of a path that fits the pattern, or null.
 * Patterns look like `/drafts/:id`; a trailing slash in the path is ignored.
 */
export function matchPattern(pattern: string, path: string): Params | null {
  const wanted = pattern.split("/").filter(Boolean);
  const given = path.split("/").filter(Boolean);
  if (wanted.length !== given.length) return null;
  const params: Params = {};
  for (const [position, part] of wanted.entries()) {
    const value = decode(given[position] ?? "");
    if (value === null) return null;
    if (part.startsWith(":")) params[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return params;
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null; // a broken % sequence is no address of ours
  }
}

/** The first pattern that fits, in the order given. */
export function matchRoute<Name extends string>(
  patterns: Readonly<Record<Name, string>>,
  path: string,
): Match<Name> | null {
  for (const name of Object.keys(patterns) as Name[]) {
    const params = matchPattern(patterns[name], path);
    if (params) return { name, params };
  }
  return null;
}

export type Query = Record<string, string | number | null | undefined>;

/** An address from a path and a query; empty, null and undefined values are left out. */
export function address(path: string, query: Query = {}): string {
  const search = changedQuery("", query);
  return search ? `${path}?${search}` : path;
}

/** The query string after the changes; null, undefined and "" take a key out. The order of keys is kept. */
export function changedQuery(search: string, changes: Query): string {
  const query = new URLSearchParams(search);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === "") query.delete(key);
    else query.set(key, String(value));
  }
  return query.toString();
}
