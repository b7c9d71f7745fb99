import type { EndpointIn, EndpointOut, Locality, PricesOut, TokenParameter } from "../../api/types.gen";

/** What is typed about an endpoint, before it is sent. Numbers and JSON are text; "" where nothing was said. */
export interface EndpointEntry {
  name: string;
  base_url: string;
  model: string;
  locality: Locality;
  key_name: string;
  currency: string;
  input: string;
  output: string;
  cached_input: string;
  as_of: string;
  concurrency: string;
  timeout_seconds: string;
  token_parameter: TokenParameter;
  temperature: string;
  extra_body: string;
  enabled: boolean;
}

export type Field = Exclude<keyof EndpointEntry, "enabled">;
export type Fault =
  | "missing"
  | "address"
  | "keyName"
  | "keyItself"
  | "currency"
  | "price"
  | "date"
  | "concurrency"
  | "timeout"
  | "temperature"
  | "object";

/** Kinds of servers that people set up; each fills in what is the same for everybody. */
export const KINDS = ["ollama", "local", "provider"] as const;
export type Kind = (typeof KINDS)[number];

type Preset = Pick<
  EndpointEntry,
  "base_url" | "locality" | "concurrency" | "timeout_seconds" | "token_parameter"
>;

/** A machine under the desk answers slowly and one after the other; a provider's takes several at once. */
const PRESETS: Readonly<Record<Kind, Preset>> = {
  ollama: {
    base_url: "http://localhost:11434/v1",
    locality: "local",
    concurrency: "1",
    timeout_seconds: "600",
    token_parameter: "max_tokens",
  },
  local: {
    base_url: "http://localhost:8080/v1",
    locality: "local",
    concurrency: "2",
    timeout_seconds: "600",
    token_parameter: "max_tokens",
  },
  provider: {
    base_url: "",
    locality: "provider",
    concurrency: "4",
    timeout_seconds: "120",
    token_parameter: "max_completion_tokens",
  },
};

export const emptyEntry = (): EndpointEntry => ({
  name: "",
  model: "",
  key_name: "",
  currency: "",
  input: "",
  output: "",
  cached_input: "",
  as_of: "",
  temperature: "",
  extra_body: "",
  enabled: true,
  ...PRESETS.ollama,
});

/** The entry with what a kind of server brings; an address that was typed by hand stays. */
export function withKind(entry: EndpointEntry, kind: Kind): EndpointEntry {
  const brought = Object.values(PRESETS).some((preset) => preset.base_url === entry.base_url);
  const preset = PRESETS[kind];
  return { ...entry, ...preset, base_url: brought ? preset.base_url : entry.base_url };
}

/** As the owner sees an endpoint; what is hidden from others counts as not said. */
export function entryOf(endpoint: EndpointOut): EndpointEntry {
  const { temperature } = endpoint;
  return {
    name: endpoint.name,
    base_url: endpoint.base_url ?? "",
    model: endpoint.model,
    locality: endpoint.locality as Locality,
    key_name: endpoint.key_name ?? "",
    ...pricesOf(endpoint.prices),
    concurrency: String(endpoint.concurrency),
    timeout_seconds: String(endpoint.timeout_seconds ?? 120),
    token_parameter: (endpoint.token_parameter ?? "max_completion_tokens") as TokenParameter,
    temperature: temperature === null ? "" : String(temperature),
    extra_body: jsonText(endpoint.extra_body),
    enabled: endpoint.enabled,
  };
}

function pricesOf(prices: PricesOut | null) {
  if (!prices) return { currency: "", input: "", output: "", cached_input: "", as_of: "" };
  return { ...prices, cached_input: prices.cached_input ?? "" };
}

function jsonText(members: Record<string, unknown> | null): string {
  return members && Object.keys(members).length ? JSON.stringify(members, null, 2) : "";
}

/** Whether anything was said of prices; then currency, both prices and the date are needed. */
export function hasPrices(entry: EndpointEntry): boolean {
  return [entry.currency, entry.input, entry.output, entry.cached_input].some((text) => text.trim() !== "");
}

/** What is sent. Call it only when `faultsOf` finds nothing. */
export function bodyOf(entry: EndpointEntry): EndpointIn {
  return {
    name: entry.name.trim(),
    base_url: entry.base_url.trim(),
    model: entry.model.trim(),
    locality: entry.locality,
    key_name: keyName(entry),
    token_parameter: entry.token_parameter,
    temperature: entry.temperature.trim() ? Number(decimal(entry.temperature)) : null,
    extra_body: extraBody(entry.extra_body) ?? {},
    timeout_seconds: Number(entry.timeout_seconds),
    concurrency: Number(entry.concurrency),
    prices: hasPrices(entry)
      ? {
          currency: entry.currency.trim().toUpperCase(),
          input: decimal(entry.input),
          output: decimal(entry.output),
          cached_input: entry.cached_input.trim() ? decimal(entry.cached_input) : null,
          as_of: entry.as_of,
        }
      : null,
    enabled: entry.enabled,
  };
}

/** The key's name as it is kept: capital letters. */
export const keyName = (entry: Pick<EndpointEntry, "key_name">): string =>
  entry.key_name.trim().toUpperCase();

/** A decimal number with a point, however it was typed. */
export const decimal = (text: string): string => text.trim().replace(",", ".");

const isAmount = (text: string): boolean => /^\d{1,7}(\.\d{1,10})?$/.test(decimal(text));
const isWithin = (text: string, least: number, most: number): boolean =>
  /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;

/** Members of a JSON object; null when the text is none. "" is an empty one. */
export function extraBody(text: string): Record<string, unknown> | null {
  if (!text.trim()) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** What is wrong, by field; a field in order has none. The service looks further. */
export function faultsOf(entry: EndpointEntry): Partial<Record<Field, Fault>> {
  return { ...textFaults(entry), ...numberFaults(entry), ...(hasPrices(entry) && priceFaults(entry)) };
}

function textFaults(entry: EndpointEntry): Partial<Record<Field, Fault>> {
  return {
    ...(!entry.name.trim() && { name: "missing" as const }),
    ...(!entry.model.trim() && { model: "missing" as const }),
    ...(!/^(https?:\/\/\S|recorded:)/i.test(entry.base_url.trim()) && { base_url: "address" as const }),
    ...keyFault(entry),
    ...(extraBody(entry.extra_body) === null && { extra_body: "object" as const }),
  };
}

/** Somebody who pastes the key itself must hear so before it goes anywhere. */
function keyFault(entry: EndpointEntry): { key_name?: Fault } {
  const name = keyName(entry);
  if (/^[A-Z0-9_]{0,40}$/.test(name)) return {};
  return { key_name: name.length > 24 || /^(SK|PK|KEY)-/.test(name) ? "keyItself" : "keyName" };
}

function numberFaults(entry: EndpointEntry): Partial<Record<Field, Fault>> {
  const temperature = decimal(entry.temperature);
  const warm = temperature === "" || (/^\d+(\.\d+)?$/.test(temperature) && Number(temperature) <= 2);
  return {
    ...(!isWithin(entry.concurrency, 1, 32) && { concurrency: "concurrency" as const }),
    ...(!isWithin(entry.timeout_seconds, 1, 900) && { timeout_seconds: "timeout" as const }),
    ...(!warm && { temperature: "temperature" as const }),
  };
}

function priceFaults(entry: EndpointEntry): Partial<Record<Field, Fault>> {
  return {
    ...(!/^[A-Za-z]{3}$/.test(entry.currency.trim()) && { currency: "currency" as const }),
    ...(!isAmount(entry.input) && { input: "price" as const }),
    ...(!isAmount(entry.output) && { output: "price" as const }),
    ...(entry.cached_input.trim() && !isAmount(entry.cached_input) && { cached_input: "price" as const }),
    ...(!entry.as_of && { as_of: "date" as const }),
  };
}

/** The fields that two states of an endpoint say differently. */
export function differences(mine: EndpointEntry, theirs: EndpointEntry): (keyof EndpointEntry)[] {
  return (Object.keys(mine) as (keyof EndpointEntry)[]).filter((field) => mine[field] !== theirs[field]);
}
