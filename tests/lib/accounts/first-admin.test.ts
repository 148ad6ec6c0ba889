import * as argon2 from "@node-rs/argon2";
import { describe, expect, it, vi } from "vitest";
import { ensureFirstAdmin, useSetupToken } from "#lib/accounts/first-admin.ts";
import { isSetupOpen, selectViewer } from "#lib/accounts/queries.ts";
import { makeToken } from "#lib/accounts/session.ts";
import { signIn } from "#lib/accounts/sign-in.ts";
import { tryLimits } from "#lib/accounts/throttle.ts";
import { visitor } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import { readEnv } from "#lib/env.ts";
import { client, makeUser, now, openSession, password, secondsLater } from "#tests/fixtures/accounts.ts";

// Not replaced, only counted: how much work a refusal costs.
vi.mock("@node-rs/argon2", { spy: true });

const plain = readEnv({ ORIGIN: "https://learn.example.org" });
const input = { email: "root@example.org", password: "a very long password", name: null };
const named = readEnv({ ADMIN_EMAIL: "Root@example.org", ADMIN_PASSWORD: input.password });

async function newLink(): Promise<string> {
  const { setupLink } = await ensureFirstAdmin(plain, now);
  if (setupLink === null) throw new Error("there is an admin already");
  return new URL(setupLink).pathname.replace("/setup/", "");
}

describe("the first admin's link", () => {
  it("stands at the public address, and only its hash is kept", async () => {
    const { setupLink } = await ensureFirstAdmin(plain, now);
    expect(setupLink).toMatch(/^https:\/\/learn\.example\.org\/setup\/[\w-]{43}$/);
    const token = setupLink?.split("/").at(-1) ?? "";
    expect(JSON.stringify(await db.setupToken.findMany())).not.toContain(token);
  });

  it("makes an admin who is signed in", async () => {
    const result = await useSetupToken(await newLink(), input, client, now);
    if (!result.ok) throw new Error(result.refusal.code);
    expect(await selectViewer(result.value.token, now)).toMatchObject({ role: "admin", email: input.email });
  });

  it("is not used up by looking", async () => {
    const token = await newLink();
    for (let look = 0; look < 5; look++) expect(await isSetupOpen(token)).toBe(true);
    expect((await useSetupToken(token, input, client, now)).ok).toBe(true);
    expect(await isSetupOpen(token)).toBe(false);
  });

  it("works once", async () => {
    const token = await newLink();
    await useSetupToken(token, input, client, now);
    // Even on a site whose admin has gone again.
    await db.user.deleteMany();
    const again = await useSetupToken(token, { ...input, email: "eve@example.org" }, client, now);
    expect(again).toEqual({ ok: false, refusal: { code: "setup-closed" } });
  });

  it("makes one admin of ten posts at once", async () => {
    const token = await newLink();
    const posts = Array.from({ length: 10 }, (_, index) =>
      useSetupToken(token, { ...input, email: `root-${index}@example.org` }, client, now),
    );
    const results = await Promise.all(posts);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await db.user.count()).toBe(1);
  });

  it("is dead while there is an admin", async () => {
    const token = await newLink();
    await makeUser("other@example.org", "admin");
    expect(await isSetupOpen(token)).toBe(false);
    expect(await useSetupToken(token, input, client, now)).toEqual({ ok: false, refusal: { code: "setup-closed" } });
  });

  it("is dead after the next start, which prints another", async () => {
    const old = await newLink();
    const latest = await newLink();
    expect(await isSetupOpen(old)).toBe(false);
    expect(await isSetupOpen(latest)).toBe(true);
  });

  it.each(["", "x", "A".repeat(43), "\u0000"])("is refused when it was never made: %j", async (token) => {
    await newLink();
    expect(await isSetupOpen(token)).toBe(false);
    expect(await useSetupToken(token, input, client, now)).toEqual({ ok: false, refusal: { code: "setup-closed" } });
  });

  it("is refused after ten tries in a minute without any hashing, and is not used up by that", async () => {
    const token = await newLink();
    const strangers = Array.from({ length: tryLimits.perEmail }, makeToken);
    await Promise.all(strangers.map((stranger) => useSetupToken(stranger, input, client, now)));
    vi.mocked(argon2.hash).mockClear();
    const result = await useSetupToken(token, input, client, now);
    expect(result).toEqual({ ok: false, refusal: { code: "too-many-tries" } });
    expect(argon2.hash).not.toHaveBeenCalled();
    expect((await useSetupToken(token, input, client, secondsLater(60))).ok).toBe(true);
  });

  it.each(["known@example.org", "unknown@example.org"])(
    "costs a stranger the same work for an address: %s",
    async (email) => {
      await makeUser("known@example.org");
      // The hash that stands for nobody's is made once.
      await useSetupToken(makeToken(), input, client, now);
      vi.mocked(argon2.verify).mockClear();
      vi.mocked(argon2.hash).mockClear();
      const result = await useSetupToken(makeToken(), { ...input, email }, client, now);
      expect(result).toEqual({ ok: false, refusal: { code: "setup-closed" } });
      expect(argon2.verify).toHaveBeenCalledTimes(1);
      expect(argon2.hash).toHaveBeenCalledTimes(1);
    },
  );

  it("raises an account to admin only together with that account's password", async () => {
    const userId = await makeUser(input.email);
    const { token: session } = await openSession(userId);
    const token = await newLink();
    const stranger = await useSetupToken(token, input, client, now);
    expect(stranger).toEqual({ ok: false, refusal: { code: "address-unusable" } });
    expect(await isSetupOpen(token)).toBe(true);
    expect((await useSetupToken(token, { ...input, password }, client, now)).ok).toBe(true);
    expect(await db.user.findFirstOrThrow()).toMatchObject({ id: userId, role: "admin" });
    expect(await selectViewer(session, now)).toEqual({ kind: "visitor" });
  });
});

describe("ADMIN_EMAIL and ADMIN_PASSWORD", () => {
  it("make the first admin without a person, and print no link", async () => {
    expect(await ensureFirstAdmin(named, now)).toEqual({ setupLink: null });
    expect(await db.setupToken.count()).toBe(0);
    const signedIn = await signIn(visitor, input, client, now);
    expect(signedIn.ok && (await selectViewer(signedIn.value.token, now))).toMatchObject({ role: "admin" });
  });

  it("change nothing once there is an admin", async () => {
    await makeUser("other@example.org", "admin");
    expect(await ensureFirstAdmin(named, now)).toEqual({ setupLink: null });
    expect(await db.user.count()).toBe(1);
  });

  it("make one admin of two instances that start together", async () => {
    await Promise.all([ensureFirstAdmin(named, now), ensureFirstAdmin(named, now)]);
    expect(await db.user.count({ where: { role: "admin" } })).toBe(1);
  });

  it("take over the address from somebody who signed up with it first", async () => {
    const userId = await makeUser(input.email);
    const { token } = await openSession(userId);
    await ensureFirstAdmin(named, now);
    expect(await selectViewer(token, now)).toEqual({ kind: "visitor" });
    expect((await signIn(visitor, { email: input.email, password }, client, now)).ok).toBe(false);
    expect((await signIn(visitor, input, client, now)).ok).toBe(true);
  });

  it("are refused by name where an account may not have them", async () => {
    const weak = readEnv({ ADMIN_EMAIL: "root@example.org", ADMIN_PASSWORD: "short" });
    await expect(ensureFirstAdmin(weak, now)).rejects.toThrow(
      "ADMIN_PASSWORD cannot be used: A password needs at least 10 characters.",
    );
    expect(await db.user.count()).toBe(0);
  });
});
