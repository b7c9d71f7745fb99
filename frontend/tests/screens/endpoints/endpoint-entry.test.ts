import { describe, expect, it } from "vitest";
import type { EndpointOut } from "../../../src/api/types.gen";
import {
  bodyOf,
  differences,
  emptyEntry,
  entryOf,
  faultsOf,
  withKind,
  type EndpointEntry,
} from "../../../src/screens/endpoints/endpoint-entry";

const entry = (changed: Partial<EndpointEntry> = {}): EndpointEntry => ({
  ...emptyEntry(),
  name: "Ollama",
  model: "qwen3:8b",
  ...changed,
});

const KEPT: EndpointOut = {
  id: 1,
  version: 3,
  enabled: true,
  usable: true,
  name: "A provider",
  model: "large",
  host: "api.example.org",
  locality: "provider",
  concurrency: 4,
  prices: { currency: "EUR", input: "0.40", output: "2.00", cached_input: null, as_of: "2026-11-24" },
  probe: null,
  base_url: "https://api.example.org/v1",
  key_name: "EXAMPLE",
  key_found: true,
  token_parameter: "max_tokens",
  temperature: 0,
  extra_body: { provider: { order: ["x"] } },
  timeout_seconds: 60,
};

describe("an endpoint that is typed", () => {
  it("comes back from the service as it was sent", () => {
    const sent = bodyOf(entryOf(KEPT));
    expect(sent).toEqual({
      name: "A provider",
      base_url: "https://api.example.org/v1",
      model: "large",
      locality: "provider",
      key_name: "EXAMPLE",
      token_parameter: "max_tokens",
      temperature: 0,
      extra_body: { provider: { order: ["x"] } },
      timeout_seconds: 60,
      concurrency: 4,
      prices: { currency: "EUR", input: "0.40", output: "2.00", cached_input: null, as_of: "2026-11-24" },
      enabled: true,
    });
  });
  it("leaves the temperature to the server when nothing is said", () => {
    expect(bodyOf(entry()).temperature).toBeNull();
    expect(bodyOf(entry({ temperature: "0,2" })).temperature).toBe(0.2);
  });
  it("names its key in capital letters", () => {
    expect(bodyOf(entry({ key_name: " mistral " })).key_name).toBe("MISTRAL");
  });
  it("has no prices when nobody said any", () => expect(bodyOf(entry()).prices).toBeNull());
});

describe("a kind of server", () => {
  it("fills in its address", () => {
    expect(withKind(entry(), "local").base_url).toBe("http://localhost:8080/v1");
    expect(withKind(entry(), "provider")).toMatchObject({ base_url: "", locality: "provider" });
  });
  it("leaves an address alone that was typed by hand", () => {
    const typed = entry({ base_url: "http://127.0.0.1:1234/v1" });
    expect(withKind(typed, "local").base_url).toBe("http://127.0.0.1:1234/v1");
  });
});

describe("faults", () => {
  it("are none in an entry that is in order", () => {
    expect(faultsOf(entry())).toEqual({});
    expect(faultsOf(entryOf(KEPT))).toEqual({});
  });
  it("name what is missing or unreadable", () => {
    const wrong = entry({ name: " ", base_url: "localhost", concurrency: "0", temperature: "hot" });
    expect(faultsOf(wrong)).toEqual({
      name: "missing",
      base_url: "address",
      concurrency: "concurrency",
      temperature: "temperature",
    });
    expect(faultsOf(entry({ extra_body: "[1]", timeout_seconds: "901" }))).toEqual({
      extra_body: "object",
      timeout_seconds: "timeout",
    });
  });
  it("tell a key from its name", () => {
    expect(faultsOf(entry({ key_name: "sk-proj-abcdefgh" })).key_name).toBe("keyItself");
    expect(faultsOf(entry({ key_name: "my key" })).key_name).toBe("keyName");
  });
  it("ask for whole prices once one is given", () => {
    expect(faultsOf(entry({ input: "cheap" }))).toEqual({
      currency: "currency",
      input: "price",
      output: "price",
      as_of: "date",
    });
  });
});

it("says which fields two states of an endpoint say differently", () => {
  const mine = entryOf(KEPT);
  expect(differences(mine, { ...mine, name: "Other", enabled: false })).toEqual(["name", "enabled"]);
});
