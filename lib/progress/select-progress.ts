import { canRead } from "#lib/access/can-read.ts";
import type { Viewer } from "#lib/accounts/viewer.ts";
import type { HeadingView, SegmentOutline } from "#lib/content/lesson.ts";
import { db } from "#lib/db/client.ts";
import {
  attemptsLeft,
  defaultPolicy,
  needsAccount,
  type Policy,
  showsFeedback,
  windowAt,
} from "#lib/exercises/policy.ts";
import { solvedAmong, whenSolved } from "./completion.ts";
import {
  type ExerciseProgress,
  type LessonProgress,
  type PartProgress,
  type ProgressView,
  partState,
  summariseProgress,
} from "./progress-view.ts";

interface Row {
  readonly lesson: string;
  readonly lessonTitle: string;
  readonly number: number;
  /** Null where a lesson has no segment. */
  readonly ordinal: number | null;
  readonly levels: string[] | null;
  readonly outline: SegmentOutline | null;
  readonly readAt: Date | null;
  /** Null where the segment has no exercise. */
  readonly exercise: string | null;
  readonly title: string;
  readonly blanks: string[];
  readonly policy: Partial<Policy> | null;
  readonly bestScore: number | null;
  readonly lastScore: number;
  readonly attemptsUsed: number | null;
  readonly solvedBlanks: string[];
  readonly solvedAt: Date | null;
  readonly updatedAt: Date;
  readonly lastAt: Date | null;
}

/**
 * Every published lesson with its segments and exercises, and how far whoever asks has come. Of a definition only the title, the
 * policy and the ids of the blanks are read, which the lesson's outline tells everyone. Of an exercise whose author withholds what
 * was right nothing is told but how often it was handed in.
 */
export async function selectProgress(viewer: Viewer, now: Date): Promise<ProgressView> {
  const learnerId = viewer.kind === "visitor" ? null : viewer.learnerId;
  const rows = await db.$queryRaw<Row[]>`
    SELECT lesson.slug AS lesson, live.head ->> 'title' AS "lessonTitle", lesson.ordinal AS number,
      segment.ordinal, segment.levels, segment.outline, read."readAt", exercise.slug AS exercise,
      revision.definition #>> '{exercise,title}' AS title, revision.definition #> '{exercise,policy}' AS policy,
      ARRAY(SELECT blank ->> 'id' FROM jsonb_array_elements(revision.definition #> '{exercise,blanks}') AS blank) AS blanks,
      completion."bestScore", completion."lastScore", completion."attemptsUsed", completion."solvedBlanks",
      completion."solvedAt", completion."updatedAt", worked."lastAt"
    FROM "Lesson" AS lesson
    JOIN "Course" AS course ON course.id = lesson."courseId"
    JOIN "LessonRevision" AS live ON live.id = lesson."publishedRevisionId"
    LEFT JOIN "Segment" AS segment ON segment."revisionId" = live.id
    LEFT JOIN "SegmentRead" AS read
      ON read."lessonId" = lesson.id AND read.ordinal = segment.ordinal AND read."learnerId" = ${learnerId}::uuid
    LEFT JOIN ("SegmentExercise" AS placed
      JOIN "Exercise" AS exercise ON exercise.id = placed."exerciseId"
      JOIN "ExerciseRevision" AS revision ON revision.id = exercise."publishedRevisionId"
    ) ON placed."segmentId" = segment.id
    LEFT JOIN "Completion" AS completion
      ON completion."exerciseId" = exercise.id AND completion."learnerId" = ${learnerId}::uuid
    LEFT JOIN LATERAL (
      SELECT max(GREATEST(attempt."startedAt", attempt."draftedAt", (
        SELECT max(sent."createdAt") FROM "Submission" AS sent WHERE sent."attemptId" = attempt.id))) AS "lastAt"
      FROM "Attempt" AS attempt JOIN "ExerciseRevision" AS tried ON tried.id = attempt."exerciseRevisionId"
      WHERE attempt."learnerId" = ${learnerId}::uuid AND tried."exerciseId" = exercise.id
    ) AS worked ON true
    ORDER BY course.slug, lesson.ordinal, segment.ordinal, placed.ordinal`;

  const lessons = new Map<string, LessonProgress & { readonly exercises: ExerciseProgress[]; parts: PartProgress[] }>();
  const placed = new Map<PartProgress, ExerciseProgress[]>();
  for (const row of rows) {
    const { lesson: slug, lessonTitle: title, number, ordinal, exercise } = row;
    const lesson = lessons.get(slug) ?? { slug, title, number, parts: [], exercises: [] };
    lessons.set(slug, lesson);
    if (ordinal === null) continue;
    const isOpen = canRead(viewer, { levels: row.levels ?? [] }, now).access === "open";
    let part = lesson.parts.find((each) => each.ordinal === ordinal);
    if (part === undefined) {
      part = partOf(row, ordinal, isOpen);
      lesson.parts.push(part);
    }
    if (exercise === null) continue;
    const own = exerciseOf({ ...row, exercise }, isOpen, viewer, now);
    lesson.exercises.push(own);
    placed.set(part, [...(placed.get(part) ?? []), own]);
  }
  for (const lesson of lessons.values()) {
    lesson.parts = lesson.parts.map((part) => ({ ...part, state: partState(placed.get(part) ?? [], part.readAt) }));
  }
  return summariseProgress([...lessons.values()]);
}

function partOf({ outline, readAt }: Row, ordinal: number, isOpen: boolean): PartProgress {
  const headings: readonly HeadingView[] = outline?.headings ?? [];
  const [first = null, last = null] = [headings[0], headings.at(-1)];
  return { ordinal, first, last, isOpen, readAt: readAt?.toISOString() ?? null, state: null };
}

function exerciseOf(
  row: Row & { readonly exercise: string },
  isOpen: boolean,
  viewer: Viewer,
  now: Date,
): ExerciseProgress {
  const { exercise: slug, title, blanks, bestScore, lastScore, lastAt } = row;
  const policy: Policy = { ...defaultPolicy, ...row.policy };
  const attemptsUsed = row.attemptsUsed ?? 0;
  const isShown = showsFeedback(policy, attemptsUsed, now);
  const completion = bestScore === null || !isShown ? null : { ...row, bestScore };
  const solvedAt = whenSolved(blanks, completion);
  // What is withheld counts as handed in: to send the reader there again would tell that it is not solved.
  const isHandedIn = !isShown && attemptsUsed > 0;
  const mayTry =
    isOpen &&
    windowAt(policy, now) === "open" &&
    attemptsLeft(policy, attemptsUsed) !== 0 &&
    !(needsAccount(policy) && viewer.kind !== "user");
  return {
    slug,
    title,
    blanks: blanks.length,
    solvedBlanks: solvedAmong(blanks, completion?.solvedBlanks ?? []).length,
    score:
      completion === null || attemptsUsed === 0 ? null : policy.credit === "last" ? lastScore : completion.bestScore,
    attemptsUsed,
    solvedAt: solvedAt?.toISOString() ?? null,
    lastAt: lastAt?.toISOString() ?? null,
    isOpen,
    isRequired: policy.required,
    isWithheld: !isShown,
    isLeft: mayTry && solvedAt === null && !isHandedIn,
  };
}
