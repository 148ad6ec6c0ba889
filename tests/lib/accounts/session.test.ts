import { describe, expect, it } from "vitest";
import { selectViewer } from "#lib/accounts/queries.ts";
import { hashToken, lifetimes, makeGuestSession, sessionCookie } from "#lib/accounts/session.ts";
import { signOut } from "#lib/accounts/sign-out.ts";
import { db } from "#lib/db/client.ts";
import { makeLevel, newGuest, now, openSession, secondsLater, signedInAs } from "#tests/fixtures/accounts.ts";

const later = (ms: number): Date => new Date(now.getTime() + ms);

describe("the session cookie", () => {
  it("is bound to host and TLS over https", () => {
    expect(sessionCookie(new URL("https://learn.example.org"))).toMatchObject({
      name: "__Host-chainrule",
      attributes: { httpOnly: true, secure: true, sameSite: "lax", path: "/" },
    });
  });

  it("has no prefix over http, where browsers would refuse it", () => {
    expect(sessionCookie(new URL("http://127.0.0.1:3000"))).toMatchObject({
      name: "chainrule",
      attributes: { httpOnly: true, secure: false, sameSite: "lax", path: "/" },
    });
  });
});

describe("a guest's session", () => {
  it("is found by its token, and the table holds only the hash", async () => {
    const { token, viewer } = await makeGuestSession(now);
    expect(await selectViewer(token, now)).toEqual(viewer);
    const rows = await db.session.findMany();
    expect(rows.map((row) => row.sessionToken)).toEqual([hashToken(token)]);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it("holds for 180 days after its last use and not a moment longer", async () => {
    const { token } = await newGuest();
    expect((await selectViewer(token, later(lifetimes.guest - 1))).kind).toBe("guest");
    const { token: unused } = await newGuest();
    expect(await selectViewer(unused, later(lifetimes.guest))).toEqual({ kind: "visitor" });
  });

  it("is prolonged by use", async () => {
    const { token } = await newGuest();
    await selectViewer(token, later(lifetimes.guest - 1));
    expect((await selectViewer(token, later(2 * lifetimes.guest - 2))).kind).toBe("guest");
  });

  it("is not written to again within a day", async () => {
    const { token } = await newGuest();
    const before = await db.session.findFirstOrThrow();
    await selectViewer(token, secondsLater(60 * 60));
    expect(await db.session.findFirstOrThrow()).toEqual(before);
  });
});

describe("a token", () => {
  it.each([
    ["none", null],
    ["an empty one", ""],
    ["the hash in place of the token", "guest-hash"],
    ["one of the right shape that nobody has", "A".repeat(43)],
    ["a signed token", "eyJhbGciOiJkaXIifQ..abc.def.ghi"],
    ["a NUL", "\u0000".repeat(43)],
    ["a kilobyte", "A".repeat(1024)],
    ["SQL", "' OR 1=1 --"],
  ])("that is %s makes a visitor", async (_, text) => {
    const { token } = await newGuest();
    expect(await selectViewer(text === "guest-hash" ? hashToken(token) : text, now)).toEqual({ kind: "visitor" });
  });
});

describe("a user's session", () => {
  it("reads role and grants anew at every request", async () => {
    const { token, viewer } = await signedInAs("member");
    expect(viewer).toMatchObject({ kind: "user", role: "learner", grants: [{ level: "member", revokedAt: null }] });
    await db.user.update({ where: { id: viewer.userId }, data: { role: "author" } });
    await db.grant.updateMany({ data: { revokedAt: now } });
    expect(await selectViewer(token, now)).toMatchObject({ role: "author", grants: [{ revokedAt: now }] });
  });

  it("carries no other person's grants", async () => {
    await signedInAs("member");
    const { viewer } = await signedInAs(null);
    expect(viewer.grants).toEqual([]);
  });

  it("ends at sign-out, and only this one", async () => {
    const { token, viewer } = await signedInAs(null);
    const other = await openSession(viewer.userId);
    await signOut(viewer);
    expect(await selectViewer(token, now)).toEqual({ kind: "visitor" });
    expect(await selectViewer(other.token, now)).toMatchObject({ kind: "user", userId: viewer.userId });
  });

  it("ends with the account", async () => {
    await makeLevel("member");
    const { token, viewer } = await signedInAs("member");
    await db.user.delete({ where: { id: viewer.userId } });
    expect(await selectViewer(token, now)).toEqual({ kind: "visitor" });
  });
});

it("keeps a guest's session when a guest signs out: there is no other way to that work", async () => {
  const { token, viewer } = await newGuest();
  await signOut(viewer);
  expect(await selectViewer(token, now)).toEqual(viewer);
});
