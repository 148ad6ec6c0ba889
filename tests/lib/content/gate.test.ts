import { beforeEach, describe, expect, it } from "vitest";
import type { SignedIn, Viewer } from "#lib/accounts/viewer.ts";
import { visitor } from "#lib/accounts/viewer.ts";
import { importCourse } from "#lib/content/import-course.ts";
import { openExercise } from "#lib/content/open-exercise.ts";
import { openLesson } from "#lib/content/open-lesson.ts";
import { selectCourses, selectLevels } from "#lib/content/queries.ts";
import { db } from "#lib/db/client.ts";
import { courseFolder, marker } from "#tests/fixtures/lessons-course.ts";
import { selectsBlocks, selectsDefinition, sentDuring } from "#tests/fixtures/statements.ts";

const now = new Date("2026-11-20T10:00:00Z");
const guest: Viewer = { kind: "guest", sessionId: "s", learnerId: "l" };
const learner: SignedIn = {
  kind: "user",
  sessionId: "s",
  learnerId: "l",
  userId: "u",
  email: "a@example.org",
  name: null,
  role: "learner",
  grants: [],
};
const grant = { level: "pro", startsAt: new Date("2026-01-01T00:00:00Z"), endsAt: null, revokedAt: null };
const member: SignedIn = { ...learner, grants: [grant] };
const lapsed: SignedIn = { ...learner, grants: [{ ...grant, endsAt: now }] };

/** Ids of the gated segments, which must not be among the values of a statement that selects bodies. */
async function gatedIds(): Promise<readonly string[]> {
  const rows = await db.segment.findMany({ where: { NOT: { levels: { isEmpty: true } } }, select: { id: true } });
  return rows.map(({ id }) => id);
}

beforeEach(async () => {
  const report = await importCourse(await courseFolder(), now);
  expect(report.ok).toBe(true);
});

describe("opening a lesson", () => {
  it.each<[string, Viewer]>([
    ["a visitor", visitor],
    ["a guest", guest],
    ["a learner without a grant", learner],
    ["a learner whose grant ended this moment", lapsed],
  ])("sends no statement that selects a closed body for %s", async (_, viewer) => {
    const closed = await gatedIds();
    expect(closed).toHaveLength(1);
    const { value, sent } = await sentDuring(() => openLesson(viewer, "second-steps", now));
    const bodies = sent.filter(selectsBlocks);
    expect(bodies).toHaveLength(1);
    for (const { values } of bodies) {
      const flat = values.flat();
      expect(flat.length).toBeGreaterThan(0);
      for (const id of closed) expect(flat).not.toContain(id);
    }
    expect(JSON.stringify(value)).not.toContain(marker);
    expect(value?.segments.map(({ access }) => access)).toEqual(["open", "closed", "open"]);
  });

  it("selects the body, and gives it, to a holder of any one listed level", async () => {
    const closed = await gatedIds();
    const { value, sent } = await sentDuring(() => openLesson(member, "second-steps", now));
    const bodies = sent.filter(selectsBlocks);
    expect(bodies.flatMap(({ values }) => values.flat())).toEqual(expect.arrayContaining([...closed]));
    expect(JSON.stringify(value)).toContain(marker);
    expect(value?.segments.map(({ access }) => access)).toEqual(["open", "open", "open"]);
  });

  it("tells of a closed segment what it holds, what opens it and why it is closed", async () => {
    const lesson = await openLesson(lapsed, "second-steps", now);
    expect(lesson?.segments[1]).toEqual({
      access: "closed",
      ordinal: 1,
      decision: {
        access: "closed",
        because: "needs-level",
        requires: ["member", "pro"],
        signedIn: true,
        lapsed: [{ level: "pro", endedAt: now }],
      },
      outline: {
        headings: [{ id: "how-it-ends", depth: 2, number: "2", text: "How it ends" }],
        exercises: 1,
        minutes: 1,
      },
      levels: [
        { slug: "member", name: "Member", description: "Reads everything." },
        { slug: "pro", name: "Pro", description: "Reads everything twice." },
      ],
    });
  });

  it("keeps what only a gated segment cites out of the lesson's head", async () => {
    const lesson = await openLesson(visitor, "second-steps", now);
    expect(lesson?.head.references).toEqual([]);
    expect(JSON.stringify(await openLesson(member, "second-steps", now))).toContain("Y. Bengio, 1994.");
  });

  it("gives its place in the course", async () => {
    const lesson = await openLesson(visitor, "second-steps", now);
    expect(lesson).toMatchObject({
      number: 2,
      course: { slug: "small", title: "A small course" },
      previous: { slug: "first-steps", title: "A lesson" },
      next: null,
    });
  });

  it("knows nothing of a lesson that is offline or was never there", async () => {
    await db.lesson.update({ where: { slug: "second-steps" }, data: { publishedRevisionId: null } });
    expect(await openLesson(member, "second-steps", now)).toBeNull();
    expect(await openLesson(member, "third-steps", now)).toBeNull();
    expect((await openLesson(member, "first-steps", now))?.next).toBeNull();
  });
});

describe("opening an exercise", () => {
  it("is free to all in a free segment", async () => {
    const opened = await openExercise(visitor, "free-gradient", now);
    expect(opened).toMatchObject({
      ok: true,
      value: { revisionNumber: 1, lesson: { slug: "second-steps", title: "A lesson" } },
    });
  });

  it.each<[string, Viewer]>([
    ["a visitor", visitor],
    ["a learner without a grant", learner],
  ])("refuses a gated one to %s without selecting its definition", async (_, viewer) => {
    const { value, sent } = await sentDuring(() => openExercise(viewer, "gated-gradient", now));
    expect(value).toEqual({ ok: false, refusal: { code: "needs-level", requires: ["member", "pro"] } });
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.filter(selectsDefinition)).toEqual([]);
  });

  it("opens a gated one to a member", async () => {
    const { value, sent } = await sentDuring(() => openExercise(member, "gated-gradient", now));
    expect(value).toMatchObject({ ok: true, value: { compiled: { exercise: { slug: "gated-gradient" } } } });
    expect(sent.filter(selectsDefinition)).toHaveLength(1);
  });

  it("does not know one that no published segment holds", async () => {
    await db.lesson.update({ where: { slug: "second-steps" }, data: { publishedRevisionId: null } });
    expect(await openExercise(member, "free-gradient", now)).toEqual({
      ok: false,
      refusal: { code: "unknown-exercise" },
    });
    expect(await openExercise(member, "not-there", now)).toEqual({ ok: false, refusal: { code: "unknown-exercise" } });
  });
});

describe("lists for everyone", () => {
  it("select no body and no question, and say nothing of a gated text but its outline", async () => {
    const { value, sent } = await sentDuring(() => Promise.all([selectCourses(), selectLevels()]));
    expect(sent.filter(selectsBlocks)).toEqual([]);
    expect(sent.filter(selectsDefinition)).toEqual([]);
    expect(JSON.stringify(value)).not.toContain(marker);
    expect(JSON.stringify(value)).toContain("How it ends");
  });
});
