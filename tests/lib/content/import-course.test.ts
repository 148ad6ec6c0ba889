import { rm } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import { visitor } from "#lib/accounts/viewer.ts";
import { importCourse } from "#lib/content/import-course.ts";
import { openLesson } from "#lib/content/open-lesson.ts";
import { selectCourses, selectLevels } from "#lib/content/queries.ts";
import { db } from "#lib/db/client.ts";
import { changeCourse, courseFolder, exerciseText, smallCourse } from "#tests/fixtures/lessons-course.ts";

const now = new Date("2026-11-20T10:00:00Z");
const later = new Date("2026-11-21T10:00:00Z");

const textOf = (file: string) => smallCourse[file] ?? "";

async function counted() {
  const [lessons, lessonRevisions, segments, exercises, exerciseRevisions] = await Promise.all([
    db.lesson.count(),
    db.lessonRevision.count(),
    db.segment.count(),
    db.exercise.count(),
    db.exerciseRevision.count(),
  ]);
  return { lessons, lessonRevisions, segments, exercises, exerciseRevisions };
}

/** Names heard on the publishing channel while `work` runs. */
async function heardDuring(work: () => Promise<unknown>): Promise<readonly string[]> {
  const client = new pg.Client(process.env.DATABASE_URL);
  await client.connect();
  onTestFinished(() => client.end());
  const heard: string[] = [];
  client.on("notification", ({ payload }) => heard.push(payload ?? ""));
  await client.query("LISTEN chainrule_published");
  await work();
  // A round trip after the commit: what was sent before it has arrived.
  await client.query("SELECT 1");
  return heard.toSorted();
}

describe("importing a course", () => {
  it("publishes lessons, segments, exercises and levels", async () => {
    const report = await importCourse(await courseFolder(), now);
    expect(report).toEqual({
      ok: true,
      course: "small",
      lessons: [
        { slug: "first-steps", outcome: "new" },
        { slug: "second-steps", outcome: "new" },
      ],
      exercises: [
        { slug: "free-gradient", outcome: "new" },
        { slug: "gated-gradient", outcome: "new" },
      ],
      notices: [],
    });
    expect(await counted()).toEqual({
      lessons: 2,
      lessonRevisions: 2,
      segments: 4,
      exercises: 2,
      exerciseRevisions: 2,
    });
    const [course] = await selectCourses();
    expect(
      course?.lessons.map(({ slug, number, exercises }) => [slug, number, exercises.map(({ title }) => title)]),
    ).toEqual([
      ["first-steps", 1, []],
      ["second-steps", 2, ["A free exercise", "A gated exercise"]],
    ]);
    expect(await selectLevels()).toMatchObject([
      { slug: "member", opens: [{ lesson: "second-steps", headings: ["How it ends"] }] },
      { slug: "pro", opens: [{ lesson: "second-steps" }] },
    ]);
  });

  it("changes nothing the second time, and tells nobody", async () => {
    const folder = await courseFolder();
    await importCourse(folder, now);
    const before = await counted();
    const heard = await heardDuring(async () => {
      const report = await importCourse(folder, later);
      expect(report).toMatchObject({ lessons: [{ outcome: "unchanged" }, { outcome: "unchanged" }] });
    });
    expect(await counted()).toEqual(before);
    expect(heard).toEqual([]);
  });

  it("makes one new revision of the one file that changed, and names it", async () => {
    const folder = await courseFolder();
    await importCourse(folder, now);
    const before = await counted();
    const file = "01-first-steps.mdx";
    const heard = await heardDuring(async () => {
      await changeCourse(folder, { [file]: textOf(file).replace("The loss is", "This loss is") });
      expect(await importCourse(folder, later)).toMatchObject({
        lessons: [{ outcome: "changed" }, { outcome: "unchanged" }],
      });
    });
    expect(heard).toEqual(["first-steps"]);
    expect(await counted()).toEqual({ ...before, lessonRevisions: 3, segments: 5 });
    const lesson = await openLesson(visitor, "first-steps", later);
    expect(JSON.stringify(lesson?.segments)).toContain("This loss is");
    const live = await db.lesson.findUniqueOrThrow({
      where: { slug: "first-steps" },
      select: { publishedRevision: true },
    });
    expect(live.publishedRevision).toMatchObject({ number: 2, origin: "import", createdAt: later });
  });

  it("makes a third revision where a file goes back to what it was", async () => {
    const folder = await courseFolder();
    const file = "01-first-steps.mdx";
    await importCourse(folder, now);
    await changeCourse(folder, { [file]: textOf(file).replace("The loss", "This loss") });
    await importCourse(folder, now);
    await changeCourse(folder, { [file]: textOf(file) });
    expect(await importCourse(folder, later)).toMatchObject({
      lessons: [{ outcome: "changed" }, { outcome: "unchanged" }],
    });
    const live = await db.lesson.findUniqueOrThrow({
      where: { slug: "first-steps" },
      select: { publishedRevision: true },
    });
    expect(live.publishedRevision?.number).toBe(3);
  });

  it("names the lessons that hold an exercise which changed", async () => {
    const folder = await courseFolder();
    await importCourse(folder, now);
    const heard = await heardDuring(async () => {
      await changeCourse(folder, { "exercises/free-gradient.yaml": exerciseText("Another title", "dL/dW3") });
      expect(await importCourse(folder, later)).toMatchObject({
        lessons: [{ outcome: "unchanged" }, { outcome: "unchanged" }],
        exercises: [{ outcome: "changed" }, { outcome: "unchanged" }],
      });
    });
    expect(heard).toEqual(["second-steps"]);
  });

  it("names every lesson where the title of one changed: its neighbours show it", async () => {
    const folder = await courseFolder();
    await importCourse(folder, now);
    const file = "02-second-steps.mdx";
    const heard = await heardDuring(async () => {
      await changeCourse(folder, { [file]: textOf(file).replace("title: A lesson", "title: Another lesson") });
      await importCourse(folder, later);
    });
    expect(heard).toEqual(["first-steps", "second-steps"]);
  });

  it("lets lessons change places, and keeps one whose file is gone", async () => {
    const folder = await courseFolder();
    await importCourse(folder, now);
    for (const file of ["01-first-steps.mdx", "02-second-steps.mdx"]) await rm(path.join(folder, file));
    await changeCourse(folder, {
      "01-second-steps.mdx": textOf("02-second-steps.mdx"),
      "02-first-steps.mdx": textOf("01-first-steps.mdx"),
      "03-third-steps.mdx": textOf("01-first-steps.mdx"),
    });
    await importCourse(folder, later);
    const [swapped] = await selectCourses();
    expect(swapped?.lessons.map(({ slug }) => slug)).toEqual(["second-steps", "first-steps", "third-steps"]);

    await rm(path.join(folder, "02-first-steps.mdx"));
    await rm(path.join(folder, "03-third-steps.mdx"));
    await changeCourse(folder, { "02-third-steps.mdx": textOf("01-first-steps.mdx") });
    await importCourse(folder, later);
    const [shortened] = await selectCourses();
    expect(shortened?.lessons.map(({ slug, number }) => [slug, number])).toEqual([
      ["second-steps", 1],
      ["third-steps", 2],
      ["first-steps", 3],
    ]);
  });

  it("leaves a lesson alone that was edited on the site since, and keeps the file as a draft", async () => {
    const folder = await courseFolder();
    await importCourse(folder, now);
    const lesson = await db.lesson.findUniqueOrThrow({ where: { slug: "first-steps" } });
    const edited = await db.lessonRevision.create({
      data: { lessonId: lesson.id, number: 2, hash: "edited", source: "edited", head: {}, origin: "author" },
    });
    await db.lesson.update({ where: { id: lesson.id }, data: { publishedRevisionId: edited.id } });
    const file = "01-first-steps.mdx";
    await changeCourse(folder, { [file]: textOf(file).replace("The loss", "This loss") });
    expect(await importCourse(folder, later)).toMatchObject({
      lessons: [{ outcome: "draft" }, { outcome: "unchanged" }],
    });
    const after = await db.lesson.findUniqueOrThrow({
      where: { id: lesson.id },
      select: { publishedRevisionId: true, revisions: true },
    });
    expect(after.publishedRevisionId).toBe(edited.id);
    expect(after.revisions).toHaveLength(3);
    expect(await importCourse(folder, later)).toMatchObject({
      lessons: [{ outcome: "unchanged" }, { outcome: "unchanged" }],
    });
  });

  it("is refused whole where one file has a problem", async () => {
    const folder = await courseFolder();
    await importCourse(folder, now);
    const before = await counted();
    await changeCourse(folder, {
      "01-first-steps.mdx": textOf("01-first-steps.mdx").replace("The loss", "This loss"),
      "02-second-steps.mdx": textOf("02-second-steps.mdx").replace("Val of", "Val off"),
    });
    expect(await importCourse(folder, later)).toMatchObject({
      ok: false,
      problems: [{ code: "unknown-prop", file: "02-second-steps.mdx" }],
    });
    expect(await counted()).toEqual(before);
  });

  it("is refused where another course has one of its addresses", async () => {
    await importCourse(await courseFolder(), now);
    const copy = await courseFolder();
    const other = path.join(copy, "..", "other");
    await changeCourse(other, smallCourse);
    const report = await importCourse(other, now);
    const problems = report.ok ? [] : report.problems;
    expect(problems.map(({ code, file }) => [code, file])).toEqual([
      ["duplicate-slug", "01-first-steps.mdx"],
      ["duplicate-slug", "02-second-steps.mdx"],
      ["duplicate-slug", "exercises/free-gradient.yaml"],
      ["duplicate-slug", "exercises/gated-gradient.yaml"],
    ]);
    expect(problems[0]?.message).toBe(
      '"first-steps" is already the address of the course small. Addresses are unique over the site.',
    );
  });

  it("comes out the same where two instances import at once", async () => {
    const folder = await courseFolder();
    const reports = await Promise.all([importCourse(folder, now), importCourse(folder, now)]);
    expect(reports.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await counted()).toEqual({
      lessons: 2,
      lessonRevisions: 2,
      segments: 4,
      exercises: 2,
      exerciseRevisions: 2,
    });
  });
});
