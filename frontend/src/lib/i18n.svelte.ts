import type { Messages } from "../locales/compiled/messages";
import { type Part, partOf } from "./message-parts";
import { compose, type Message, type Values } from "./messages";

export type MessageKey = keyof Messages;
/** Keys of messages without arguments. */
export type PlainKey = { [Key in MessageKey]: Messages[Key] extends undefined ? Key : never }[MessageKey];
type Arguments<Key extends MessageKey> = Messages[Key] extends undefined ? [] : [values: Messages[Key]];

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur", "ps", "ckb", "dv", "sd", "ug", "yi"]);
const files = import.meta.glob<string>("../locales/compiled/*.json", {
  query: "?url",
  import: "default",
  eager: true,
});

let language = $state("en");
let messages = $state.raw<Readonly<Record<string, Message>>>({});

/** "rtl" for languages written from right to left. */
export function direction(tag: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(tag.split("-")[0] ?? "") ? "rtl" : "ltr";
}

/** The interface language in use. */
export const currentLanguage = (): string => language;

async function fetchMessages(name: string): Promise<Readonly<Record<string, Message>>> {
  const url = files[`../locales/compiled/${name}.json`];
  if (!url) throw new Error(`no messages ${name}`);
  return (await fetch(url)).json() as Promise<Readonly<Record<string, Message>>>;
}

/** Loads one language (one file, fetched when needed) and makes it the interface's. */
export async function useLanguage(tag: string): Promise<void> {
  setMessages(tag, await fetchMessages(tag));
  document.documentElement.lang = tag;
  document.documentElement.dir = direction(tag);
}

/** Puts compiled messages in force; the browser's way in is `useLanguage`. */
export function setMessages(tag: string, all: Readonly<Record<string, Message>>): void {
  messages = all;
  language = tag;
}

const fetched: { [part in Part]?: Promise<void> | undefined } = {};

/** Adds the words of one part, a file of its own; whoever needs none of it never fetches it. */
export function useMessages(part: Part): Promise<void> {
  return (fetched[part] ??= fetchMessages(`${language}.${part}`).then(
    (more) => void (messages = { ...messages, ...more }),
    (thrown: unknown) => {
      fetched[part] = undefined; // the next one tries again
      throw thrown;
    },
  ));
}

/** A message that is not here may be in a part that was not fetched; what shows it is drawn again once it is. */
function missed(key: string): string {
  const part = partOf(key);
  if (part) void useMessages(part).catch(() => undefined);
  return key; // said rather than nothing: a key that is nowhere must be seen
}

/** The message of a key in the interface language, with its arguments put in. */
export function t<Key extends MessageKey>(key: Key, ...values: Arguments<Key>): string {
  return compose(messages[key] ?? missed(key), (values[0] ?? {}) as Values, language);
}

export interface Piece {
  text: string;
  /** The piece is an argument: words of unknown language, to be isolated with <bdi>. */
  argument: boolean;
}

const OPEN = "\uE000";
const CLOSE = "\uE001";

/** A message in pieces, so that a name or a title inside it can be isolated from the sentence's direction. */
export function pieces<Key extends MessageKey>(key: Key, values: Messages[Key]): Piece[] {
  const fenced = Object.fromEntries(
    Object.entries((values ?? {}) as Record<string, unknown>).map(([name, value]) => [
      name,
      typeof value === "string" ? OPEN + value + CLOSE : value,
    ]),
  );
  const text = t(key, ...([fenced] as unknown as Arguments<Key>));
  return text.split(OPEN).flatMap((part, index) => {
    if (index === 0) return part ? [{ text: part, argument: false }] : [];
    const [argument = "", rest = ""] = part.split(CLOSE);
    return [{ text: argument, argument: true }, ...(rest ? [{ text: rest, argument: false }] : [])];
  });
}
