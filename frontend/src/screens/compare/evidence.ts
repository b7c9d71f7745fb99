/** Own evidence of the old draft, by link. Pure. */
import type { FollowedQuoteOut, LinkOut } from "../../api/types.gen";

export const STATES = ["gone", "drifted", "kept"] as const;
export type State = (typeof STATES)[number];

/** kept, drifted or gone; what is not known counts as gone, so that nobody relies on it. */
export const stateOf = (quote: Pick<FollowedQuoteOut, "state">): State =>
  STATES.find((one) => one === quote.state) ?? "gone";

const isInside = (path: string, outer: string): boolean => path === outer || path.startsWith(`${outer}__`);

/**
 * The quotes that belong to a link: given for its old provisions or their parts; and those given for what stands above them,
 * when the link's own old words hold the quote. Gone ones first.
 */
export function quotesOf(
  link: Pick<LinkOut, "old">,
  quotes: readonly FollowedQuoteOut[],
  oldText: string,
): FollowedQuoteOut[] {
  const fits = ({ old }: FollowedQuoteOut) =>
    link.old.some(
      ({ path }) => isInside(old.path, path) || (isInside(path, old.path) && oldText.includes(old.exact)),
    );
  return quotes
    .filter(fits)
    .sort((left, right) => STATES.indexOf(stateOf(left)) - STATES.indexOf(stateOf(right)));
}

/** The link that holds a provision of the new draft, or what stands above it; the innermost one. */
export function linkTo<L extends Pick<LinkOut, "new">>(links: readonly L[], path: string): L | undefined {
  return links
    .filter((link) => link.new.some((one) => isInside(path, one.path)))
    .sort((left, right) => longest(right) - longest(left))[0];
}

const longest = (link: Pick<LinkOut, "new">): number => Math.max(...link.new.map((one) => one.path.length));
