/**
 * Passkeys of this browser. Options and answers are JSON on the wire and bytes in the browser; browsers of 2023, which
 * reviewers still use, do not convert them by themselves.
 */

export type Json = Record<string, unknown>;

export const knowsPasskeys = (): boolean => typeof PublicKeyCredential === "function";

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

export function textOf(content: ArrayBuffer): string {
  const letters = Array.from(new Uint8Array(content), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

interface Named {
  id: string;
}
const named = (list: unknown): { id: Uint8Array<ArrayBuffer>; type: "public-key" }[] =>
  ((list ?? []) as Named[]).map((one) => ({ ...one, type: "public-key", id: bytesOf(one.id) }));

/** Asks the device to register a passkey; null when the person gives it up. */
export async function register(options: Json): Promise<Json | null> {
  const user = options.user as Json;
  const publicKey = {
    ...options,
    challenge: bytesOf(options.challenge as string),
    user: { ...user, id: bytesOf(user.id as string) },
    excludeCredentials: named(options.excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions;
  const made = (await asked(() => navigator.credentials.create({ publicKey }))) as PublicKeyCredential | null;
  if (!made) return null;
  const response = made.response as AuthenticatorAttestationResponse;
  return answer(made, { attestationObject: textOf(response.attestationObject) });
}

/** Asks the device for a passkey of this service; null when the person gives it up. */
export async function show(options: Json): Promise<Json | null> {
  const publicKey = {
    ...options,
    challenge: bytesOf(options.challenge as string),
    allowCredentials: named(options.allowCredentials),
  } as unknown as PublicKeyCredentialRequestOptions;
  const shown = (await asked(() => navigator.credentials.get({ publicKey }))) as PublicKeyCredential | null;
  if (!shown) return null;
  const response = shown.response as AuthenticatorAssertionResponse;
  return answer(shown, {
    authenticatorData: textOf(response.authenticatorData),
    signature: textOf(response.signature),
    ...(response.userHandle && { userHandle: textOf(response.userHandle) }),
  });
}

/** Browsers do not tell apart that somebody gave up, took too long, or has none: by design. */
async function asked(ask: () => Promise<Credential | null>): Promise<Credential | null> {
  try {
    return await ask();
  } catch (thrown) {
    if (thrown instanceof DOMException) return null;
    throw thrown;
  }
}

function answer(credential: PublicKeyCredential, response: Json): Json {
  const clientDataJSON = textOf(credential.response.clientDataJSON);
  return {
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    response: { ...response, clientDataJSON },
  };
}
