import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SessionOut } from "../../src/api/types.gen";
import type { Problem } from "../../src/lib/problem";
import { ifMatch, ifNew, send } from "../../src/lib/service";
import { session, signedIn, signedOut, stayedSignedOut } from "../../src/lib/session.svelte";

const sdk = vi.hoisted(() => ({ getSession: vi.fn(), getSetup: vi.fn() }));
vi.mock("../../src/api/sdk.gen", async (original) => ({ ...(await original<object>()), ...sdk }));

const sessionOf = (id: number): SessionOut => ({
  person: { id, display_name: "Ana", email: null, is_owner: false },
  csrf_token: `token-${id}`,
  demo: false,
});
const ok = (data: unknown) => ({ data, response: new Response(null, { status: 200 }) });
const refused = (status: number, error: unknown = {}) => ({
  error,
  response: new Response(null, { status }),
});

/** The sign-in dialog opens in a later turn of the loop. */
const dialogOpens = () => vi.waitFor(() => expect(session.expired).toBe(true));

beforeEach(() => signedIn(sessionOf(1)));

describe("send", () => {
  it("gives the answer", async () => {
    expect(await send(async () => ok({ id: 1 }))).toEqual({ id: 1 });
  });
  it("throws what went wrong, with the other version", async () => {
    const call = async () =>
      refused(412, { type: "/problems/stale", title: "Stale", current: { version: 2 } });
    await expect(send(call)).rejects.toMatchObject({ kind: "stale", stale: true, current: { version: 2 } });
  });
  it("takes a failed fetch for a lost connection", async () => {
    const failed = send(() => Promise.reject(new TypeError("Failed to fetch")));
    await expect(failed).rejects.toMatchObject({ offline: true });
    await expect(send(async () => ({ error: new TypeError("x") }))).rejects.toMatchObject({ offline: true });
  });
});

describe("an ended session", () => {
  it("waits for the person to sign in again and then sends once more", async () => {
    const call = vi.fn().mockResolvedValueOnce(refused(401)).mockResolvedValueOnce(ok("stored"));
    const sent = send<string>(call);
    await dialogOpens();
    signedIn(sessionOf(1));
    expect(await sent).toBe("stored");
    expect(call).toHaveBeenCalledTimes(2);
    expect(session.expired).toBe(false);
  });
  it("asks once for all requests that wait", async () => {
    const calls = [1, 2].map((data) =>
      vi.fn().mockResolvedValueOnce(refused(401)).mockResolvedValueOnce(ok(data)),
    );
    const sent = Promise.all(calls.map((call) => send<number>(call)));
    await dialogOpens();
    signedIn(sessionOf(1));
    expect(await sent).toEqual([1, 2]);
  });
  it("never sends the work of one person in the name of another", async () => {
    const call = vi.fn().mockResolvedValue(refused(401));
    const sent = send(call).catch((problem: Problem) => problem.status);
    await dialogOpens();
    signedIn(sessionOf(2));
    expect(await sent).toBe(401);
    expect(call).toHaveBeenCalledOnce();
  });
  it("gives the problem back when the person would not sign in", async () => {
    const sent = send(async () => refused(401)).catch((problem: Problem) => problem.signedOut);
    await dialogOpens();
    stayedSignedOut();
    expect(await sent).toBe(true);
  });
  it("does not let the form that signs in wait for itself", async () => {
    const wrong = refused(401, { type: "/problems/wrong-credentials" });
    await expect(send(async () => wrong)).rejects.toMatchObject({ kind: "wrong-credentials" });
    expect(session.expired).toBe(false);
  });
  it("is no matter for a dialog when nobody was signed in", async () => {
    signedOut({
      needed: false,
      demo: false,
      demo_people: [],
      version: "1",
      provider: null,
      resets_by_mail: false,
    });
    await expect(send(async () => refused(401))).rejects.toMatchObject({ status: 401 });
    expect(session.expired).toBe(false);
  });
});

it("writes versions as entity tags", () => {
  expect(ifMatch(3)).toEqual({ "If-Match": '"3"' });
  expect(ifNew()).toEqual({ "If-None-Match": "*" });
});

describe("a token that another tab made an old one", () => {
  it("is renewed, and the call is made again", async () => {
    sdk.getSession.mockResolvedValue(ok({ ...sessionOf(1), csrf_token: "newer" }));
    const call = vi
      .fn()
      .mockResolvedValueOnce(refused(403))
      .mockResolvedValue(ok({ id: 1 }));
    expect(await send(call)).toEqual({ id: 1 });
    expect(session.csrf).toBe("newer");
  });
  it("is no reason to act in the name of somebody else who signed in there", async () => {
    sdk.getSession.mockResolvedValue(ok(sessionOf(2)));
    const call = vi.fn().mockResolvedValue(refused(403));
    await expect(send(call)).rejects.toMatchObject({ status: 403 });
    expect(call).toHaveBeenCalledOnce();
    expect(session.person?.id).toBe(2);
  });
  it("leaves a plain refusal as it is", async () => {
    sdk.getSession.mockResolvedValue(ok(sessionOf(1)));
    await expect(send(async () => refused(403))).rejects.toMatchObject({ status: 403 });
  });
});
