import { beforeEach, describe, expect, it } from "vitest";
import { type Guest, type Viewer, visitor } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import { markSegmentRead } from "#lib/progress/mark-segment-read.ts";
import { selectProgress } from "#lib/progress/select-progress.ts";
import { makeUser, newGuest, now, openSession, secondsLater, signedInAs } from "#tests/fixtures/accounts.ts";
import {
  changeExercise,
  empty,
  gatedSlug,
  publishCourse,
  publishFolder,
  right,
  slug,
  threeBlanks,
  work,
  wrong,
} from "#tests/fixtures/exercises-course.ts";
import { changeCourse, marker, smallCourse } from "#tests/fixtures/lessons-course.ts";
import { selectsBlocks, sentDuring } from "#tests/fixtures/statements.ts";

let folder: string;
let guest: Guest;
beforeEach(async () => {
  folder = await publishCourse();
  guest = (await newGuest()).viewer;
});

const free = {
  slug,
  title: "Three blanks",
  blanks: 3,
  solvedBlanks: 0,
  score: null as number | null,
  attemptsUsed: 0,
  solvedAt: null as string | null,
  lastAt: null as string | null,
  isOpen: true,
  isRequired: true,
  isWithheld: false,
  isLeft: true,
};
const gated = { ...free, slug: gatedSlug, title: "A gated exercise", blanks: 1, isOpen: false, isLeft: false };
const nextFree = { lesson: "second-steps", title: "Three blanks", exercise: slug, heading: null, isBegun: false };
const heading = (id: string, text: string, number = "1") => ({ id, depth: 2, number, text });
const part = { ordinal: 0, first: null, last: null, isOpen: true, readAt: null, state: null };
const begin = heading("where-it-begins", "Where it begins");
const firstPart = { ...part, first: begin, last: begin };
const [first, second] = [heading("how-it-begins", "How it begins"), heading("how-it-ends", "How it ends", "2")];
const secondParts = [
  { ...part, first, last: first },
  { ...part, ordinal: 1, isOpen: false, first: second, last: second },
  { ...part, ordinal: 2 },
];

describe("progress", () => {
  it("begins with every lesson, its exercises, and the first of them to do", async () => {
    expect(await selectProgress(visitor, now)).toEqual({
      solved: 0,
      total: 2,
      awaited: 0,
      next: nextFree,
      nextToRead: { lesson: "first-steps", title: "Where it begins", exercise: null, heading: "where-it-begins" },
      last: null,
      lessons: [
        { slug: "first-steps", title: "A lesson", number: 1, parts: [firstPart], exercises: [] },
        { slug: "second-steps", title: "A lesson", number: 2, parts: secondParts, exercises: [free, gated] },
      ],
    });
  });

  it("tells what is solved of each, in one submission or in several", async () => {
    await work(guest, { ...wrong, formula: right.formula });
    const { lessons, solved, next } = await selectProgress(guest, now);
    expect(lessons[1]?.exercises[0]).toEqual({
      ...free,
      solvedBlanks: 1,
      score: 0.5,
      attemptsUsed: 1,
      lastAt: now.toISOString(),
    });
    expect({ solved, next }).toEqual({ solved: 0, next: { ...nextFree, isBegun: true } });

    await work(guest, { ...right, formula: "" }, { at: secondsLater(9) });
    const after = await selectProgress(guest, now);
    const solvedAt = secondsLater(9).toISOString();
    expect(after.lessons[1]?.exercises[0]).toEqual({
      ...free,
      solvedBlanks: 3,
      score: 0.5,
      attemptsUsed: 2,
      solvedAt,
      lastAt: solvedAt,
      isLeft: false,
    });
    expect(after).toMatchObject({ solved: 1, total: 2, next: null });
  });

  it("takes nothing back for a wrong answer that comes later", async () => {
    await work(guest, right);
    const before = (await selectProgress(guest, now)).lessons[1]?.exercises[0];
    await work(guest, wrong, { at: secondsLater(9) });
    const { lessons } = await selectProgress(guest, now);
    const lastAt = secondsLater(9).toISOString();
    expect(lessons[1]?.exercises[0]).toEqual({ ...before, attemptsUsed: 2, lastAt });
  });

  it("offers next what is open to whoever asks", async () => {
    const { viewer } = await signedInAs("pro");
    await work(viewer, right);
    const progress = await selectProgress(viewer, now);
    expect(progress.next).toMatchObject({ exercise: gatedSlug });
    expect(progress.lessons[1]?.exercises.map(({ isOpen }) => isOpen)).toEqual([true, true]);
    await work(viewer, { gradient: "dL/dz1 * x0" }, { exercise: gatedSlug });
    expect(await selectProgress(viewer, now)).toMatchObject({ solved: 2, total: 2, next: null });
  });

  it("never shows another learner's work", async () => {
    await work(guest, right);
    const fresh = await selectProgress(visitor, now);
    expect(await selectProgress((await newGuest()).viewer, now)).toEqual(fresh);
    const { viewer } = await signedInAs(null, { role: "learner" });
    expect(await selectProgress(viewer, now)).toEqual(fresh);
  });

  it("of a guest is the user's after signing in", async () => {
    await work(guest, { ...right, formula: "" });
    const before = await selectProgress(guest, now);
    const userId = await makeUser("ada@example.org");
    const { viewer } = await openSession(userId, now, guest);
    expect(await selectProgress(viewer, now)).toEqual(before);
    expect(await work(viewer, { ...empty, formula: right.formula })).toMatchObject({
      solvedBlanks: ["slope", "gradient", "formula"],
    });
  });

  it("counts an exercise once that stands in two lessons, and keeps it solved when it asks more", async () => {
    const first = smallCourse["01-first-steps.mdx"] ?? "";
    await changeCourse(folder, { "01-first-steps.mdx": `${first}\n<Exercise id="${slug}" />\n` });
    await publishFolder(folder);
    expect(await selectProgress(guest, now)).toMatchObject({ total: 2, next: { lesson: "first-steps" } });
    await work(guest, right);
    await changeExercise(folder, threeBlanks.replace("tests:", "  - { id: more, ask: dL/dW1, as: number }\ntests:"));
    const { solved, lessons } = await selectProgress(guest, now);
    expect(solved).toBe(1);
    const solvedAt = now.toISOString();
    const done = { solvedBlanks: 3, score: 1, attemptsUsed: 1, solvedAt, lastAt: solvedAt, isLeft: false };
    const kept = { ...free, blanks: 4, ...done };
    expect(lessons.map(({ exercises }) => exercises)).toEqual([[kept], [kept, gated]]);
  });

  it("leaves out what is offline", async () => {
    await db.lesson.update({ where: { slug: "second-steps" }, data: { publishedRevisionId: null } });
    expect(await selectProgress(guest, now)).toMatchObject({
      total: 0,
      next: null,
      lessons: [{ slug: "first-steps" }],
    });
  });

  it("is empty where nothing is published", async () => {
    await db.lesson.updateMany({ data: { publishedRevisionId: null } });
    expect(await selectProgress(guest, now)).toEqual({
      solved: 0,
      total: 0,
      awaited: 0,
      next: null,
      nextToRead: null,
      last: null,
      lessons: [],
    });
  });

  it("selects no body and tells nothing of a gated text", async () => {
    const { value, sent } = await sentDuring(() => selectProgress(guest, now));
    expect(sent.filter(selectsBlocks)).toEqual([]);
    expect(JSON.stringify(value)).not.toContain(marker);
  });
});

describe("a part of a lesson", () => {
  const read = (viewer: Viewer, ordinal: number, at = now) =>
    markSegmentRead(viewer, { lesson: "second-steps", ordinal }, at);
  const states = async (viewer: Viewer) =>
    (await selectProgress(viewer, now)).lessons[1]?.parts.map(({ state }) => state);

  it("is read at its end and done by its required exercises, whichever comes first", async () => {
    expect(await read(guest, 0)).toEqual({ ok: true, value: { isFirst: true } });
    expect(await states(guest)).toEqual(["read", null, null]);
    await work(guest, { ...right, formula: "" });
    expect(await states(guest)).toEqual(["read", null, null]);
    await work(guest, right, { at: secondsLater(1) });
    expect(await states(guest)).toEqual(["done", null, null]);
    await read(guest, 2);
    expect(await states(guest)).toEqual(["done", null, "read"]);
    const other = (await newGuest()).viewer;
    await work(other, right);
    expect(await states(other)).toEqual(["done", null, null]);
  });

  it("is never done by an exercise that is not required", async () => {
    await changeExercise(folder, `${threeBlanks}policy: { required: false }\n`);
    await work(guest, right, { revision: "2" });
    expect(await states(guest)).toEqual([null, null, null]);
  });

  it("keeps the first time it was read", async () => {
    await read(guest, 0);
    expect(await read(guest, 0, secondsLater(9))).toEqual({ ok: true, value: { isFirst: false } });
    expect(await db.segmentRead.findMany({ select: { ordinal: true, readAt: true } })).toEqual([
      { ordinal: 0, readAt: now },
    ]);
  });

  it("is kept for nobody without a session, and of nothing that is closed or not there", async () => {
    expect(await read(visitor, 0)).toEqual({ ok: false, refusal: { code: "no-session" } });
    expect(await read(guest, 1)).toEqual({ ok: false, refusal: { code: "unknown-segment" } });
    expect(await read(guest, 7)).toEqual({ ok: false, refusal: { code: "unknown-segment" } });
    const elsewhere = await markSegmentRead(guest, { lesson: "third-steps", ordinal: 0 }, now);
    expect(elsewhere).toEqual({ ok: false, refusal: { code: "unknown-segment" } });
    expect(await db.segmentRead.count()).toBe(0);
    const { viewer } = await signedInAs("member");
    expect(await read(viewer, 1)).toMatchObject({ ok: true });
  });
});

describe("where the reader was last", () => {
  const last = async (viewer: Viewer) => (await selectProgress(viewer, now)).last;
  const atExercise = { lesson: "second-steps", title: "Three blanks", exercise: slug, heading: null };
  const atSection = { lesson: "second-steps", title: "How it begins", exercise: null, heading: "how-it-begins" };

  it("is the part read or the exercise tried most lately", async () => {
    expect(await last(guest)).toBeNull();
    await work(guest, wrong, { at: secondsLater(1) });
    expect(await last(guest)).toEqual(atExercise);
    await markSegmentRead(guest, { lesson: "second-steps", ordinal: 0 }, secondsLater(2));
    expect(await last(guest)).toEqual(atSection);
    await work(guest, right, { at: secondsLater(3) });
    expect(await last(guest)).toEqual(atExercise);
  });

  it("is never a place that has been closed to them", async () => {
    const { viewer } = await signedInAs("member");
    await markSegmentRead(viewer, { lesson: "second-steps", ordinal: 0 }, now);
    await markSegmentRead(viewer, { lesson: "second-steps", ordinal: 1 }, secondsLater(1));
    expect(await last(viewer)).toMatchObject({ heading: "how-it-ends" });
    expect(await last({ ...viewer, grants: [] })).toEqual(atSection);
  });

  it("is the same on two devices of one person", async () => {
    const userId = await makeUser("ada@example.org");
    const [one, other] = [await openSession(userId), await openSession(userId)];
    await work(one.viewer, wrong);
    expect(await selectProgress(other.viewer, now)).toEqual(await selectProgress(one.viewer, now));
    expect(await last(other.viewer)).toEqual(atExercise);
  });
});

describe("what the author withholds", () => {
  const test = (policy: string) => `${threeBlanks}policy: ${policy}\n`;
  const own = async (viewer: Viewer, at = now) => (await selectProgress(viewer, at)).lessons[1]?.exercises[0];

  it("is told by no count, score or next step before the last attempt", async () => {
    await changeExercise(folder, test("{ attempts: 2, feedback: after-last }"));
    const [one, other] = [(await signedInAs(null)).viewer, (await signedInAs(null)).viewer];
    await work(one, right, { revision: "2" });
    await work(other, wrong, { revision: "2" });
    const told = await selectProgress(one, now);
    expect(told).toEqual(await selectProgress(other, now));
    expect(told).toMatchObject({ solved: 0, awaited: 1, next: null });
    const withheld = { isWithheld: true, isLeft: false, attemptsUsed: 1, lastAt: now.toISOString() };
    expect(await own(one)).toEqual({ ...free, ...withheld });
    await work(one, wrong, { revision: "2", at: secondsLater(1) });
    expect(await own(one)).toMatchObject({ isWithheld: false, solvedBlanks: 3, score: 1, attemptsUsed: 2 });
  });

  it("is told from the moment on that the author names", async () => {
    await changeExercise(folder, test(`{ feedback: { from: "${secondsLater(60).toISOString()}" } }`));
    const { viewer } = await signedInAs(null);
    await work(viewer, right, { revision: "2" });
    expect(await own(viewer)).toMatchObject({ score: null, solvedBlanks: 0, solvedAt: null });
    expect(await own(viewer, secondsLater(60))).toMatchObject({ score: 1, solvedBlanks: 3 });
  });

  it("leaves the last score to count where the author says so", async () => {
    await changeExercise(folder, test("{ credit: last }"));
    await work(guest, right, { revision: "2" });
    await work(guest, { ...right, slope: wrong.slope }, { revision: "2", at: secondsLater(1) });
    expect(await own(guest)).toMatchObject({ score: 0.75, solvedBlanks: 3 });
  });

  it("offers nothing as next that cannot be worked on", async () => {
    const next = async (viewer: Viewer) => (await selectProgress(viewer, now)).next?.exercise;
    await changeExercise(folder, test("{ attempts: 1 }"));
    const { viewer } = await signedInAs(null);
    expect([await next(guest), await next(viewer)]).toEqual([undefined, slug]);
    await work(viewer, wrong, { revision: "2" });
    expect(await next(viewer)).toBeUndefined();
    await changeExercise(folder, test(`{ opens: "${secondsLater(60).toISOString()}" }`));
    expect(await next(viewer)).toBeUndefined();
  });
});
