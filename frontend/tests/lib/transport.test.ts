import { afterEach, describe, expect, it, vi } from "vitest";
import { addressOf, createClient, formDataBodySerializer } from "../../src/lib/transport";

const HOST = "http://localhost";

function answering(body: string, status = 200) {
  const seen: Request[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    seen.push(request);
    return new Response(status === 204 ? null : body, { status });
  });
  return seen;
}

afterEach(() => vi.unstubAllGlobals());

describe("addressOf", () => {
  it("escapes what stands in the path, also points and slashes of foreign numbering", () => {
    const url = "/api/assessments/{assessment_id}/provisions/{path}";
    expect(addressOf({ url, path: { assessment_id: 3, path: "art_1/§ 2" } })).toBe(
      "/api/assessments/3/provisions/art_1%2F%C2%A7%202",
    );
  });
  it("leaves out what is null or undefined in the query", () => {
    expect(addressOf({ url: "/api/x", query: { checklist: "a b", draft: null, link: undefined } })).toBe(
      "/api/x?checklist=a+b",
    );
    expect(addressOf({ url: "/api/x", query: {} })).toBe("/api/x");
  });
});

describe("a call", () => {
  it("sends JSON with its headers and gives the parsed answer", async () => {
    const seen = answering('{"id": 1}');
    const client = createClient({ baseUrl: HOST });
    client.interceptors.request.use((request) => {
      request.headers.set("X-CSRF-Token", "t");
      return request;
    });
    const headers = { "Content-Type": "application/json", "If-Match": '"3"' };
    const answer = await client.put({ url: "/api/drafts/1", body: { label: "é" }, headers });
    expect(answer.data).toEqual({ id: 1 });
    expect(seen[0]?.method).toBe("PUT");
    expect(await seen[0]?.json()).toEqual({ label: "é" });
    expect(seen[0]?.headers.get("If-Match")).toBe('"3"');
    expect(seen[0]?.headers.get("X-CSRF-Token")).toBe("t");
  });
  it("sends a form with the boundary that the browser chooses", async () => {
    const seen = answering("{}");
    const form = formDataBodySerializer.bodySerializer({
      file: new Blob(["x"]),
      draft: { label: "A" },
      no: null,
    });
    await createClient({ baseUrl: HOST }).post({
      url: "/api/readings",
      body: form,
      bodySerializer: null,
      headers: { "Content-Type": null },
    });
    expect(seen[0]?.headers.get("Content-Type")).toMatch(/^multipart\/form-data; boundary=/);
    expect([...(await seen[0]!.formData()).keys()]).toEqual(["file", "draft"]);
  });
  it("gives back errors, and an empty answer as an empty object", async () => {
    answering('{"title": "Stale"}', 412);
    const stale = await createClient({ baseUrl: HOST }).get({ url: "/" });
    expect([stale.response?.status, stale.error, stale.data]).toEqual([412, { title: "Stale" }, undefined]);
    answering("", 204);
    expect((await createClient({ baseUrl: HOST }).delete({ url: "/" })).data).toEqual({});
  });
  it("has no response when the service cannot be reached, and throws only on demand", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    const lost = await createClient({ baseUrl: HOST }).get({ url: "/" });
    expect(lost.response).toBeUndefined();
    expect(lost.error).toBeInstanceOf(TypeError);
    await expect(createClient({ baseUrl: HOST }).get({ url: "/", throwOnError: true })).rejects.toThrow(
      "Failed",
    );
  });
});
