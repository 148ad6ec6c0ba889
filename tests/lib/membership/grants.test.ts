import { beforeEach, describe, expect, it } from "vitest";
import { canRead } from "#lib/access/can-read.ts";
import { selectViewer } from "#lib/accounts/queries.ts";
import { visitor } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import { giveGrant } from "#lib/membership/give-grant.ts";
import { selectGrants, selectLevelSlugs } from "#lib/membership/queries.ts";
import { revokeGrants } from "#lib/membership/revoke-grants.ts";
import { endSchema, reasonSchema } from "#lib/membership/schemas.ts";
import { makeLevel, makeUser, newGuest, now, openSession, secondsLater, signedInAs } from "#tests/fixtures/accounts.ts";

const email = "ada@example.org";
const gift = { email, level: "member", endsAt: null, reason: "a gift" };
const gated = { levels: ["member"] };

let token: string;
let userId: string;
beforeEach(async () => {
  await makeLevel("member");
  userId = await makeUser(email);
  token = (await openSession(userId)).token;
});

async function isOpenAt(at: Date): Promise<boolean> {
  return canRead(await selectViewer(token, at), gated, at).access === "open";
}

describe("a grant given from the command line", () => {
  it("opens the gate at the next request, and revoking closes it at the next", async () => {
    expect(await isOpenAt(now)).toBe(false);
    expect((await giveGrant("command line", gift, now)).ok).toBe(true);
    expect(await isOpenAt(now)).toBe(true);
    expect(await revokeGrants("command line", gift, secondsLater(1))).toEqual({ ok: true, value: { revoked: 1 } });
    expect(await isOpenAt(secondsLater(1))).toBe(false);
  });

  it("ends at its end", async () => {
    const endsAt = secondsLater(60);
    await giveGrant("command line", { ...gift, endsAt }, now);
    expect(await isOpenAt(secondsLater(59.999))).toBe(true);
    expect(await isOpenAt(endsAt)).toBe(false);
  });

  it("is added to what was given before and changes none of it", async () => {
    await giveGrant("command line", { ...gift, endsAt: secondsLater(60) }, now);
    const before = await db.grant.findMany();
    await giveGrant("command line", gift, secondsLater(1));
    expect(await db.grant.findMany({ where: { id: { in: before.map(({ id }) => id) } } })).toEqual(before);
    expect(await db.grant.count()).toBe(2);
  });

  it("keeps its row when it is revoked, with who gave it and why", async () => {
    await giveGrant("command line", gift, now);
    await revokeGrants("command line", gift, secondsLater(1));
    expect(await db.grant.findMany()).toMatchObject([
      { source: "comp", actor: "command line", reason: "a gift", startsAt: now, revokedAt: secondsLater(1) },
    ]);
  });

  it("can be given again after it was revoked", async () => {
    await giveGrant("command line", gift, now);
    await revokeGrants("command line", gift, secondsLater(1));
    await giveGrant("command line", gift, secondsLater(2));
    expect(await isOpenAt(secondsLater(2))).toBe(true);
    expect(await selectGrants(userId, secondsLater(2))).toMatchObject([
      { level: "member", isInForce: true, revokedAt: null },
      { level: "member", isInForce: false, revokedAt: secondsLater(1) },
    ]);
  });
});

describe("giving is refused", () => {
  it.each([
    ["to nobody", { ...gift, email: "bob@example.org" }, { code: "unknown-user" }],
    ["of a level that does not exist", { ...gift, level: "gold" }, { code: "unknown-level", known: ["member"] }],
    ["with an end that has passed", { ...gift, endsAt: now }, { code: "ends-before-start" }],
  ])("%s", async (_, input, refusal) => {
    expect(await giveGrant("command line", input, now)).toEqual({ ok: false, refusal });
    expect(await db.grant.count()).toBe(0);
  });

  it("to everyone who is not an admin, and the rows stay as they are", async () => {
    const author = (await signedInAs(null, { role: "author" })).viewer;
    const learner = (await signedInAs(null)).viewer;
    await giveGrant("command line", gift, now);
    const before = await db.grant.findMany();
    for (const actor of [visitor, (await newGuest()).viewer, learner, author]) {
      expect(await giveGrant(actor, gift, now)).toEqual({ ok: false, refusal: { code: "not-allowed" } });
      expect(await revokeGrants(actor, gift, now)).toEqual({ ok: false, refusal: { code: "not-allowed" } });
    }
    expect(await db.grant.findMany()).toEqual(before);
  });
});

it("names the admin who gave a grant over the site", async () => {
  const admin = (await signedInAs(null, { role: "admin", email: "root@example.org" })).viewer;
  await giveGrant(admin, gift, now);
  expect(await db.grant.findMany()).toMatchObject([{ actor: "root@example.org" }]);
});

describe("revoking", () => {
  it.each([
    ["from nobody", { email: "bob@example.org", level: "member" }, { code: "unknown-user" }],
    ["of a level that does not exist", { email, level: "gold" }, { code: "unknown-level", known: ["member"] }],
    ["of what is not held", { email, level: "member" }, { code: "nothing-held" }],
  ])("is refused %s", async (_, input, refusal) => {
    expect(await revokeGrants("command line", input, now)).toEqual({ ok: false, refusal });
  });

  it("leaves other levels, other people and what is over alone", async () => {
    await makeLevel("pro");
    await makeUser("bob@example.org");
    await giveGrant("command line", { ...gift, endsAt: secondsLater(1) }, now);
    await giveGrant("command line", { ...gift, level: "pro" }, now);
    await giveGrant("command line", { ...gift, email: "bob@example.org" }, now);
    await giveGrant("command line", gift, now);
    expect(await revokeGrants("command line", gift, secondsLater(2))).toEqual({ ok: true, value: { revoked: 1 } });
    expect(await db.grant.count({ where: { revokedAt: null } })).toBe(3);
  });

  it("does not move the moment of an earlier revoking", async () => {
    await giveGrant("command line", gift, now);
    await revokeGrants("command line", gift, secondsLater(1));
    expect(await revokeGrants("command line", gift, secondsLater(2))).toMatchObject({ ok: false });
    expect(await db.grant.findMany()).toMatchObject([{ revokedAt: secondsLater(1) }]);
  });
});

it("lists levels in the author's order", async () => {
  await db.level.create({ data: { slug: "a-late-one", name: "Late", description: "Late.", ordinal: 7 } });
  expect(await selectLevelSlugs()).toEqual(["member", "a-late-one"]);
});

describe("a date on the command line", () => {
  it.each([
    ["2027-01-31", "2027-01-31T00:00:00.000Z"],
    ["2028-02-29", "2028-02-29T00:00:00.000Z"],
    ["2027-01-31T12:30Z", "2027-01-31T12:30:00.000Z"],
    ["2027-01-31T12:30:59.5Z", "2027-01-31T12:30:59.500Z"],
  ])("%s is read in UTC, whatever the machine's zone", (typed, instant) => {
    expect(endSchema.parse(typed).toISOString()).toBe(instant);
  });

  it.each(["2027-02-30", "2027-02-29", "2027-13-01", "31.01.2027", "tomorrow", "", "2027-01-31T12:30", "2027"])(
    "%s is refused with how to write it",
    (typed) => {
      const parsed = endSchema.safeParse(typed);
      expect(parsed.error?.issues[0]?.message).toBe(
        "A date is a day, 2027-01-31, or an instant in UTC, 2027-01-31T12:00Z.",
      );
    },
  );
});

it("wants a reason that says something", () => {
  expect(reasonSchema.safeParse("  ").success).toBe(false);
  expect(reasonSchema.safeParse("x".repeat(501)).success).toBe(false);
  expect(reasonSchema.parse(" a prize ")).toBe("a prize");
});
