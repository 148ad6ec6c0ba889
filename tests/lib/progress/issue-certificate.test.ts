import { beforeEach, describe, expect, it } from "vitest";
import { eraseAccount } from "#lib/accounts/erase-account.ts";
import { type SignedIn, visitor } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import { issueCertificate } from "#lib/progress/issue-certificate.ts";
import { revokeCertificate } from "#lib/progress/revoke-certificate.ts";
import { selectCertificate, selectCertificateRecord } from "#lib/progress/select-certificate.ts";
import { selectCertificateStandings } from "#lib/progress/select-certificate-standing.ts";
import { client, newGuest, now, password, secondsLater, signedInAs } from "#tests/fixtures/accounts.ts";
import {
  changeExercise,
  gatedSlug,
  publishCourse,
  right,
  slug,
  threeBlanks,
  work,
  wrong,
} from "#tests/fixtures/exercises-course.ts";
import { holdTable } from "#tests/fixtures/hold-table.ts";

const input = { course: "small", name: "Ada Lovelace" };
/** The gated exercise asks for dL/dW1 of the course's network; a formula's value is taken where a number is asked. */
const gatedRight = { gradient: "(y3 - t) y3 (1 - y3) W3 y2 (1 - y2) W2 y1 (1 - y1) x0" };

let folder: string;
let viewer: SignedIn;
beforeEach(async () => {
  folder = await publishCourse();
  ({ viewer } = await signedInAs("member"));
});

async function solveAll(who: SignedIn = viewer): Promise<void> {
  await work(who, right);
  await work(who, gatedRight, { exercise: gatedSlug, at: secondsLater(1) });
}

const issue = (at = secondsLater(2), who: SignedIn = viewer, name = input.name) =>
  issueCertificate(who, { ...input, name }, at);

async function issued(...parameters: Parameters<typeof issue>): Promise<string> {
  const result = await issue(...parameters);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value.code;
}

/** What the author decides, in every revision of an exercise. */
async function setPolicy(exercise: string, policy: object): Promise<void> {
  await db.$executeRaw`UPDATE "ExerciseRevision" AS revision
    SET definition = jsonb_set(definition, '{exercise,policy}', (definition #> '{exercise,policy}') || ${JSON.stringify(policy)}::jsonb)
    FROM "Exercise" WHERE "Exercise".id = revision."exerciseId" AND "Exercise".slug = ${exercise}`;
}

describe("a certificate", () => {
  it("is made when every required exercise is solved, and shows the name, the course, its revision, the date and what was solved", async () => {
    await solveAll();
    const code = await issued();
    expect(await selectCertificate(code, secondsLater(60))).toEqual({
      code,
      course: "A small course",
      issuedAt: secondsLater(2).toISOString(),
      isRevoked: false,
      name: "Ada Lovelace",
      courseRevision: expect.stringMatching(/^[0-9a-f]{64}$/),
      solved: ["Three blanks", "A gated exercise"],
    });
    expect(await selectCertificateStandings(viewer, now)).toMatchObject([
      { course: { slug: "small" }, certificate: { code, name: "Ada Lovelace", revoked: null }, required: 2 },
    ]);
  });

  it("does not need the level any more by which its exercises were solved", async () => {
    await solveAll();
    expect((await issue(secondsLater(2), { ...viewer, grants: [] })).ok).toBe(true);
  });

  it("does not ask for what is not required", async () => {
    await setPolicy(gatedSlug, { required: false });
    await work(viewer, right);
    const code = await issued();
    expect(await selectCertificate(code, now)).toMatchObject({ solved: ["Three blanks"] });
  });

  it("is the same at every later call, with the name of then, also when the course asks for more by now", async () => {
    await solveAll();
    const code = await issued();
    const before = await db.certificate.findMany();
    await changeExercise(folder, `${threeBlanks.replace("Three", "More")}`);
    await db.completion.updateMany({ data: { solvedAt: null, solvedBlanks: [] } });
    expect(await issued(secondsLater(9), viewer, "Somebody Else")).toBe(code);
    expect(await db.certificate.findMany()).toEqual(before);
  });

  it("is made once of several clicks at once, and all of them get it", async () => {
    await solveAll();
    const held = await holdTable("Certificate");
    const clicks = Array.from({ length: 4 }, () => issued());
    await held.untilWaiting(4);
    await held.letGo();
    expect(new Set(await Promise.all(clicks)).size).toBe(1);
    expect(await db.certificate.count()).toBe(1);
  });

  it("of two people has two codes and one course revision, which changes when the course does", async () => {
    const other = (await signedInAs("member")).viewer;
    await solveAll();
    await solveAll(other);
    const [first, second] = [await issued(), await issued(secondsLater(3), other)];
    expect(first).not.toBe(second);
    const revisions = async () =>
      (await db.certificate.findMany({ orderBy: { issuedAt: "asc" } })).map((row) => row.courseRevision);
    expect(new Set(await revisions()).size).toBe(1);
    await changeExercise(folder, threeBlanks.replace("Three", "Still three"));
    const third = (await signedInAs("member")).viewer;
    await work(third, right, { revision: "2" });
    await work(third, gatedRight, { exercise: gatedSlug });
    await issued(secondsLater(4), third);
    expect(new Set(await revisions()).size).toBe(2);
  });

  it("lists what was solved by its day, and nothing later", async () => {
    await setPolicy(gatedSlug, { required: false });
    await work(viewer, right);
    const code = await issued(now);
    await work(viewer, gatedRight, { exercise: gatedSlug, at: secondsLater(60) });
    expect(await selectCertificate(code, secondsLater(99))).toMatchObject({ solved: ["Three blanks"] });
  });

  it("still lists an exercise that was taken offline", async () => {
    await solveAll();
    const code = await issued();
    await db.exercise.updateMany({ where: { slug: gatedSlug }, data: { publishedRevisionId: null } });
    expect(await selectCertificate(code, now)).toMatchObject({ solved: ["Three blanks", "A gated exercise"] });
  });

  it("tells of no exercise whose result is withheld, and lists it once it is shown", async () => {
    await setPolicy(gatedSlug, { required: false, feedback: { from: secondsLater(60).toISOString() } });
    await solveAll();
    const code = await issued();
    expect(await selectCertificate(code, secondsLater(59))).toMatchObject({ solved: ["Three blanks"] });
    expect(await selectCertificate(code, secondsLater(60))).toMatchObject({
      solved: ["Three blanks", "A gated exercise"],
    });
  });

  it("goes with the account", async () => {
    await solveAll();
    const code = await issued();
    await eraseAccount(viewer, { word: "erase", password }, client, now);
    expect(await selectCertificate(code, now)).toBeNull();
  });
});

describe("no certificate is made", () => {
  const refused = async (expected: object, at = secondsLater(2)) => {
    expect(await issue(at)).toEqual({ ok: false, refusal: expected });
    expect(await db.certificate.count({ where: { revokedAt: null } })).toBe(0);
  };

  it("for a visitor or a guest", async () => {
    const guest = (await newGuest()).viewer;
    await work(guest, right);
    for (const who of [visitor, guest]) {
      expect(await issueCertificate(who, input, now)).toEqual({ ok: false, refusal: { code: "not-signed-in" } });
    }
  });

  it("in a course that is not there", async () => {
    expect(await issueCertificate(viewer, { ...input, course: "large" }, now)).toEqual({
      ok: false,
      refusal: { code: "unknown-course" },
    });
  });

  it("while an exercise is left, a gated one that is closed to whoever asks among them", async () => {
    await work(viewer, right);
    viewer = { ...viewer, grants: [] };
    await refused({ code: "exercises-left", left: [gatedSlug] });
  });

  it("by what somebody else has solved", async () => {
    await solveAll((await signedInAs("member")).viewer);
    await work(viewer, wrong);
    await refused({ code: "exercises-left", left: [slug, gatedSlug] });
  });

  it("before the result of a required exercise is shown, and then at once", async () => {
    await setPolicy(gatedSlug, { feedback: { from: secondsLater(60).toISOString() } });
    await solveAll();
    await refused({ code: "results-withheld" });
    const [standing] = await selectCertificateStandings(viewer, now);
    expect(standing?.decision).toMatchObject({
      reason: "results-withheld",
      awaited: [{ slug: gatedSlug, solvedAt: null }],
    });
    expect((await issue(secondsLater(60))).ok).toBe(true);
  });

  it("in a course that requires nothing", async () => {
    await setPolicy(slug, { required: false });
    await setPolicy(gatedSlug, { required: false });
    await refused({ code: "nothing-required" });
  });

  it("after the first was revoked, and its holder is told why", async () => {
    await solveAll();
    const code = await issued();
    await revokeCertificate("command line", { code, reason: "The exam was copied." }, secondsLater(5));
    await refused({ code: "certificate-revoked" });
    expect(await selectCertificateStandings(viewer, now)).toMatchObject([
      { certificate: { revoked: { at: secondsLater(5).toISOString(), reason: "The exam was copied." } } },
    ]);
  });
});

describe("revoking", () => {
  let code: string;
  beforeEach(async () => {
    await solveAll();
    code = await issued();
  });
  const revoke = (actor: Parameters<typeof revokeCertificate>[0], at = secondsLater(5), reason = "copied") =>
    revokeCertificate(actor, { code, reason }, at);

  it("by an admin takes the name and the list from its page, and says when", async () => {
    const admin = (await signedInAs(null, { role: "admin" })).viewer;
    expect(await revoke(admin)).toEqual({ ok: true, value: { name: "Ada Lovelace", course: "A small course" } });
    const view = await selectCertificate(code, secondsLater(6));
    expect(view).toEqual({
      code,
      course: "A small course",
      issuedAt: secondsLater(2).toISOString(),
      isRevoked: true,
      revokedAt: secondsLater(5).toISOString(),
    });
    expect(await selectCertificateRecord(code)).toMatchObject({
      name: "Ada Lovelace",
      email: viewer.email,
      revoked: { at: secondsLater(5), by: admin.email, reason: "copied" },
    });
  });

  it("is not for learners, authors, guests and visitors", async () => {
    const author = (await signedInAs(null, { role: "author" })).viewer;
    for (const actor of [viewer, author, (await newGuest()).viewer, visitor]) {
      expect(await revoke(actor)).toEqual({ ok: false, refusal: { code: "not-allowed" } });
    }
    expect(await selectCertificate(code, now)).toMatchObject({ isRevoked: false });
  });

  it("happens once: the first reason and moment stay", async () => {
    const answers = await Promise.all(
      [1, 2, 3].map((second) => revoke("command line", secondsLater(second), `${second}`)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const record = await selectCertificateRecord(code);
    expect(await revoke("command line")).toEqual({
      ok: false,
      refusal: { code: "already-revoked", at: record?.revoked?.at },
    });
    expect(await selectCertificateRecord(code)).toEqual(record);
  });

  it("finds no certificate of another code", async () => {
    const other = { code: "0000000000000000", reason: "copied" };
    expect(await revokeCertificate("command line", other, now)).toEqual({
      ok: false,
      refusal: { code: "unknown-certificate" },
    });
    expect(await selectCertificate(other.code, now)).toBeNull();
    expect(await selectCertificateRecord(other.code)).toBeNull();
  });
});
