/** Compiled ICU messages (scripts/compile-messages.mjs) put into words. Pure. */

type Choices = Readonly<Record<string, Message | number>> & { readonly offset?: number };
type Choice = readonly [name: string, kind: "plural" | "selectordinal" | "select", choices: Choices];

/** A text, or text and arguments in their order. Within a plural "#" stands for its number. */
export type Message = string | readonly (string | readonly [name: string] | Choice)[];
export type Values = Readonly<Record<string, unknown>>;

/** The message with its arguments put in. An argument that is missing leaves nothing. */
export function compose(message: Message, values: Values, language: string, count = "#"): string {
  if (typeof message === "string") return message;
  return message
    .map((part) => {
      if (typeof part === "string") return part === "#" ? count : part;
      const value = values[part[0]];
      return part.length === 1 ? String(value ?? "") : choose(part, value, values, language);
    })
    .join("");
}

function choose(part: Choice, value: unknown, values: Values, language: string): string {
  const [, kind, choices] = part;
  if (kind === "select") return compose(chosen(choices, String(value)), values, language);
  const number = Number(value);
  const rest = number - (choices.offset ?? 0);
  const type = kind === "plural" ? "cardinal" : "ordinal";
  // An exact number comes before the form that the language's grammar asks for.
  const form = Object.hasOwn(choices, number)
    ? String(number)
    : new Intl.PluralRules(language, { type }).select(rest);
  const count = new Intl.NumberFormat(`${language}-u-nu-latn`).format(rest);
  return compose(chosen(choices, form), values, language, count);
}

/** The words for a form; only own ones: a form may be any word a person wrote, "constructor" too. */
const chosen = (choices: Choices, form: string): Message =>
  ((Object.hasOwn(choices, form) ? choices[form] : choices.other) ?? "") as Message;
