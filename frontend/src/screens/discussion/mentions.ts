/**
 * Mentions in comments. What is sent and kept holds "@[1]" for the first person that is mentioned, so that a name which is
 * hidden from somebody, or erased later, is never part of the words. Pure.
 */
import type { MentionableOut, PersonOut } from "../../api/types.gen";

export interface BodyPart {
  text: string;
  /** The person that is meant; undefined for plain words. */
  person?: PersonOut;
}

/** A kept comment in parts; a number without a person stays as it is written. */
export function partsOf(body: string, mentions: readonly PersonOut[]): BodyPart[] {
  const parts: BodyPart[] = [];
  let from = 0;
  for (const match of body.matchAll(/@\[(\d{1,2})\]/g)) {
    const person = mentions[Number(match[1]) - 1];
    if (!person) continue;
    if (match.index > from) parts.push({ text: body.slice(from, match.index) });
    parts.push({ text: `@${person.display_name}`, person });
    from = match.index + match[0].length;
  }
  if (from < body.length) parts.push({ text: body.slice(from) });
  return parts;
}

export interface Composed {
  body: string;
  mentions: string[];
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** What somebody typed, as it is sent: "@Ben Okafor" of the people who were picked becomes "@[1]". */
export function composed(text: string, picked: readonly MentionableOut[]): Composed {
  // Longest first: "Reviewer 4" also stands in "Reviewer 47".
  const byLength = [...new Map(picked.map((one) => [one.handle, one])).values()].sort(
    (one, other) => other.person.display_name.length - one.person.display_name.length,
  );
  const mentions: string[] = [];
  // Nobody types a mention by its number; what looks like one is kept apart from the real ones by a blank.
  let body = text.replace(/@\[(?=\d)/g, "@ [");
  for (const { handle, person } of byLength) {
    const name = new RegExp(`@${escaped(person.display_name)}(?![\\p{L}\\p{N}])`, "gu");
    if (!name.test(body)) continue;
    mentions.push(handle);
    body = body.replace(name, `@[${mentions.length}]`);
  }
  return { body, mentions };
}

/** What is typed of a name just before the caret, after an "@" that begins a word; null when none is being typed. */
export function nameBeingTyped(text: string, caret: number): { start: number; typed: string } | null {
  const match = /(?:^|[\s([{“"'])@([\p{L}\p{N}][\p{L}\p{N} .'’-]{0,40}|)$/u.exec(text.slice(0, caret));
  if (!match) return null;
  const typed = match[1] ?? "";
  return { start: caret - typed.length - 1, typed };
}

/** Those whose name, or a word of it, begins with what was typed; all for "". */
export function matching(people: readonly MentionableOut[], typed: string): MentionableOut[] {
  const wanted = typed.toLocaleLowerCase();
  return people.filter(({ person }) => {
    const name = person.display_name.toLocaleLowerCase();
    return name.startsWith(wanted) || name.split(/\s+/).some((word) => word.startsWith(wanted));
  });
}
