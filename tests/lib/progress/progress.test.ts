import { beforeEach, describe, expect, it } from "vitest";
import { type Guest, visitor } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import { selectProgress } from "#lib/progress/queries.ts";
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

const free = { slug, title: "Three blanks", blanks: 3, solvedBlanks: 0, bestScore: 0, solvedAt: null, isOpen: true };
const gated = { ...free, slug: gatedSlug, title: "A gated exercise", blanks: 1, isOpen: false };
const nextFree = { lesson: "second-steps", title: "Three blanks", exercise: slug, isBegun: false };

describe("progress", () => {
  it("begins with every lesson, its exercises, and the first of them to do", async () => {
    expect(await selectProgress(visitor, now)).toEqual({
      solved: 0,
      total: 2,
      next: nextFree,
      lessons: [
        { slug: "first-steps", title: "A lesson", number: 1, exercises: [] },
        { slug: "second-steps", title: "A lesson", number: 2, exercises: [free, gated] },
      ],
    });
  });

  it("tells what is solved of each, in one submission or in several", async () => {
    await work(guest, { ...wrong, formula: right.formula });
    const { lessons, solved, next } = await selectProgress(guest, now);
    expect(lessons[1]?.exercises[0]).toEqual({ ...free, solvedBlanks: 1, bestScore: 0.5 });
    expect({ solved, next }).toEqual({ solved: 0, next: { ...nextFree, isBegun: true } });

    await work(guest, { ...right, formula: "" }, { at: secondsLater(9) });
    const after = await selectProgress(guest, now);
    const solvedAt = secondsLater(9).toISOString();
    expect(after.lessons[1]?.exercises[0]).toEqual({ ...free, solvedBlanks: 3, bestScore: 0.5, solvedAt });
    expect(after).toMatchObject({ solved: 1, total: 2, next: null });
  });

  it("takes nothing back for a wrong answer that comes later", async () => {
    await work(guest, right);
    const before = await selectProgress(guest, now);
    await work(guest, wrong, { at: secondsLater(9) });
    expect(await selectProgress(guest, now)).toEqual(before);
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
    const kept = { ...free, blanks: 4, solvedBlanks: 3, bestScore: 1, solvedAt };
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
    expect(await selectProgress(guest, now)).toEqual({ solved: 0, total: 0, next: null, lessons: [] });
  });

  it("selects no body and tells nothing of a gated text", async () => {
    const { value, sent } = await sentDuring(() => selectProgress(guest, now));
    expect(sent.filter(selectsBlocks)).toEqual([]);
    expect(JSON.stringify(value)).not.toContain(marker);
  });
});
