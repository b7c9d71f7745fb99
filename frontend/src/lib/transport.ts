/**
 * The transport under the generated functions of `src/api`: what this program uses of the generator's own client, in a
 * tenth of its size (vite.config.ts puts it in its place). Types stay those of the generator.
 */

type Headers_ = Record<string, string | number | boolean | null | undefined>;

interface Settings {
  baseUrl?: string;
  credentials?: RequestCredentials;
}

interface Call extends Settings {
  url: string;
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  headers?: Headers_ | Headers;
  bodySerializer?: ((body: unknown) => BodyInit) | null;
  signal?: AbortSignal;
  keepalive?: boolean;
  throwOnError?: boolean;
}

interface Answer {
  data?: unknown;
  error?: unknown;
  request?: Request;
  response?: Response;
}

type Prepare = (request: Request) => Request | Promise<Request>;

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

export const createConfig = (settings: Settings = {}): Settings => settings;

/** A form from the fields of an object; what is null or undefined is left out. */
export const formDataBodySerializer = {
  bodySerializer(fields: unknown): FormData {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields as Record<string, unknown>)) {
      if (value === null || value === undefined) continue;
      form.append(
        name,
        value instanceof Blob ? value : typeof value === "string" ? value : JSON.stringify(value),
      );
    }
    return form;
  },
};

/** The address of a call: its path parameters escaped, its query without what is null or undefined. */
export function addressOf({
  baseUrl = "",
  url,
  path = {},
  query = {},
}: Pick<Call, "baseUrl" | "url" | "path" | "query">): string {
  const filled = url.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined) search.append(name, String(one));
    }
  }
  return baseUrl + filled + (search.size ? `?${search}` : "");
}

function headersOf(given: Call["headers"]): Headers {
  if (given instanceof Headers) return new Headers(given);
  const headers = new Headers();
  for (const [name, value] of Object.entries(given ?? {})) {
    if (value !== null && value !== undefined) headers.set(name, String(value));
  }
  return headers;
}

function bodyOf({ body, bodySerializer }: Call): BodyInit | null {
  if (body === undefined) return null;
  if (bodySerializer) return bodySerializer(body);
  return bodySerializer === null || body instanceof FormData ? (body as BodyInit) : JSON.stringify(body);
}

/** The body of an answer as JSON, else as text; undefined when there is none. */
async function contentOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function createClient(first: Settings = {}) {
  let settings = { ...first };
  const prepares: Prepare[] = [];

  async function send(method: string, call: Call): Promise<Answer> {
    const { signal = null, keepalive = false } = call;
    const headers = headersOf(call.headers);
    const body = bodyOf(call);
    if (body === null) headers.delete("Content-Type");
    const { credentials = "same-origin" } = settings;
    let request = new Request(addressOf({ ...settings, ...call }), {
      method,
      headers,
      body,
      signal,
      keepalive,
      credentials,
    });
    for (const prepare of prepares) request = await prepare(request);
    const response = await fetch(request);
    const content = await contentOf(response);
    return response.ok
      ? { data: content ?? {}, request, response }
      : { error: content ?? {}, request, response };
  }

  /** Errors are given back, not thrown, unless the call asks for it; a failed fetch has no response. */
  async function attempt(method: string, call: Call): Promise<Answer> {
    const answer = await send(method, call).catch((error: unknown): Answer => ({ error }));
    if (call.throwOnError && answer.error !== undefined) throw answer.error;
    return answer;
  }

  const calls = Object.fromEntries(
    METHODS.map((name) => [name, (call: Call) => attempt(name.toUpperCase(), call)]),
  ) as Record<(typeof METHODS)[number], (call: Call) => Promise<Answer>>;

  return {
    ...calls,
    setConfig: (changes: Settings) => (settings = { ...settings, ...changes }),
    interceptors: { request: { use: (prepare: Prepare) => prepares.push(prepare) } },
  };
}
