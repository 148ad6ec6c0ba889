import { Auth } from "@auth/core";
import { AccessDenied } from "@auth/core/errors";
import * as argon2 from "@node-rs/argon2";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { accountsAdapter } from "#lib/accounts/adapter.ts";
import { authConfig } from "#lib/accounts/auth-config.ts";
import { selectViewer } from "#lib/accounts/queries.ts";
import { hashToken, makeToken } from "#lib/accounts/session.ts";
import { signIn } from "#lib/accounts/sign-in.ts";
import { tryLimits } from "#lib/accounts/throttle.ts";
import { visitor } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import { client, makeUser, newGuest, now, openSession, password, secondsLater } from "#tests/fixtures/accounts.ts";

// Not replaced, only counted: how much work a refusal costs.
vi.mock("@node-rs/argon2", { spy: true });

const email = "ada@example.org";
const secure = new URL("https://learn.example.org");

async function tokenOf(answer: ReturnType<typeof signIn>): Promise<string> {
  const result = await answer;
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.token;
}

describe("signing in", () => {
  let userId: string;
  beforeEach(async () => {
    userId = await makeUser(email);
  });

  it("gives a token that the table holds only as its hash", async () => {
    const token = await tokenOf(signIn(visitor, { email, password }, client, now));
    expect(await selectViewer(token, now)).toMatchObject({ kind: "user", userId, email, role: "learner" });
    const sessions = await db.session.findMany();
    expect(sessions.map((row) => row.sessionToken)).toEqual([hashToken(token)]);
  });

  it.each([
    ["a wrong password", email, "correct horse batterz"],
    ["an unknown address", "bob@example.org", password],
    ["an account without a password", "grace@example.org", password],
  ])("is refused alike, after the same work, for %s", async (_, address, typed) => {
    await db.user.create({ data: { email: "grace@example.org" } });
    // The hash that stands for nobody's is made once.
    await signIn(visitor, { email: "first@example.org", password }, client, now);
    vi.mocked(argon2.verify).mockClear();
    vi.mocked(argon2.hash).mockClear();
    const answer = await signIn(visitor, { email: address, password: typed }, client, now);
    expect(answer).toEqual({ ok: false, refusal: { code: "wrong-credentials" } });
    expect(argon2.verify).toHaveBeenCalledTimes(1);
    expect(argon2.hash).not.toHaveBeenCalled();
    expect(await db.session.count()).toBe(0);
  });

  it.each([
    ["a known address", email],
    ["an unknown one", "bob@example.org"],
  ])(
    "is refused after ten tries in a minute without any hashing, even with the right password, for %s",
    async (_, address) => {
      const typed = { email: address, password: "correct horse batterz" };
      for (let tries = 0; tries < tryLimits.perEmail; tries++) {
        const answer = await signIn(visitor, typed, client, now);
        expect(answer).toEqual({ ok: false, refusal: { code: "wrong-credentials" } });
      }
      vi.mocked(argon2.verify).mockClear();
      for (const tried of ["correct horse batterz", password]) {
        const answer = await signIn(visitor, { email: address, password: tried }, client, now);
        expect(answer).toEqual({ ok: false, refusal: { code: "too-many-tries" } });
      }
      expect(argon2.verify).not.toHaveBeenCalled();
      const later = await signIn(visitor, { email: address, password }, client, secondsLater(60));
      expect(later.ok).toBe(address === email);
    },
  );

  it("lets the right password in at the tenth try", async () => {
    for (let tries = 1; tries < tryLimits.perEmail; tries++) {
      await signIn(visitor, { email, password: "something else" }, client, now);
    }
    expect((await signIn(visitor, { email, password }, client, now)).ok).toBe(true);
  });

  it("takes a higher limit from its argument", async () => {
    for (let tries = 0; tries < 2 * tryLimits.perEmail; tries++) {
      const answer = await signIn(visitor, { email, password }, client, now, { perEmail: 200, perClient: 200 });
      expect(answer.ok).toBe(true);
    }
  });

  it("takes the place of the session the viewer came with", async () => {
    const before = await openSession(userId);
    const token = await tokenOf(signIn(before.viewer, { email, password }, client, now));
    expect(token).not.toBe(before.token);
    expect(await selectViewer(before.token, now)).toEqual({ kind: "visitor" });
    expect((await selectViewer(token, now)).kind).toBe("user");
  });

  it("ends the guest's session, so that a token planted before sign-in is worth nothing", async () => {
    const guest = await newGuest();
    await tokenOf(signIn(guest.viewer, { email, password }, client, now));
    expect(await selectViewer(guest.token, now)).toEqual({ kind: "visitor" });
    expect(await db.learner.count()).toBe(1);
  });

  it("leaves the guest as they are when it is refused", async () => {
    const guest = await newGuest();
    await signIn(guest.viewer, { email, password: "something else" }, client, now);
    expect(await selectViewer(guest.token, now)).toEqual(guest.viewer);
  });

  it("does not move another account's work when someone signs in over it", async () => {
    const other = await openSession(await makeUser("bob@example.org"));
    await tokenOf(signIn(other.viewer, { email, password }, client, now));
    expect(await db.learner.count()).toBe(2);
    expect(await db.learner.findUnique({ where: { id: other.viewer.learnerId } })).not.toBeNull();
  });

  it("survives a double click: both answers hold, the guest is merged once", async () => {
    const guest = await newGuest();
    const answers = await Promise.all(
      [1, 2].map(() => tokenOf(signIn(guest.viewer, { email, password }, client, now))),
    );
    const viewers = await Promise.all(answers.map((token) => selectViewer(token, now)));
    expect(viewers.map((viewer) => viewer.kind)).toEqual(["user", "user"]);
  });

  it("throws what the database threw when there is none, and does not say that the password was wrong", async () => {
    await db.$executeRaw`ALTER TABLE "User" RENAME TO "Gone"`;
    await expect(signIn(visitor, { email, password }, client, now)).rejects.toThrow(/User/);
  });
});

describe("what @auth/core is told", () => {
  const post = (path: string, origin: URL, fields: Record<string, string>) =>
    new Request(new URL(`/api/auth${path}`, origin), { method: "POST", body: new URLSearchParams(fields) });

  it.each([
    ["http", new URL("http://127.0.0.1:3000"), "chainrule"],
    ["https", secure, "__Host-chainrule"],
  ])("sets no cookie that is a signed or encrypted token, over %s", async (_, origin, name) => {
    await makeUser(email);
    const config = authConfig({ viewer: visitor, origin, now });
    const answer = await Auth(post("/callback/credentials", origin, { email, password }), config);
    const cookies = answer.cookies ?? [];
    expect(cookies.map((cookie) => cookie.name)).toContain(name);
    for (const { value } of cookies) {
      // A JWS has three parts between dots, a JWE five; both begin with a header in base64 ("eyJ").
      expect(value).not.toMatch(/^[\w-]+(\.[\w-]*){2,4}$/);
      expect(value).not.toMatch(/^eyJ/);
    }
    const session = cookies.find((cookie) => cookie.name === name);
    expect(session?.options).toMatchObject({ httpOnly: true, sameSite: "lax", secure: origin === secure, path: "/" });
    expect(await selectViewer(session?.value ?? null, now)).toMatchObject({ kind: "user", email });
  });

  it("mails no link while no mail is configured, and keeps no token for one", async () => {
    await makeUser(email);
    const config = authConfig({ viewer: visitor, origin: secure, now });
    await expect(Auth(post("/signin/email", secure, { email }), config)).rejects.toThrow(AccessDenied);
    expect(await db.verificationToken.count()).toBe(0);
  });

  it("is not led to another site by the form", async () => {
    await makeUser(email);
    const config = authConfig({ viewer: visitor, origin: secure, now });
    const fields = { email, password, callbackUrl: "https://evil.example/" };
    const answer = await Auth(post("/callback/credentials", secure, fields), config);
    expect(answer.redirect).toBe(secure.origin);
  });
});

describe("the adapter", () => {
  it("keeps, finds, moves and ends sessions by hash alone", async () => {
    const adapter = accountsAdapter(visitor, now);
    const userId = await makeUser(email);
    const sessionToken = makeToken();
    await adapter.createSession?.({ sessionToken, userId, expires: now });
    expect((await db.session.findFirstOrThrow()).sessionToken).toBe(hashToken(sessionToken));
    expect(await adapter.getSessionAndUser?.(sessionToken)).toMatchObject({ session: { userId }, user: { email } });
    expect(await adapter.getSessionAndUser?.(hashToken(sessionToken))).toBeNull();
    const expires = secondsLater(1);
    expect(await adapter.updateSession?.({ sessionToken, expires })).toMatchObject({ expires });
    await adapter.deleteSession?.(sessionToken);
    expect(await db.session.count()).toBe(0);
  });

  it("gives somebody who comes through another provider a place for their work", async () => {
    const adapter = accountsAdapter(visitor, now);
    const { id } = await db.user.create({ data: { email: "grace@example.org" } });
    const sessionToken = makeToken();
    await adapter.createSession?.({ sessionToken, userId: id, expires: now });
    expect(await db.learner.findUnique({ where: { userId: id } })).not.toBeNull();
  });

  it("takes a guest's session for none", async () => {
    const guest = await newGuest();
    expect(await accountsAdapter(visitor, now).getSessionAndUser?.(guest.token)).toBeNull();
  });
});
