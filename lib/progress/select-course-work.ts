import { createHash } from "node:crypto";
import type { SignedIn } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import { defaultPolicy, type Policy, showsFeedback } from "#lib/exercises/policy.ts";
import type { CourseExercise } from "./certificate.ts";
import { whenSolved } from "./completion.ts";

/** A course as it is published now, with what somebody has done in it. */
export interface CourseWork {
  readonly courseId: string;
  readonly slug: string;
  readonly title: string;
  /** SHA-256, in hex, over the published revisions of its lessons and of the exercises in them. */
  readonly revision: string;
  /** In the course's order, each once. */
  readonly exercises: readonly CourseExercise[];
}

interface Row {
  readonly courseId: string;
  readonly course: string;
  readonly title: string;
  readonly lesson: string;
  readonly lessonHash: string;
  /** Null where a segment has none. */
  readonly exercise: string | null;
  readonly exerciseHash: string;
  readonly exerciseTitle: string;
  readonly policy: Partial<Policy> | null;
  readonly blanks: string[];
  /** Null where nothing was done. */
  readonly bestScore: number | null;
  readonly attemptsUsed: number | null;
  readonly solvedBlanks: string[];
  readonly solvedAt: Date | null;
  readonly updatedAt: Date;
}

/**
 * Every course with its published exercises, gated ones included: what was solved stays solved when a membership ends. It is one
 * statement, so that the revision and the exercises are of one moment.
 */
export async function selectCourseWork({ learnerId }: SignedIn, now: Date): Promise<readonly CourseWork[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT course.id AS "courseId", course.slug AS course, course.title, lesson.slug AS lesson, live.hash AS "lessonHash",
      exercise.slug AS exercise, revision.hash AS "exerciseHash",
      revision.definition #>> '{exercise,title}' AS "exerciseTitle", revision.definition #> '{exercise,policy}' AS policy,
      ARRAY(SELECT blank ->> 'id' FROM jsonb_array_elements(revision.definition #> '{exercise,blanks}') AS blank) AS blanks,
      completion."bestScore", completion."attemptsUsed", completion."solvedBlanks", completion."solvedAt",
      completion."updatedAt"
    FROM "Course" AS course
    JOIN "Lesson" AS lesson ON lesson."courseId" = course.id
    JOIN "LessonRevision" AS live ON live.id = lesson."publishedRevisionId"
    LEFT JOIN "Segment" AS segment ON segment."revisionId" = live.id
    LEFT JOIN ("SegmentExercise" AS placed
      JOIN "Exercise" AS exercise ON exercise.id = placed."exerciseId"
      JOIN "ExerciseRevision" AS revision ON revision.id = exercise."publishedRevisionId"
    ) ON placed."segmentId" = segment.id
    LEFT JOIN "Completion" AS completion
      ON completion."exerciseId" = exercise.id AND completion."learnerId" = ${learnerId}::uuid
    ORDER BY course.slug, lesson.ordinal, segment.ordinal, placed.ordinal`;
  const courses = Map.groupBy(rows, ({ course }) => course);
  return [...courses.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const { courseId, course: slug, title } = first;
    return [{ courseId, slug, title, revision: revisionOf(slug, own), exercises: exercisesOf(own, now) }];
  });
}

/** The same course in the same words gives the same revision, on any site. */
function revisionOf(course: string, rows: readonly Row[]): string {
  const lessons = new Map(rows.map(({ lesson, lessonHash }) => [lesson, lessonHash]));
  const exercises = new Map(rows.map(({ exercise, exerciseHash }) => [exercise, exerciseHash]));
  exercises.delete(null);
  return createHash("sha256")
    .update(JSON.stringify([course, [...lessons], [...exercises]]))
    .digest("hex");
}

function exercisesOf(rows: readonly Row[], now: Date): readonly CourseExercise[] {
  const exercises = new Map<string, CourseExercise>();
  for (const row of rows) {
    const { exercise: slug, exerciseTitle: title, lesson, blanks, bestScore } = row;
    if (slug === null || exercises.has(slug)) continue;
    const policy: Policy = { ...defaultPolicy, ...row.policy };
    const attemptsUsed = row.attemptsUsed ?? 0;
    const isWithheld = !showsFeedback(policy, attemptsUsed, now);
    exercises.set(slug, {
      slug,
      title,
      lesson,
      isRequired: policy.required,
      isTried: attemptsUsed > 0,
      isWithheld,
      solvedAt: isWithheld || bestScore === null ? null : whenSolved(blanks, { ...row, bestScore }),
    });
  }
  return [...exercises.values()];
}
