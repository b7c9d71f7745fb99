import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { beforeAll, describe, expect, it } from "vitest";
import { argumentsOf, readCatalogue } from "../../scripts/compile-messages.mjs";
import { direction, pieces, setMessages, t } from "../../src/lib/i18n.svelte";

const SOURCE = join(import.meta.dirname, "../../src");
const catalogue = readCatalogue("en");

const compiled = (messages: Record<string, string>) =>
  Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, compileMessage(text)]));

function program(): string {
  return readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|svelte)$/.test(name) && !/^(api|locales)\b/.test(name))
    .map((name) => readFileSync(join(SOURCE, name), "utf8"))
    .join("\n");
}

describe("the catalogue", () => {
  const text = program();
  const areas = new Set(Object.keys(catalogue).map((key) => key.split(".")[0]));
  const literal = [...text.matchAll(/["'`]([a-z-]+\.[\w.-]+)["'`]/g)].map(([, key]) => key as string);
  // `role.${role}` uses every key that begins so.
  const begun = [...text.matchAll(/`([a-z-]+\.[\w.-]*)\$\{/g)].map(([, start]) => start as string);

  it("has every key that the program uses", () => {
    const called = [...text.matchAll(/\bt\(\s*["'`]([^"'`$]+)["'`]/g)].map(([, key]) => key as string);
    expect(called.filter((key) => !(key in catalogue))).toEqual([]);
  });
  it("holds no key that nothing uses", () => {
    const used = new Set(literal);
    const spare = Object.keys(catalogue).filter(
      (key) => !used.has(key) && !begun.some((start) => key.startsWith(start)),
    );
    expect(spare).toEqual([]);
  });
  it("names its areas as its files", () => {
    expect(areas.has("shell")).toBe(true);
  });
  it("is readable ICU throughout", () => {
    for (const message of Object.values(catalogue)) expect(() => compileMessage(message)).not.toThrow();
  });
});

describe("messages", () => {
  beforeAll(() => {
    const texts = {
      "shell.account": "Account of {name}",
      "setup.passwordShort": "{count, plural, zero {z} one {o} two {t} few {f} many {m} other {x}}",
    };
    setMessages("ar", compiled(texts) as never);
  });
  it("take all six plural forms of Arabic", () => {
    const forms = [0, 1, 2, 3, 11, 100].map((count) => t("setup.passwordShort", { count }));
    expect(forms).toEqual(["z", "o", "t", "f", "m", "x"]);
  });
  it("fall into pieces at their arguments", () => {
    expect(pieces("shell.account", { name: "Ana" })).toEqual([
      { text: "Account of ", argument: false },
      { text: "Ana", argument: true },
    ]);
  });
  it("know the names and kinds of their arguments", () => {
    expect(argumentsOf(compileMessage("{name} has {count, plural, one {# of {total}} other {#}}"))).toEqual({
      name: "string | number",
      count: "number",
      total: "string | number",
    });
  });
});

it("knows the languages written from right to left", () => {
  expect([direction("ar-EG"), direction("he"), direction("en"), direction("ru")]).toEqual([
    "rtl",
    "rtl",
    "ltr",
    "ltr",
  ]);
});
