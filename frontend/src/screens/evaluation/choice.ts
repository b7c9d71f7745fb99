/** Which contenders are looked at: the address carries it. Pure. */

const KEY = "contender";

/** The chosen ones among those that there are, in their order; all of them when the address names none that is there. */
export function chosenOf(search: URLSearchParams, titles: readonly string[]): string[] {
  const asked = new Set(search.getAll(KEY));
  const chosen = titles.filter((title) => asked.has(title));
  return chosen.length ? chosen : [...titles];
}

/** The query with these chosen; all of them need no saying. */
export function withChosen(
  search: URLSearchParams,
  chosen: readonly string[],
  titles: readonly string[],
): string {
  const next = new URLSearchParams(search);
  next.delete(KEY);
  if (chosen.length < titles.length) for (const title of chosen) next.append(KEY, title);
  const text = next.toString();
  return text ? `?${text}` : "";
}

/** The choice with one more or one less; the last one stays. */
export function toggled(chosen: readonly string[], title: string, titles: readonly string[]): string[] {
  const next = titles.filter((one) => chosen.includes(one) !== (one === title));
  return next.length ? next : [...chosen];
}
