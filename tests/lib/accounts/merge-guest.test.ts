import pg from "pg";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { mergeGuest } from "#lib/accounts/merge-guest.ts";
import type { Guest, SignedIn } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import { transaction } from "#lib/db/transaction.ts";
import { giveUp } from "#lib/progress/give-up.ts";
import { markSegmentRead } from "#lib/progress/mark-segment-read.ts";
import { saveDraft } from "#lib/progress/save-draft.ts";
import { takeHint } from "#lib/progress/take-hint.ts";
import { newGuest, now, secondsLater, signedInAs } from "#tests/fixtures/accounts.ts";
import {
  changeExercise,
  empty,
  publishCourse,
  right,
  slug,
  threeBlanks,
  work,
  wrong,
} from "#tests/fixtures/exercises-course.ts";

let folder: string;
let guest: Guest;
let user: SignedIn;
beforeEach(async () => {
  folder = await publishCourse();
  guest = (await newGuest()).viewer;
  user = (await signedInAs(null)).viewer;
});

const merge = () => transaction((tx) => mergeGuest(tx, guest.learnerId, user.learnerId));

/** These people have a session. */
function neverBegins(): never {
  throw new Error("somebody with a session was given another");
}

/** All that is kept, by learner; the texts of one blank stand for a submission. */
async function kept() {
  const attempts = await db.attempt.findMany({
    orderBy: { startedAt: "asc" },
    select: { learnerId: true, startedAt: true, submissions: { orderBy: { createdAt: "asc" } } },
  });
  return attempts.map(({ learnerId, startedAt, submissions }) => ({
    of: learnerId === user.learnerId ? "user" : learnerId === guest.learnerId ? "guest" : "somebody",
    startedAt,
    slopes: submissions.map(({ texts }) => (texts as Record<string, string>).slope),
  }));
}

describe("a guest's work", () => {
  it("becomes the user's who had none, and the guest is gone with their sessions", async () => {
    await work(guest, right);
    const before = await db.completion.findFirstOrThrow();
    await merge();
    expect(await kept()).toEqual([{ of: "user", startedAt: now, slopes: [right.slope] }]);
    expect(await db.completion.findMany()).toEqual([{ ...before, learnerId: user.learnerId }]);
    expect(await db.learner.findMany({ select: { id: true } })).toEqual([{ id: user.learnerId }]);
    expect(await db.session.count({ where: { userId: null } })).toBe(0);
  });

  it("goes under the user's attempt where both worked on the same; the same texts count once, and the user's stay", async () => {
    await work(user, { ...empty, slope: "1" }, { at: secondsLater(5) });
    await work(user, { ...empty, slope: "2" }, { at: secondsLater(6) });
    await work(guest, { ...empty, slope: "2" }, { at: secondsLater(1) });
    await work(guest, { ...empty, slope: "3" }, { at: secondsLater(2) });
    await merge();
    expect(await kept()).toEqual([{ of: "user", startedAt: secondsLater(1), slopes: ["3", "1", "2"] }]);
    expect(await db.completion.count()).toBe(1);
  });

  it("on another revision stays an attempt of its own", async () => {
    await work(guest, { ...empty, slope: "1" });
    await changeExercise(folder, threeBlanks.replace("Three", "Still three"));
    await work(user, { ...empty, slope: "2" }, { revision: "2", at: secondsLater(1) });
    await merge();
    expect(await kept()).toMatchObject([
      { of: "user", slopes: ["1"] },
      { of: "user", slopes: ["2"] },
    ]);
  });

  it("leaves everybody else's alone", async () => {
    const other = (await newGuest()).viewer;
    await work(other, right);
    const before = await db.completion.findMany();
    await merge();
    expect(await kept()).toMatchObject([{ of: "somebody", slopes: [right.slope] }]);
    expect(await db.completion.findMany()).toEqual(before);
  });
});

describe("of two completions", () => {
  it("the better score, all solved blanks and the earlier solving are kept", async () => {
    await work(guest, right, { at: secondsLater(1) });
    await work(user, { ...empty, slope: right.slope }, { at: secondsLater(2) });
    await merge();
    expect(await db.completion.findMany()).toMatchObject([
      {
        learnerId: user.learnerId,
        bestScore: 1,
        solvedBlanks: ["formula", "gradient", "slope"],
        solvedAt: secondsLater(1),
        updatedAt: secondsLater(2),
      },
    ]);
  });

  it("attempts used add up, and the last score is the later one's", async () => {
    await work(guest, { ...empty, slope: right.slope }, { at: secondsLater(3) });
    await work(guest, { ...empty, slope: "(y3" }, { at: secondsLater(4) });
    await work(user, right, { at: secondsLater(1) });
    await work(user, wrong, { at: secondsLater(2) });
    await merge();
    expect(await db.completion.findMany()).toMatchObject([{ attemptsUsed: 3, bestScore: 1, lastScore: 0.25 }]);
  });

  it("one on which nothing was judged gives no last score, however late it is", async () => {
    await work(user, right, { at: secondsLater(1) });
    await work(guest, { ...empty, slope: "(y3" }, { at: secondsLater(2) });
    await merge();
    expect(await db.completion.findMany()).toMatchObject([{ attemptsUsed: 1, lastScore: 1 }]);
  });

  it("two halves are a whole from the later of them on, whatever is sent afterwards", async () => {
    await work(guest, { ...right, formula: "" }, { at: secondsLater(1) });
    await work(user, { ...empty, formula: right.formula }, { at: secondsLater(2) });
    await merge();
    await work(user, { ...empty, formula: right.formula }, { at: secondsLater(3) });
    await work(user, wrong, { at: secondsLater(4) });
    expect(await db.completion.findMany()).toMatchObject([
      { bestScore: 0.5, solvedBlanks: ["formula", "gradient", "slope"], solvedAt: secondsLater(2) },
    ]);
  });
});

describe("of two attempts at the same numbers", () => {
  const target = { exercise: slug, revision: 1, variant: 0 };

  it("the earlier first try of each blank was the first", async () => {
    await work(guest, { ...empty, slope: wrong.slope, gradient: right.gradient }, { at: secondsLater(1) });
    await work(user, { ...empty, slope: right.slope, formula: right.formula }, { at: secondsLater(2) });
    await merge();
    const tries = await db.firstTry.findMany({ orderBy: { blank: "asc" } });
    const { id } = await db.attempt.findFirstOrThrow({ where: { learnerId: user.learnerId } });
    expect(tries).toEqual([
      { attemptId: id, blank: "formula", isRight: true, diagnosis: null, triedAt: secondsLater(2) },
      { attemptId: id, blank: "gradient", isRight: true, diagnosis: null, triedAt: secondsLater(1) },
      { attemptId: id, blank: "slope", isRight: false, diagnosis: "error-sign", triedAt: secondsLater(1) },
    ]);
  });

  it("a later first try of the guest's takes nothing away", async () => {
    await work(user, { ...empty, slope: right.slope }, { at: secondsLater(1) });
    await work(guest, { ...empty, slope: wrong.slope }, { at: secondsLater(2) });
    await merge();
    expect(await db.firstTry.findMany()).toMatchObject([{ isRight: true, triedAt: secondsLater(1) }]);
  });

  it("hints of both were taken, and a solution that one of them saw was seen", async () => {
    await takeHint(guest, { ...target, blank: "slope" }, secondsLater(1), neverBegins);
    await takeHint(user, { ...target, blank: "slope" }, secondsLater(2), neverBegins);
    await takeHint(user, { ...target, blank: "slope" }, secondsLater(3), neverBegins);
    await giveUp(guest, target, secondsLater(4), neverBegins);
    await merge();
    const hints = await db.hintTaken.findMany({ orderBy: { layer: "asc" }, select: { layer: true, takenAt: true } });
    expect(hints).toEqual([
      { layer: 1, takenAt: secondsLater(1) },
      { layer: 2, takenAt: secondsLater(3) },
    ]);
    expect(await db.attempt.findMany()).toMatchObject([{ learnerId: user.learnerId, gaveUpAt: secondsLater(4) }]);
  });

  it.each([
    ["guest", 2],
    ["user", 0],
  ])("the later draft is gone on with, here the %s's", async (whose, at) => {
    const draft = (of: string) => ({ ...target, texts: { ...empty, slope: of } });
    await saveDraft(user, draft("user"), secondsLater(1));
    await saveDraft(guest, draft("guest"), secondsLater(at));
    await merge();
    expect(await db.attempt.findMany()).toMatchObject([
      { draft: { slope: whose }, draftedAt: secondsLater(Math.max(1, at)) },
    ]);
  });
});

it("keeps what a guest has read, from the first time on, and what hangs on an attempt that moves as a whole", async () => {
  const read = (viewer: Guest | SignedIn, ordinal: number, at: Date) =>
    markSegmentRead(viewer, { lesson: "second-steps", ordinal }, at);
  await read(guest, 0, secondsLater(1));
  await read(user, 0, secondsLater(2));
  await read(guest, 2, secondsLater(3));
  await work(guest, wrong);
  await merge();
  const kept = await db.segmentRead.findMany({ orderBy: { ordinal: "asc" } });
  expect(kept).toMatchObject([
    { learnerId: user.learnerId, ordinal: 0, readAt: secondsLater(1) },
    { learnerId: user.learnerId, ordinal: 2, readAt: secondsLater(3) },
  ]);
  expect(await db.firstTry.count({ where: { attempt: { learnerId: user.learnerId } } })).toBe(3);
});

describe("nothing happens", () => {
  it("the second time", async () => {
    await work(guest, right);
    await merge();
    const before = [await kept(), await db.completion.findMany()];
    await merge();
    expect([await kept(), await db.completion.findMany()]).toEqual(before);
  });

  it("to a learner who is the same, or who has an account of their own", async () => {
    const other = (await signedInAs(null)).viewer;
    await work(other, right);
    await transaction((tx) => mergeGuest(tx, other.learnerId, user.learnerId));
    await transaction((tx) => mergeGuest(tx, user.learnerId, user.learnerId));
    expect(await kept()).toMatchObject([{ of: "somebody" }]);
    expect(await db.learner.count()).toBe(3);
  });

  it("where the transaction around it fails", async () => {
    await work(guest, right);
    const failing = transaction(async (tx) => {
      await mergeGuest(tx, guest.learnerId, user.learnerId);
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(await kept()).toMatchObject([{ of: "guest" }]);
  });
});

it("keeps an answer that a guest is sending at that moment", async () => {
  await work(user, { ...empty, slope: "1" });
  await work(guest, { ...empty, slope: "2" }, { at: secondsLater(1) });
  // Somebody holds the last row that the answer will touch, so that it is half-way when the merge begins.
  const holder = new pg.Client(process.env.DATABASE_URL);
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query("BEGIN");
  await holder.query(`SELECT FROM "Completion" WHERE "learnerId" = $1 FOR UPDATE`, [guest.learnerId]);
  const waiting = async (count: number) => {
    const select = () => db.$queryRaw<object[]>`
      SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await expect.poll(async () => (await select()).length, { interval: 5, timeout: 5_000 }).toBe(count);
  };
  const answered = work(guest, { ...empty, slope: right.slope }, { at: secondsLater(2) });
  await waiting(1);
  const merged = merge();
  await waiting(2);
  await holder.query("COMMIT");
  await Promise.all([answered, merged]);
  expect(await kept()).toMatchObject([{ of: "user", slopes: ["1", "2", right.slope] }]);
  expect(await db.completion.findMany()).toMatchObject([{ solvedBlanks: ["slope"] }]);
});

it("stores no answer of a guest who is gone, and says whose it was", async () => {
  await merge();
  await expect(work(guest, right)).rejects.toThrow(`learner ${guest.learnerId} is gone`);
  expect(await kept()).toEqual([]);
});
