import * as argon2 from "@node-rs/argon2";
import { describe, expect, it, vi } from "vitest";
import { createUser } from "#lib/accounts/create-user.ts";
import { selectViewer } from "#lib/accounts/queries.ts";
import { signInSchema, signUpSchema } from "#lib/accounts/schemas.ts";
import { signIn } from "#lib/accounts/sign-in.ts";
import { signUp } from "#lib/accounts/sign-up.ts";
import { tryLimits } from "#lib/accounts/throttle.ts";
import { visitor } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import { client, makeUser, newGuest, now, openSession } from "#tests/fixtures/accounts.ts";

vi.mock("@node-rs/argon2", { spy: true });

const input = { email: "ada@example.org", password: "correct horse battery", name: "Ada" };

describe("signing up", () => {
  it("makes a learner who is signed in and can sign in again", async () => {
    const result = await signUp(visitor, input, client, now);
    if (!result.ok) throw new Error(result.refusal.code);
    expect(await selectViewer(result.value.token, now)).toMatchObject({
      kind: "user",
      email: "ada@example.org",
      name: "Ada",
      role: "learner",
      grants: [],
    });
    expect((await signIn(visitor, input, client, now)).ok).toBe(true);
    expect((await db.user.findFirstOrThrow()).passwordHash).toMatch(/^\$argon2id\$/);
  });

  it("leaves a guest's work in place and gives it to the account", async () => {
    const guest = await newGuest();
    const result = await signUp(guest.viewer, input, client, now);
    if (!result.ok) throw new Error(result.refusal.code);
    const viewer = await selectViewer(result.value.token, now);
    expect(viewer).toMatchObject({ kind: "user", learnerId: guest.viewer.learnerId });
    expect(await selectViewer(guest.token, now)).toEqual({ kind: "visitor" });
  });

  it("takes nothing from the account of somebody who signs up while signed in", async () => {
    const before = await openSession(await makeUser("bob@example.org"));
    const result = await signUp(before.viewer, input, client, now);
    if (!result.ok) throw new Error(result.refusal.code);
    const viewer = await selectViewer(result.value.token, now);
    expect(viewer).not.toMatchObject({ learnerId: before.viewer.learnerId });
    expect(await selectViewer(before.token, now)).toEqual({ kind: "visitor" });
  });

  it("refuses an address that has an account, after the same work, and changes nothing", async () => {
    await makeUser(input.email);
    const guest = await newGuest();
    const before = await db.user.findFirstOrThrow();
    vi.mocked(argon2.hash).mockClear();
    const result = await signUp(guest.viewer, input, client, now);
    expect(result).toEqual({ ok: false, refusal: { code: "address-unusable" } });
    expect(argon2.hash).toHaveBeenCalledTimes(1);
    expect(await db.user.findFirstOrThrow()).toEqual(before);
    expect(await selectViewer(guest.token, now)).toEqual(guest.viewer);
  });

  it.each([true, false])(
    "is refused after ten tries in a minute without any hashing; address taken: %s",
    async (isTaken) => {
      if (isTaken) await makeUser(input.email);
      for (let tries = 0; tries < tryLimits.perEmail; tries++) {
        await signIn(visitor, { email: input.email, password: "something else" }, client, now);
      }
      vi.mocked(argon2.hash).mockClear();
      const result = await signUp(visitor, input, client, now);
      expect(result).toEqual({ ok: false, refusal: { code: "too-many-tries" } });
      expect(argon2.hash).not.toHaveBeenCalled();
      expect(await db.user.count()).toBe(isTaken ? 1 : 0);
      expect((await signUp(visitor, { ...input, email: "bob@example.org" }, client, now)).ok).toBe(true);
    },
  );

  it("makes one account of ten posts at once", async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => signUp(visitor, input, client, now)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await db.user.count()).toBe(1);
    expect(await db.learner.count()).toBe(1);
    expect(await db.session.count()).toBe(1);
  });
});

describe("the sign-up form", () => {
  it("gives the address in its one spelling and an empty name as none", () => {
    expect(signUpSchema.parse({ email: " Ada@Example.org", password: input.password, name: " " })).toEqual({
      email: "ada@example.org",
      password: input.password,
      name: null,
    });
  });

  it("drops every field that it does not ask for", () => {
    const forged = { ...input, role: "admin", emailVerified: "2027-01-01", id: "x", grants: ["member"] };
    expect(signUpSchema.parse(forged)).toEqual(input);
  });

  it.each([
    ["email", { ...input, email: "ada" }, "This is not a full e-mail address, such as ada@example.org."],
    ["email", { password: input.password }, "Type your e-mail address."],
    ["password", { ...input, password: "short" }, "A password needs at least 10 characters. Any characters will do."],
    ["password", { email: input.email }, "Type a password."],
    ["name", { ...input, name: "A\u0000da" }, "A name has up to 100 visible characters."],
    ["name", { ...input, name: "a".repeat(101) }, "A name has up to 100 visible characters."],
  ])("says what is wrong with %s: %o", (field, form, sentence) => {
    const parsed = signUpSchema.safeParse(form);
    expect(parsed.error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([[field, sentence]]);
  });

  it("lets a password of any length up to the bound try to sign in", () => {
    expect(signInSchema.safeParse({ email: input.email, password: "old" }).success).toBe(true);
    expect(signInSchema.safeParse({ email: input.email, password: "x".repeat(1025) }).success).toBe(false);
  });
});

describe("an operator's account", () => {
  it("has the role it was given", async () => {
    expect(await createUser({ ...input, role: "author" }, now)).toMatchObject({ ok: true, value: { role: "author" } });
    expect(await db.user.findFirstOrThrow()).toMatchObject({ role: "author", email: input.email });
  });

  it("is refused where the address has one", async () => {
    await makeUser(input.email);
    const again = await createUser({ ...input, role: "admin" }, now);
    expect(again).toEqual({ ok: false, refusal: { code: "address-unusable" } });
    expect(await db.user.findFirstOrThrow()).toMatchObject({ role: "learner" });
  });
});
