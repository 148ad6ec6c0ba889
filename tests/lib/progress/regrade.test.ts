import { beforeEach, describe, expect, it } from "vitest";
import type { Guest, GuestOrUser } from "#lib/accounts/viewer.ts";
import { checkerVersion } from "#lib/checker/check-submission.ts";
import type { BlankVerdict, SubmissionVerdict } from "#lib/checker/verdict.ts";
import { db } from "#lib/db/client.ts";
import { type RegradeReport, regradeExercise } from "#lib/progress/regrade-exercise.ts";
import { selectSubmissionView } from "#lib/progress/submission-view.ts";
import { newGuest, now, secondsLater, signedInAs } from "#tests/fixtures/accounts.ts";
import {
  changeExercise,
  empty,
  gatedSlug,
  publishCourse,
  right,
  slug,
  threeBlanks,
  work,
  wrong,
} from "#tests/fixtures/exercises-course.ts";

let folder: string;
let guest: Guest;
beforeEach(async () => {
  folder = await publishCourse();
  guest = (await newGuest()).viewer;
});

const later = secondsLater(86_400);

async function regrade(options: { apply?: boolean; mayLower?: boolean } = {}, at = later): Promise<RegradeReport> {
  const { apply = false, mayLower = false } = options;
  const regraded = await regradeExercise({ exercise: slug, apply, mayLower }, at);
  if (!regraded.ok) throw new Error(regraded.refusal.code);
  return regraded.value;
}

const none = { same: 0, reworded: 0, raised: 0, lowered: 0, failed: 0 };

/** Makes a stored verdict, and what it came to, as an older checker left it: these blanks say this, and all others nothing new. */
async function tellEarlier(
  viewer: GuestOrUser,
  submissionId: string,
  said: Readonly<Record<string, Partial<BlankVerdict>>>,
  score: number,
): Promise<void> {
  const { verdict: stored } = await db.submission.findUniqueOrThrow({ where: { id: submissionId } });
  const now_ = stored as unknown as SubmissionVerdict;
  const blanks = now_.blanks.map((blank) => ({ ...blank, ...said[blank.blank] }));
  const verdict = { ...now_, blanks, score, checkerVersion: 1 };
  await db.submission.update({
    where: { id: submissionId },
    data: { verdict: verdict as object, score, checkerVersion: 1 },
  });
  const solvedBlanks = blanks.filter((blank) => blank.score >= 0.8).map(({ blank }) => blank);
  await db.completion.updateMany({
    where: { learnerId: viewer.learnerId },
    data: { bestScore: score, lastScore: score, solvedBlanks, solvedAt: solvedBlanks.length === 3 ? now : null },
  });
}

const missed = { verdict: "incorrect", score: 0, code: "different", message: "Not this." } as const;
const praised = { verdict: "correct", score: 1, code: "correct", message: "Right.", diagnosis: null } as const;

async function stateOf() {
  return [
    await db.submission.findMany({ orderBy: { id: "asc" } }),
    await db.completion.findMany({ orderBy: { learnerId: "asc" } }),
    await db.earlierVerdict.findMany({ orderBy: { replacedAt: "asc" } }),
  ];
}

describe("a regrade", () => {
  it("finds nothing to change where the checker says what it said", async () => {
    await work(guest, right);
    await work(guest, { ...wrong, slope: "2*(" }, { at: secondsLater(1) });
    const before = await stateOf();
    expect(await regrade({ apply: true, mayLower: true })).toEqual({
      checkerVersion,
      revisions: [{ revision: 1, counts: { ...none, same: 2 }, moves: [] }],
      failures: [],
      written: 0,
      learners: 0,
    });
    expect(await stateOf()).toEqual(before);
  });

  it("takes a verdict of the first checker, which knew no parts, for what it is", async () => {
    await work(guest, right);
    await db.$executeRaw`UPDATE "Submission" SET "checkerVersion" = 1, verdict = jsonb_set(verdict, '{blanks}',
      (SELECT jsonb_agg(blank - 'parts') FROM jsonb_array_elements(verdict -> 'blanks') AS blank))`;
    expect((await regrade()).revisions[0]?.counts).toEqual({ ...none, same: 1 });
  });

  it("only reports until it is told to apply", async () => {
    const { submissionId } = await work(guest, right);
    await tellEarlier(guest, submissionId, { formula: missed }, 0.5);
    const before = await stateOf();
    expect(await regrade({ mayLower: true })).toMatchObject({
      revisions: [
        {
          counts: { ...none, raised: 1 },
          moves: [{ blank: "formula", from: "incorrect", to: "correct", count: 1 }],
        },
      ],
      written: 0,
    });
    expect(await stateOf()).toEqual(before);
  });

  it("raises, keeps what was said until then, and gives the exercise as solved when it was", async () => {
    const { submissionId } = await work(guest, right);
    await tellEarlier(guest, submissionId, { formula: missed }, 0.5);
    const until = await db.submission.findUniqueOrThrow({ where: { id: submissionId } });
    expect(await regrade({ apply: true })).toMatchObject({ written: 1, learners: 1 });
    expect(await db.submission.findUniqueOrThrow({ where: { id: submissionId } })).toMatchObject({
      texts: right,
      score: 1,
      checkerVersion,
      createdAt: now,
      verdict: { score: 1, checkerVersion },
    });
    expect(await db.earlierVerdict.findMany()).toEqual([
      { submissionId, replacedAt: later, verdict: until.verdict, score: 0.5, checkerVersion: 1 },
    ]);
    expect(await db.completion.findFirstOrThrow()).toMatchObject({
      bestScore: 1,
      lastScore: 1,
      solvedBlanks: ["formula", "gradient", "slope"],
      solvedAt: now,
      updatedAt: later,
    });
  });

  it("takes nothing back of what was reached in a way that the verdicts no longer tell", async () => {
    const { submissionId } = await work(guest, { ...empty, formula: right.formula });
    await tellEarlier(guest, submissionId, { formula: missed }, 0);
    const reached = { bestScore: 1, lastScore: 0.75, solvedBlanks: ["gradient", "slope"], solvedAt: null };
    await db.completion.updateMany({ data: reached });
    await regrade({ apply: true });
    expect(await db.completion.findFirstOrThrow()).toMatchObject({
      ...reached,
      solvedBlanks: ["formula", "gradient", "slope"],
    });
  });

  it("changes nothing the second time", async () => {
    const { submissionId } = await work(guest, right);
    await tellEarlier(guest, submissionId, { formula: missed }, 0.5);
    await regrade({ apply: true });
    const after = await stateOf();
    const again = await regrade({ apply: true, mayLower: true }, secondsLater(90_000));
    expect(again).toMatchObject({ written: 0, revisions: [{ counts: { ...none, same: 1 } }] });
    expect(await stateOf()).toEqual(after);
  });

  it("says in other words what counts the same", async () => {
    const { submissionId } = await work(guest, wrong);
    await tellEarlier(guest, submissionId, { slope: { message: "No.", diagnosis: null } }, 0);
    expect(await regrade({ apply: true })).toMatchObject({
      written: 1,
      revisions: [{ counts: { ...none, reworded: 1 }, moves: [] }],
    });
  });
});

describe("a verdict that would go down", () => {
  let submissionId: string;
  beforeEach(async () => {
    ({ submissionId } = await work(guest, { ...wrong, slope: right.slope }));
    await tellEarlier(guest, submissionId, { gradient: praised, formula: praised }, 1);
  });

  it("stays as it is, and so does what it came to", async () => {
    const before = await stateOf();
    expect(await regrade({ apply: true })).toMatchObject({
      written: 0,
      revisions: [{ counts: { ...none, lowered: 1 } }],
    });
    expect(await stateOf()).toEqual(before);
  });

  it("is written where it may be, with the completion as the verdicts have it now", async () => {
    expect(await regrade({ apply: true, mayLower: true })).toMatchObject({ written: 1 });
    expect(await db.completion.findFirstOrThrow()).toMatchObject({
      bestScore: 0.25,
      solvedBlanks: ["slope"],
      solvedAt: null,
    });
    expect(await db.earlierVerdict.findMany()).toMatchObject([{ score: 1, checkerVersion: 1 }]);
  });

  it("counts as going down also where another blank goes up by as much", async () => {
    await tellEarlier(guest, submissionId, { slope: missed, gradient: praised }, 0.25);
    expect((await regrade({ apply: true })).revisions[0]?.counts).toEqual({ ...none, lowered: 1 });
  });

  it("does not keep the others of its learner from going up", async () => {
    const second = await work(guest, right, { at: secondsLater(5) });
    await tellEarlier(guest, second.submissionId, { formula: missed }, 0.5);
    // As both left it: solved by the first.
    await db.completion.updateMany({
      data: { bestScore: 1, solvedBlanks: ["formula", "gradient", "slope"], solvedAt: now },
    });
    expect(await regrade({ apply: true })).toMatchObject({
      written: 1,
      revisions: [{ counts: { ...none, raised: 1, lowered: 1 } }],
    });
    expect(await db.completion.findFirstOrThrow()).toMatchObject({ bestScore: 1, solvedAt: now });
    await regrade({ apply: true, mayLower: true });
    // The second alone solves it now, and did so then.
    expect(await db.completion.findFirstOrThrow()).toMatchObject({ bestScore: 1, solvedAt: secondsLater(5) });
  });
});

it("gives an attempt back where nothing could be read, and takes one only where it may lower", async () => {
  const { viewer } = await signedInAs(null);
  const { submissionId } = await work(viewer, { ...empty, slope: "2*(" });
  await tellEarlier(viewer, submissionId, { slope: missed }, 0);
  await db.completion.updateMany({ data: { attemptsUsed: 1 } });
  await regrade({ apply: true });
  expect(await db.completion.findFirstOrThrow()).toMatchObject({ attemptsUsed: 0 });

  const other = await work(viewer, { ...empty, slope: "t - y3" }, { at: secondsLater(1) });
  await tellEarlier(
    viewer,
    other.submissionId,
    { slope: { ...missed, verdict: "invalid", code: "unreadable" as never } },
    0,
  );
  await db.completion.updateMany({ data: { attemptsUsed: 0 } });
  await regrade({ apply: true });
  expect(await db.completion.findFirstOrThrow()).toMatchObject({ attemptsUsed: 0 });
});

it("takes off what the hints cost that were taken before it was sent", async () => {
  const { viewer } = await signedInAs(null);
  await db.$executeRaw`UPDATE "ExerciseRevision" SET definition = jsonb_set(definition, '{exercise,policy,hintCost}', '0.25')`;
  const { submissionId } = await work(viewer, right, { at: secondsLater(10) });
  const { attemptId } = await db.submission.findUniqueOrThrow({ where: { id: submissionId } });
  await db.hintTaken.createMany({
    data: [5, 20].map((seconds, place) => ({
      attemptId,
      blank: "slope",
      layer: place + 1,
      takenAt: secondsLater(seconds),
    })),
  });
  await tellEarlier(viewer, submissionId, { formula: missed }, 0.375);
  await regrade({ apply: true });
  expect(await db.submission.findUniqueOrThrow({ where: { id: submissionId } })).toMatchObject({ score: 0.75 });
  expect(await db.completion.findFirstOrThrow()).toMatchObject({ bestScore: 0.75 });
});

it("judges each submission by the revision it answers, and leaves other exercises alone", async () => {
  const { viewer } = await signedInAs("member");
  await work(viewer, { gradient: "1" }, { exercise: gatedSlug });
  await work(viewer, right);
  await changeExercise(folder, threeBlanks.replace("W3: 1.2", "W3: 1.3"));
  const last = await work(viewer, right, { revision: "2", at: secondsLater(9) });
  await tellEarlier(viewer, last.submissionId, { slope: missed, gradient: missed, formula: missed }, 0);
  expect((await regrade()).revisions).toMatchObject([
    { revision: 1, counts: { ...none, same: 1 }, moves: [] },
    { revision: 2, counts: { ...none, raised: 1 }, moves: [{ count: 1 }, { count: 1 }, { count: 1 }] },
  ]);
});

it("goes on past a submission that cannot be judged, says why, and leaves it", async () => {
  await work(guest, right);
  await changeExercise(folder, threeBlanks.replace("Three", "Still three"));
  const { submissionId } = await work(guest, right, { revision: "2", at: secondsLater(1) });
  await tellEarlier(guest, submissionId, { formula: missed }, 0.5);
  await db.$executeRaw`UPDATE "ExerciseRevision" SET definition = jsonb_set(definition, '{exercise,model}', '"x"') WHERE number = 1`;
  const report = await regrade({ apply: true });
  expect(report).toMatchObject({
    revisions: [{ counts: { ...none, failed: 1 } }, { counts: { ...none, raised: 1 } }],
    failures: [{ reason: expect.stringContaining("cannot be read") }],
    written: 1,
  });
});

it("meets every submission of every learner, however many there are", async () => {
  const { submissionId } = await work(guest, wrong);
  await tellEarlier(guest, submissionId, { slope: { message: "No." } }, 0);
  // 130 learners with one submission each, and one with 131.
  await db.$executeRaw`
    WITH learner AS (
      INSERT INTO "Learner" (id) SELECT gen_random_uuid() FROM generate_series(1, 130) RETURNING id
    ), attempt AS (
      INSERT INTO "Attempt" (id, "learnerId", "exerciseRevisionId", variant)
      SELECT gen_random_uuid(), learner.id, kept."exerciseRevisionId", 0 FROM learner, "Attempt" AS kept RETURNING id, "learnerId"
    ), completion AS (
      INSERT INTO "Completion" ("learnerId", "exerciseId", "bestScore", "solvedBlanks", "updatedAt")
      SELECT learner.id, kept."exerciseId", 0, '{}', kept."updatedAt" FROM learner, "Completion" AS kept
    ), place AS (
      SELECT id, id::text AS hash FROM attempt
      UNION ALL SELECT kept.id, number::text FROM "Attempt" AS kept, generate_series(1, 130) AS number
    )
    INSERT INTO "Submission" (id, "attemptId", "textsHash", texts, verdict, score, "checkerVersion")
    SELECT gen_random_uuid(), place.id, place.hash, texts, verdict, score, "checkerVersion" FROM place, "Submission"`;
  expect(await regrade()).toMatchObject({ revisions: [{ counts: { ...none, reworded: 261 } }] });
  expect(await regrade({ apply: true })).toMatchObject({ written: 261, learners: 131 });
  expect(await regrade()).toMatchObject({ revisions: [{ counts: { ...none, same: 261 } }] });
  expect(await db.earlierVerdict.count()).toBe(261);
});

it("loses nothing that is sent while it runs, nor where two run at once", async () => {
  const { submissionId } = await work(guest, { ...right, formula: "" });
  await tellEarlier(guest, submissionId, { slope: missed }, 0.25);
  const sent = Array.from({ length: 20 }, (_, index) =>
    work(guest, { ...empty, formula: index === 7 ? right.formula : `y3 + ${index}` }, { at: secondsLater(index + 1) }),
  );
  await Promise.all([...sent, regrade({ apply: true }), regrade({ apply: true }, secondsLater(90_000))]);
  expect(await db.submission.count()).toBe(21);
  expect(await db.earlierVerdict.count()).toBe(1);
  expect(await db.completion.findFirstOrThrow()).toMatchObject({
    bestScore: 0.5,
    solvedBlanks: ["formula", "gradient", "slope"],
  });
});

it("is refused for an exercise that is not there", async () => {
  expect(await regradeExercise({ exercise: "third", apply: true, mayLower: true }, now)).toEqual({
    ok: false,
    refusal: { code: "unknown-exercise" },
  });
});

it("shows on the submission's page what was said first, and what is said now", async () => {
  const { submissionId } = await work(guest, right);
  await tellEarlier(guest, submissionId, { formula: missed }, 0.5);
  await regrade({ apply: true });
  const view = await selectSubmissionView(guest, submissionId, now);
  expect(view).toMatchObject({ score: 0.5, regraded: { at: later.toISOString(), score: 1 } });
  expect(view?.blanks).toMatchObject([
    { id: "slope", verdict: { verdict: "correct" }, verdictNow: null },
    { id: "gradient", verdict: { verdict: "correct" }, verdictNow: null },
    { id: "formula", verdict: { verdict: "incorrect", message: "Not this." }, verdictNow: { verdict: "correct" } },
  ]);
});
