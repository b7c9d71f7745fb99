/** What a model must answer, from a JSON Schema, as rows of a table. Pure. */

export type Kind = "boolean" | "string" | "integer" | "number" | "object" | "texts" | "list" | "any";

export interface SchemaRow {
  key: string;
  /** The key of the list or object that it is inside of; "" at the top. */
  inside: string;
  meaning: string;
  kind: Kind;
  /** The codes it may be; empty when its kind says all. */
  codes: string[];
  mayBeNull: boolean;
}

type Schema = Readonly<Record<string, unknown>>;

const PLAIN: readonly string[] = ["boolean", "string", "integer", "number", "object"];

const asSchema = (value: unknown): Schema =>
  typeof value === "object" && value !== null ? (value as Schema) : {};

/** The variants of a schema ("anyOf", or itself), and whether null is one of them. */
function variantsOf(schema: Schema): { variant: Schema; mayBeNull: boolean } {
  const all = Array.isArray(schema.anyOf) ? schema.anyOf.map(asSchema) : [schema];
  const variant = all.find((one) => one.type !== "null") ?? {};
  const types = Array.isArray(variant.type) ? (variant.type as unknown[]) : [];
  return { variant, mayBeNull: all.some((one) => one.type === "null") || types.includes("null") };
}

function typeOf({ type }: Schema): string {
  const found: unknown = Array.isArray(type) ? type.find((one) => one !== "null") : type;
  return typeof found === "string" ? found : "";
}

function kindOf(schema: Schema): Kind {
  const type = typeOf(schema);
  if (type === "array") return typeOf(asSchema(schema.items)) === "string" ? "texts" : "list";
  return PLAIN.includes(type) ? (type as Kind) : "any";
}

/** One row a key, those of lists and objects below what they are inside of. */
export function schemaRows(schema: Schema, inside = ""): SchemaRow[] {
  return Object.entries(asSchema(schema.properties)).flatMap(([key, value]) => {
    const property = asSchema(value);
    const { variant, mayBeNull } = variantsOf(property);
    const codes = Array.isArray(variant.enum) ? variant.enum.filter((one) => one !== null).map(String) : [];
    const row: SchemaRow = {
      key,
      inside,
      meaning: typeof property.description === "string" ? property.description : "",
      kind: kindOf(variant),
      codes,
      mayBeNull,
    };
    const deeper = row.kind === "list" ? asSchema(variant.items) : row.kind === "object" ? variant : {};
    return [row, ...schemaRows(deeper, key)];
  });
}
