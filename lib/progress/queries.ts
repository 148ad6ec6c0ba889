import { canRead } from "#lib/access/can-read.ts";
import type { Viewer } from "#lib/accounts/viewer.ts";
import type { SubmissionVerdict } from "#lib/checker/verdict.ts";
import { ruleInWords } from "#lib/checker/wording.ts";
import type { CompiledExercise, GivenView } from "#lib/content/compile-exercise.ts";
import type { Block, Formula, NetworkView } from "#lib/content/lesson.ts";
import { type OpenedExercise, openExercise } from "#lib/content/open-exercise.ts";
import { db } from "#lib/db/client.ts";
import type { Place } from "#lib/expression/tree.ts";
import { solvedAmong, whenSolved } from "./completion.ts";
import { workView } from "./work-view.ts";

export interface BlankView {
  readonly id: string;
  readonly label: Formula;
  /** The label for a screen reader. */
  readonly spoken: string;
  readonly layer: number | null;
  readonly as: "number" | "formula";
  /** How it is graded, in words: shown before the learner answers. */
  readonly rule: string;
}

/** What the page says of one blank. It holds nothing that the learner did not type or was not told. */
export interface BlankVerdictView {
  /** `rounded-early`: the way is right, and most of the credit is given. */
  readonly verdict: "correct" | "rounded-early" | "incorrect" | "invalid";
  readonly message: string;
  /** What was read, typeset; null where nothing could be. */
  readonly read: Formula | null;
  /** Where in the text it could not be read. */
  readonly at: Place | null;
  readonly typed: string;
}

/** A submission with its verdicts, and what is solved so far. */
export interface WorkView {
  /** As typed, for every blank, empty ones too. */
  readonly texts: Readonly<Record<string, string>>;
  /** By blank id; a blank left empty has none. */
  readonly verdicts: Readonly<Record<string, BlankVerdictView>>;
  /** In the exercise's order, over all submissions. */
  readonly solvedBlanks: readonly string[];
  /** This submission's, 0 to 1. */
  readonly score: number;
  /** ISO 8601, UTC. */
  readonly submittedAt: string;
}

/** An exercise as its page shows it. No answer, bound, hint, model source or test is in it. */
export interface ExerciseView {
  readonly slug: string;
  readonly title: string;
  /** Number of the revision; the form sends it back. */
  readonly revision: number;
  /** 0: the declared values. */
  readonly variant: number;
  readonly question: readonly Block[];
  readonly network: NetworkView;
  readonly given: readonly GivenView[];
  readonly blanks: readonly BlankView[];
  /** The latest submission of whoever asks, to this revision; null: none yet. */
  readonly work: WorkView | null;
}

export interface ExerciseProgress {
  readonly slug: string;
  readonly title: string;
  /** How many blanks it has, and how many of them are solved. */
  readonly blanks: number;
  readonly solvedBlanks: number;
  /** 0 to 1. */
  readonly bestScore: number;
  /** ISO 8601, UTC. */
  readonly solvedAt: string | null;
  /** May whoever asks work on it here. */
  readonly isOpen: boolean;
}

export interface LessonProgress {
  readonly slug: string;
  readonly title: string;
  readonly number: number;
  readonly exercises: readonly ExerciseProgress[];
}

export interface ProgressView {
  /** Exercises, each counted once wherever it stands. */
  readonly solved: number;
  readonly total: number;
  /** The first open exercise that is begun and not solved, else the first not begun. */
  readonly next: {
    readonly lesson: string;
    readonly title: string;
    readonly exercise: string;
    readonly isBegun: boolean;
  } | null;
  readonly lessons: readonly LessonProgress[];
}

/** Those of the exercises that this viewer may read, each with their own work and nobody else's. */
export async function selectExerciseViews(
  viewer: Viewer,
  slugs: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, ExerciseView>> {
  const asked = await Promise.all([...new Set(slugs)].map((slug) => openExercise(viewer, slug, now)));
  const opened = asked.flatMap((result) => (result.ok ? [result.value] : []));
  const works = await selectWorks(viewer, opened);
  return new Map(opened.map((each) => [each.compiled.exercise.slug, exerciseView(each, works)]));
}

function exerciseView(opened: OpenedExercise, works: ReadonlyMap<string, WorkView>): ExerciseView {
  const { exercise, question, network, given } = opened.compiled;
  return {
    slug: exercise.slug,
    title: exercise.title,
    revision: opened.revisionNumber,
    variant: 0,
    question,
    network,
    given,
    blanks: exercise.blanks.map((blank) => {
      const { formula, spoken, layer } = labelOf(opened.compiled, blank.id);
      return { id: blank.id, label: formula, spoken, layer, as: blank.as, rule: ruleInWords(blank) };
    }),
    work: works.get(opened.revisionId) ?? null,
  };
}

function labelOf(compiled: CompiledExercise, blank: string): CompiledExercise["labels"][string] {
  const label = compiled.labels[blank];
  if (label === undefined) throw new Error(`${compiled.exercise.slug} was published without a label for ${blank}`);
  return label;
}

/** The viewer's latest submission to each of these revisions, by revision id. */
async function selectWorks(viewer: Viewer, opened: readonly OpenedExercise[]): Promise<ReadonlyMap<string, WorkView>> {
  if (viewer.kind === "visitor" || opened.length === 0) return new Map();
  const { learnerId } = viewer;
  const [attempts, completions] = await Promise.all([
    db.attempt.findMany({
      where: { learnerId, variant: 0, exerciseRevisionId: { in: opened.map((each) => each.revisionId) } },
      select: {
        exerciseRevisionId: true,
        submissions: {
          orderBy: { createdAt: "desc" },
          take: 1,
          select: { texts: true, verdict: true, createdAt: true },
        },
      },
    }),
    db.completion.findMany({
      where: { learnerId, exerciseId: { in: opened.map((each) => each.exerciseId) } },
      select: { exerciseId: true, solvedBlanks: true },
    }),
  ]);
  const solved = new Map(completions.map(({ exerciseId, solvedBlanks }) => [exerciseId, solvedBlanks]));
  return new Map(
    opened.flatMap(({ exerciseId, revisionId, compiled }) => {
      const [last] = attempts.find((attempt) => attempt.exerciseRevisionId === revisionId)?.submissions ?? [];
      if (last === undefined) return [];
      const blanks = compiled.exercise.blanks.map(({ id }) => id);
      const texts = last.texts as Record<string, string>;
      const verdict = last.verdict as unknown as SubmissionVerdict;
      const view = workView(texts, verdict, last.createdAt, solvedAmong(blanks, solved.get(exerciseId) ?? []));
      return [[revisionId, view] as const];
    }),
  );
}

interface ProgressRow {
  readonly lesson: string;
  readonly lessonTitle: string;
  readonly number: number;
  readonly levels: string[] | null;
  readonly exercise: string | null;
  readonly title: string;
  readonly blanks: string[];
  readonly bestScore: number | null;
  readonly solvedBlanks: string[];
  readonly solvedAt: Date | null;
  readonly updatedAt: Date;
}

/**
 * Every published lesson with its exercises, and how far whoever asks has come. Of a definition only the title and the ids
 * of the blanks are read, which the lesson's outline tells everyone.
 */
export async function selectProgress(viewer: Viewer, now: Date): Promise<ProgressView> {
  const learnerId = viewer.kind === "visitor" ? null : viewer.learnerId;
  const rows = await db.$queryRaw<ProgressRow[]>`
    SELECT lesson.slug AS lesson, live.head ->> 'title' AS "lessonTitle", lesson.ordinal AS number, segment.levels,
      exercise.slug AS exercise, revision.definition #>> '{exercise,title}' AS title,
      ARRAY(SELECT blank ->> 'id' FROM jsonb_array_elements(revision.definition #> '{exercise,blanks}') AS blank) AS blanks,
      completion."bestScore", completion."solvedBlanks", completion."solvedAt", completion."updatedAt"
    FROM "Lesson" AS lesson
    JOIN "Course" AS course ON course.id = lesson."courseId"
    JOIN "LessonRevision" AS live ON live.id = lesson."publishedRevisionId"
    LEFT JOIN ("Segment" AS segment
      JOIN "SegmentExercise" AS placed ON placed."segmentId" = segment.id
      JOIN "Exercise" AS exercise ON exercise.id = placed."exerciseId"
      JOIN "ExerciseRevision" AS revision ON revision.id = exercise."publishedRevisionId"
    ) ON segment."revisionId" = live.id
    LEFT JOIN "Completion" AS completion
      ON completion."exerciseId" = exercise.id AND completion."learnerId" = ${learnerId}::uuid
    ORDER BY course.slug, lesson.ordinal, segment.ordinal, placed.ordinal`;
  const isOpenTo = (levels: readonly string[]) => canRead(viewer, { levels }, now).access === "open";

  const lessons = new Map<string, LessonProgress & { readonly exercises: ExerciseProgress[] }>();
  for (const row of rows) {
    const lesson = lessons.get(row.lesson) ?? {
      slug: row.lesson,
      title: row.lessonTitle,
      number: row.number,
      exercises: [],
    };
    lessons.set(row.lesson, lesson);
    if (row.exercise === null) continue;
    const { exercise: slug, title, blanks, bestScore, levels } = row;
    const completion = bestScore === null ? null : { ...row, bestScore };
    lesson.exercises.push({
      slug,
      title,
      blanks: blanks.length,
      solvedBlanks: solvedAmong(blanks, completion?.solvedBlanks ?? []).length,
      bestScore: bestScore ?? 0,
      solvedAt: whenSolved(blanks, completion)?.toISOString() ?? null,
      isOpen: isOpenTo(levels ?? []),
    });
  }
  return summarise([...lessons.values()]);
}

function summarise(lessons: readonly LessonProgress[]): ProgressView {
  const places = lessons.flatMap((lesson) => lesson.exercises.map((exercise) => ({ lesson: lesson.slug, exercise })));
  const all = new Map(places.map(({ exercise }) => [exercise.slug, exercise]));
  const left = places.filter(({ exercise }) => exercise.isOpen && exercise.solvedAt === null);
  const next = left.find(({ exercise }) => exercise.solvedBlanks > 0) ?? left[0];
  return {
    solved: [...all.values()].filter((exercise) => exercise.solvedAt !== null).length,
    total: all.size,
    next:
      next === undefined
        ? null
        : {
            lesson: next.lesson,
            title: next.exercise.title,
            exercise: next.exercise.slug,
            isBegun: next.exercise.solvedBlanks > 0,
          },
    lessons,
  };
}
