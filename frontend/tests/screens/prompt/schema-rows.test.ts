import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { schemaRows } from "../../../src/screens/prompt/schema-rows";

const FOLDER = join(import.meta.dirname, "../../../../prompts/schemas");
const schema = JSON.parse(readFileSync(join(FOLDER, "provision-score-1.json"), "utf8")) as Record<
  string,
  unknown
>;

test("the form of the answer becomes a row a key, those of a list below it", () => {
  const rows = schemaRows(schema);
  expect(rows.map(({ key, inside }) => (inside ? `${inside}.${key}` : key))).toEqual([
    "abstain",
    "abstain_reason",
    "quotes",
    "quotes.quote",
    "quotes.why",
    "rationale",
    "missing_safeguards",
    "uncertainty",
    "rating",
  ]);
  expect(rows.map(({ kind }) => kind)).toEqual([
    "boolean",
    "string",
    "list",
    "string",
    "string",
    "string",
    "texts",
    "string",
    "string",
  ]);
});

test("codes are listed, and whether there may be none", () => {
  const rating = schemaRows(schema).at(-1);
  expect(rating?.codes).toEqual(["met", "partly", "not_met", "silent", "not_applicable"]);
  expect(rating?.mayBeNull).toBe(true);
  expect(schemaRows({ properties: { a: { type: ["integer", "null"] } } })[0]).toMatchObject({
    kind: "integer",
    mayBeNull: true,
  });
});

test("a schema that says nothing has no rows, and an unknown type is anything", () => {
  expect(schemaRows({})).toEqual([]);
  expect(schemaRows({ properties: { a: {}, b: 3 } }).map(({ kind }) => kind)).toEqual(["any", "any"]);
});
