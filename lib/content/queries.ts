import { db } from "#lib/db/client.ts";
import type { SegmentOutline } from "./lesson.ts";
import { readHead, readOutline } from "./stored.ts";

export interface LevelView {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
}

/** A level with what it opens: lessons, each with the headings of its gated parts. */
export interface LevelWithLessons extends LevelView {
  readonly opens: readonly { readonly lesson: string; readonly title: string; readonly headings: readonly string[] }[];
}

export interface LessonCard {
  readonly slug: string;
  readonly number: number;
  readonly title: string;
  readonly promise: string;
  readonly minutes: number;
  readonly segments: readonly { readonly levels: readonly string[]; readonly outline: SegmentOutline }[];
  readonly exercises: readonly { readonly slug: string; readonly title: string }[];
}

export interface CourseView {
  readonly slug: string;
  readonly title: string;
  readonly promise: string;
  readonly lessons: readonly LessonCard[];
}

/** Outlines and titles only: none of these queries selects a body. */
const publishedSegments = {
  orderBy: { ordinal: "asc" },
  select: {
    levels: true,
    outline: true,
    exercises: {
      orderBy: { ordinal: "asc" },
      select: { exercise: { select: { slug: true } } },
    },
  },
} as const;

/** A title stands in the definition, beside a question that may be gated: only the title is taken out. */
async function selectExerciseTitles(): Promise<ReadonlyMap<string, string>> {
  const rows = await db.$queryRaw<{ slug: string; title: string }[]>`
    SELECT e.slug, r.definition #>> '{exercise,title}' AS title
    FROM "Exercise" e JOIN "ExerciseRevision" r ON r.id = e."publishedRevisionId"`;
  return new Map(rows.map(({ slug, title }) => [slug, title]));
}

/** Every course with its published lessons, in order; empty before the first import. */
export async function selectCourses(): Promise<readonly CourseView[]> {
  const [titles, courses] = await Promise.all([selectExerciseTitles(), selectPublished()]);
  return courses.map(({ lessons, ...course }) => ({
    ...course,
    lessons: lessons.flatMap(({ slug, ordinal, publishedRevision }) => {
      if (publishedRevision === null) return [];
      const { title, promise, minutes } = readHead(publishedRevision.head);
      const segments = publishedRevision.segments.map(({ levels, outline }) => ({
        levels,
        outline: readOutline(outline),
      }));
      const exercises = publishedRevision.segments.flatMap((segment) =>
        segment.exercises.flatMap(({ exercise }) => {
          const own = titles.get(exercise.slug);
          return own === undefined ? [] : [{ slug: exercise.slug, title: own }];
        }),
      );
      return [{ slug, number: ordinal, title, promise, minutes, segments, exercises }];
    }),
  }));
}

function selectPublished() {
  return db.course.findMany({
    orderBy: { slug: "asc" },
    select: {
      slug: true,
      title: true,
      promise: true,
      lessons: {
        where: { publishedRevisionId: { not: null } },
        orderBy: { ordinal: "asc" },
        select: {
          slug: true,
          ordinal: true,
          publishedRevision: { select: { head: true, segments: publishedSegments } },
        },
      },
    },
  });
}

/** Every level, in the author's order, with what it opens. */
export async function selectLevels(): Promise<readonly LevelWithLessons[]> {
  const [levels, lessons] = await Promise.all([
    db.level.findMany({
      orderBy: [{ ordinal: "asc" }, { slug: "asc" }],
      select: { slug: true, name: true, description: true },
    }),
    db.lesson.findMany({
      where: { publishedRevisionId: { not: null } },
      orderBy: [{ course: { slug: "asc" } }, { ordinal: "asc" }],
      select: {
        slug: true,
        publishedRevision: {
          select: { head: true, segments: { orderBy: { ordinal: "asc" }, select: { levels: true, outline: true } } },
        },
      },
    }),
  ]);
  return levels.map((level) => ({
    ...level,
    opens: lessons.flatMap(({ slug, publishedRevision }) => {
      const opened = publishedRevision?.segments.filter((segment) => segment.levels.includes(level.slug)) ?? [];
      if (publishedRevision === null || opened.length === 0) return [];
      const headings = opened.flatMap(({ outline }) => readOutline(outline).headings.map(({ text }) => text));
      return [{ lesson: slug, title: readHead(publishedRevision.head).title, headings }];
    }),
  }));
}
