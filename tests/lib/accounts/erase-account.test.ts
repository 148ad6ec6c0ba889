import { createHash } from "node:crypto";
import * as argon2 from "@node-rs/argon2";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { eraseAccount, erasedActor } from "#lib/accounts/erase-account.ts";
import { eraseGuestWork } from "#lib/accounts/erase-guest-work.ts";
import { selectViewer } from "#lib/accounts/queries.ts";
import { eraseAccountSchema, eraseGuestSchema } from "#lib/accounts/schemas.ts";
import { signIn } from "#lib/accounts/sign-in.ts";
import { tryLimits } from "#lib/accounts/throttle.ts";
import { type SignedIn, visitor } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import { giveGrant } from "#lib/membership/give-grant.ts";
import { revokeCertificate } from "#lib/progress/revoke-certificate.ts";
import {
  client,
  makeUser,
  newGuest,
  now,
  openSession,
  password,
  secondsLater,
  signedInAs,
} from "#tests/fixtures/accounts.ts";
import { tablesNaming } from "#tests/fixtures/all-rows.ts";
import { publishCourse, right, work, wrong } from "#tests/fixtures/exercises-course.ts";
import { holdTable } from "#tests/fixtures/hold-table.ts";

// Not replaced, only counted: how much work a refusal costs.
vi.mock("@node-rs/argon2", { spy: true });

const email = "ada@example.org";
const input = { word: "erase", password };

let viewer: SignedIn;
let token: string;
beforeEach(async () => {
  ({ viewer, token } = await signedInAs("member", { email }));
});

const erase = (who: Parameters<typeof eraseAccount>[0] = viewer, typed = input, at = now) =>
  eraseAccount(who, typed, client, at);
const refused = (code: string) => ({ ok: false, refusal: { code } });
const done = { ok: true, value: null };

/** Rows in every table that can hold something of a learner, put there by what the site does or as it would put them. */
async function leaveTraces(learnerId: string): Promise<void> {
  const at = secondsLater(1);
  await db.$executeRaw`INSERT INTO "EarlierVerdict" SELECT submission.id, ${at}::timestamptz, verdict, 0, 1
    FROM "Submission" AS submission JOIN "Attempt" AS attempt ON attempt.id = "attemptId"
    WHERE "learnerId" = ${learnerId}::uuid`;
  await db.$executeRaw`INSERT INTO "HintTaken" SELECT id, 'slope', 1, ${at}::timestamptz FROM "Attempt"
    WHERE "learnerId" = ${learnerId}::uuid`;
  await db.$executeRaw`INSERT INTO "SegmentRead" SELECT ${learnerId}::uuid, id, 0, ${at}::timestamptz FROM "Lesson"`;
}

async function certify(learnerId: string, code: string, name: string): Promise<void> {
  const { id: courseId } = await db.course.findFirstOrThrow({ select: { id: true } });
  await db.certificate.create({ data: { code, learnerId, courseId, name, courseRevision: "0", issuedAt: now } });
}

describe("erasing an account", () => {
  it("leaves no row in any table that names the user, and everybody else's rows as they were", async () => {
    await publishCourse();
    const { viewer: admin } = await signedInAs(null, { role: "admin", email: "root@example.org" });
    const other = (await signedInAs(null, { email: "bob@example.org" })).viewer;
    // Ada is an admin too, who gave a grant and revoked a certificate.
    await db.user.update({ where: { id: viewer.userId }, data: { role: "admin", name: "Ada Lovelace" } });
    const ada: SignedIn = { ...viewer, role: "admin" };
    for (const who of [ada, other]) {
      await work(who, wrong);
      await work(who, right, { at: secondsLater(1) });
      await leaveTraces(who.learnerId);
    }
    await certify(ada.learnerId, "0000000000000001", "Ada Lovelace");
    await certify(other.learnerId, "0000000000000002", "Bob");
    const reason = "a test";
    await giveGrant(ada, { email: other.email, level: "member", endsAt: null, reason }, now);
    await revokeCertificate(ada, { code: "0000000000000002", reason }, now);
    await signIn(visitor, { email, password }, client, now);
    await db.verificationToken.create({ data: { identifier: email, token: "hashed", expires: now } });
    await db.account.create({
      data: { userId: ada.userId, type: "oauth", provider: "github", providerAccountId: "ada-at-github" },
    });

    const attempts = await db.attempt.findMany({ where: { learnerId: ada.learnerId }, select: { id: true } });
    const submissions = await db.submission.findMany({
      where: { attempt: { learnerId: ada.learnerId } },
      select: { id: true },
    });
    const named = [email, "Ada Lovelace", ada.userId, ada.learnerId, "ada-at-github"];
    named.push(createHash("sha256").update(`email ${email}`).digest("hex"));
    for (const { id } of [...attempts, ...submissions]) named.push(id);
    expect(await tablesNaming(named)).toEqual([
      "Account",
      "Attempt",
      "Certificate",
      "Completion",
      "EarlierVerdict",
      "FirstTry",
      "Grant",
      "HintTaken",
      "Learner",
      "RecentTries",
      "SegmentRead",
      "Session",
      "Submission",
      "User",
      "VerificationToken",
    ]);
    const left = async () => ({
      users: await db.user.findMany({ where: { id: { in: [other.userId, admin.userId] } } }),
      attempts: await db.attempt.findMany({ where: { learnerId: other.learnerId } }),
      submissions: await db.submission.findMany({ where: { attempt: { learnerId: other.learnerId } } }),
      completions: await db.completion.findMany({ where: { learnerId: other.learnerId } }),
      sessions: await db.session.count({ where: { userId: other.userId } }),
    });
    const before = await left();

    expect(await erase(ada)).toEqual(done);
    expect(await tablesNaming(named)).toEqual([]);
    expect(await left()).toEqual(before);
    expect(await db.grant.findMany({ where: { userId: other.userId } })).toMatchObject([{ actor: erasedActor }]);
    expect(await db.certificate.findMany()).toMatchObject([
      { name: "Bob", revokedBy: erasedActor, revokedFor: reason },
    ]);
    expect(await selectViewer(token, now)).toEqual(visitor);
  });

  it("ends every session, and the address can be signed up anew, as somebody else", async () => {
    const { token: second } = await openSession(viewer.userId);
    expect(await erase()).toEqual(done);
    for (const ended of [token, second]) expect(await selectViewer(ended, now)).toEqual(visitor);
    expect(await signIn(visitor, { email, password }, client, now)).toEqual(refused("wrong-credentials"));
    expect(await makeUser(email)).not.toBe(viewer.userId);
  });

  it("is done when it is asked for twice at once", async () => {
    const answers = await Promise.all([erase(), erase()]);
    for (const answer of answers) expect([done, refused("wrong-password")]).toContainEqual(answer);
    expect(answers).toContainEqual(done);
    expect(await db.user.count()).toBe(0);
  });
});

describe("nothing is erased", () => {
  it("for a visitor or a guest", async () => {
    for (const who of [visitor, (await newGuest()).viewer]) expect(await erase(who)).toEqual(refused("not-signed-in"));
    expect(await db.user.count()).toBe(1);
  });

  it("without the account's own password", async () => {
    await makeUser("bob@example.org");
    expect(await erase(viewer, { ...input, password: "correct horse batterz" })).toEqual(refused("wrong-password"));
    await db.user.update({ where: { id: viewer.userId }, data: { passwordHash: null } });
    expect(await erase()).toEqual(refused("wrong-password"));
    expect(await selectViewer(token, now)).toMatchObject({ email });
  });

  it("after too many tries, those of signing in among them, and then no password is looked at", async () => {
    for (let tries = 1; tries < tryLimits.perEmail; tries++) {
      expect(await erase(viewer, { ...input, password: "something else" })).toEqual(refused("wrong-password"));
    }
    await signIn(visitor, { email, password: "something else" }, client, now);
    vi.mocked(argon2.verify).mockClear();
    expect(await erase()).toEqual(refused("too-many-tries"));
    expect(argon2.verify).not.toHaveBeenCalled();
    expect(await erase(viewer, input, secondsLater(60))).toEqual(done);
  });

  it("of the last admin", async () => {
    await db.user.update({ where: { id: viewer.userId }, data: { role: "admin" } });
    // As the session knew them: the role is read anew.
    expect(await erase()).toEqual(refused("last-admin"));
    expect(await selectViewer(token, now)).toMatchObject({ role: "admin" });
    await makeUser("root@example.org", "admin");
    expect(await erase()).toEqual(done);
  });

  it("of one of the last two admins who leave at once", async () => {
    const admins = [viewer, (await signedInAs(null, { role: "admin" })).viewer];
    await db.user.update({ where: { id: viewer.userId }, data: { role: "admin" } });
    // Both have come past the question whether there is another admin, as far as they can, when either goes on.
    const held = await holdTable("VerificationToken");
    const asked = admins.map((admin) => erase(admin));
    await held.untilWaiting(2);
    await held.letGo();
    const answers = await Promise.all(asked);
    expect(answers).toContainEqual(done);
    expect(answers).toContainEqual(refused("last-admin"));
    expect(await db.user.count({ where: { role: "admin" } })).toBe(1);
  });
});

describe("a guest's work", () => {
  it("is erased with the guest, without a password, and nobody else's", async () => {
    await publishCourse();
    const [guest, other] = [await newGuest(), await newGuest()];
    for (const who of [guest.viewer, other.viewer]) {
      await work(who, wrong);
      await leaveTraces(who.learnerId);
    }
    const attempts = await db.attempt.findMany({ where: { learnerId: guest.viewer.learnerId }, select: { id: true } });
    const named = [guest.viewer.learnerId, ...attempts.map(({ id }) => id)];
    expect((await tablesNaming(named)).length).toBeGreaterThan(5);
    expect(await eraseGuestWork(guest.viewer)).toEqual(done);
    expect(await tablesNaming(named)).toEqual([]);
    expect(await selectViewer(guest.token, now)).toEqual(visitor);
    expect(await db.submission.count()).toBe(1);
    expect(await selectViewer(other.token, now)).toEqual(other.viewer);
  });

  it("is none for a visitor or somebody signed in", async () => {
    for (const who of [visitor, viewer]) expect(await eraseGuestWork(who)).toEqual(refused("not-a-guest"));
    expect(await selectViewer(token, now)).toEqual(viewer);
  });

  it("stays where it became an account's in the meantime", async () => {
    const guest = (await newGuest()).viewer;
    await db.learner.update({
      where: { id: guest.learnerId },
      data: { userId: await makeUser("bob@example.org").then(takeLearner) },
    });
    await eraseGuestWork(guest);
    expect(await db.learner.count({ where: { id: guest.learnerId } })).toBe(1);
  });
});

/** A user whose own learner is gone, so that a guest's can take its place. */
async function takeLearner(userId: string): Promise<string> {
  await db.learner.deleteMany({ where: { userId } });
  return userId;
}

describe("the word", () => {
  it.each(["erase", " Erase ", "ERASE"])("is taken as %o", (word) => {
    expect(eraseGuestSchema.safeParse({ word }).success).toBe(true);
  });

  it.each(["", "delete", "erase it", undefined])("is not %o", (word) => {
    expect(eraseGuestSchema.safeParse({ word }).error?.issues[0]?.message).toContain("“erase”");
    expect(eraseAccountSchema.safeParse({ word, password }).success).toBe(false);
  });

  it("does not stand for the password", () => {
    expect(eraseAccountSchema.safeParse({ word: "erase", password: "" }).success).toBe(false);
    expect(eraseAccountSchema.safeParse({ word: "erase" }).success).toBe(false);
  });
});
