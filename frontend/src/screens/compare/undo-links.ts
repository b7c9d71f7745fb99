/** What a correction touches, so that it can be taken back. Pure. */
import type { LinkIn, LinkOut } from "../../api/types.gen";

interface Wanted {
  link: LinkOut;
  body?: LinkIn;
}

/** The link itself, and every link that gives provisions to it: as they are before the correction. */
export function touchedBy({ link, body }: Wanted, links: readonly LinkOut[]): LinkOut[] {
  const old = new Set(body?.old);
  const next = new Set(body?.new);
  const gives = (one: LinkOut) =>
    one.old.some(({ path }) => old.has(path)) || one.new.some(({ path }) => next.has(path));
  return [link, ...links.filter((one) => one.id !== link.id && gives(one))];
}

/** A link as it is sent to be put in force again. */
export function stateOf(link: Pick<LinkOut, "old" | "new" | "relation">): LinkIn {
  return {
    old: link.old.map((one) => one.path),
    new: link.new.map((one) => one.path),
    relation: link.relation as LinkIn["relation"],
  };
}
