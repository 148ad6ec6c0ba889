import type { Viewer } from "#lib/accounts/viewer.ts";
import type { BlankLabel } from "#lib/content/compile-exercise.ts";
import type { Block, Formula } from "#lib/content/lesson.ts";
import { openExercise } from "#lib/content/open-exercise.ts";
import type { LessonLink } from "#lib/content/open-lesson.ts";
import { db } from "#lib/db/client.ts";
import type { Blank } from "#lib/exercises/blank.ts";
import type { Policy } from "#lib/exercises/policy.ts";
import type { BlankVerdictView, OptionView } from "./exercise-view.ts";
import { maySeeVerdict } from "./may-see-verdict.ts";
import { readStoredVerdict } from "./stored-verdict.ts";
import { verdictViews } from "./work-view.ts";

export interface SubmittedBlankView {
  readonly id: string;
  /** What is asked, typeset; null where `prompt` asks it in words. */
  readonly label: Formula | null;
  /** The same for a screen reader. */
  readonly spoken: string;
  readonly layer: number | null;
  readonly prompt: readonly Block[];
  readonly as: Blank["as"];
  readonly typed: string;
  /** The options that were chosen, or the items as they were ordered; none where something is typed. */
  readonly options: readonly OptionView[];
  /** As it was given; null for a blank left empty, and while it is not shown. */
  readonly verdict: BlankVerdictView | null;
  /** What a regrade made of it, where it says something else now. */
  readonly verdictNow: BlankVerdictView | null;
}

/** One submission, to be looked at again by its owner. */
export interface SubmissionView {
  readonly id: string;
  readonly exercise: string;
  readonly title: string;
  /** Number of the revision that it answers. */
  readonly revision: number;
  readonly isLatestRevision: boolean;
  /** Where the exercise can be worked on; null where it is closed to whoever asks, or gone. */
  readonly lesson: LessonLink | null;
  /** ISO 8601, UTC. */
  readonly submittedAt: string;
  /** What it counted when it was given, 0 to 1; null while the author's policy does not show it. */
  readonly score: number | null;
  /** The latest regrade that changed something; `score` is the one that counts. */
  readonly regraded: { readonly at: string; readonly score: number } | null;
  readonly blanks: readonly SubmittedBlankView[];
  /** Why there is none, if there is none: the verdict is not shown yet, or the exercise, which it holds, is closed. */
  readonly receipt: "given" | "not-shown-yet" | "needs-level";
}

interface Row {
  readonly learnerId: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly verdict: unknown;
  readonly score: number;
  readonly createdAt: Date;
  readonly revision: number;
  readonly isLatestRevision: boolean | null;
  readonly exercise: string;
  readonly title: string;
  readonly blanks: readonly Blank[];
  /** Those of the first compiler are a formula alone. */
  readonly labels: Readonly<Record<string, Partial<BlankLabel>>>;
  readonly policy: Partial<Policy>;
  readonly attemptsUsed: number;
  readonly firstVerdict: unknown;
  readonly firstScore: number | null;
  readonly regradedAt: Date | null;
}

/**
 * One's own submission. Null where there is none of this id and where it is another's. Of the exercise only what stands beside
 * the fields is read, which whoever filled them in has seen.
 */
export async function selectSubmissionView(viewer: Viewer, id: string, now: Date): Promise<SubmissionView | null> {
  if (viewer.kind === "visitor") return null;
  const [row] = await db.$queryRaw<Row[]>`
    SELECT attempt."learnerId", submission.texts, submission.verdict, submission.score, submission."createdAt",
      revision.number AS revision, revision.definition #> '{exercise,policy}' AS policy,
      COALESCE(completion."attemptsUsed", 0) AS "attemptsUsed",
      exercise."publishedRevisionId" = revision.id AS "isLatestRevision", exercise.slug AS exercise,
      revision.definition #>> '{exercise,title}' AS title, revision.definition #> '{exercise,blanks}' AS blanks,
      revision.definition -> 'labels' AS labels, first.verdict AS "firstVerdict", first.score AS "firstScore",
      (SELECT max("replacedAt") FROM "EarlierVerdict" WHERE "submissionId" = submission.id) AS "regradedAt"
    FROM "Submission" AS submission
    JOIN "Attempt" AS attempt ON attempt.id = submission."attemptId"
    JOIN "ExerciseRevision" AS revision ON revision.id = attempt."exerciseRevisionId"
    JOIN "Exercise" AS exercise ON exercise.id = revision."exerciseId"
    LEFT JOIN "Completion" AS completion
      ON completion."learnerId" = attempt."learnerId" AND completion."exerciseId" = exercise.id
    LEFT JOIN LATERAL (
      SELECT verdict, score FROM "EarlierVerdict" WHERE "submissionId" = submission.id ORDER BY "replacedAt" LIMIT 1
    ) AS first ON true
    WHERE submission.id = ${id}::uuid AND attempt."learnerId" = ${viewer.learnerId}::uuid`;
  if (row === undefined) return null;
  const opened = await openExercise(viewer, row.exercise, now);
  const { exercise, title, revision, texts } = row;
  const isShown = maySeeVerdict(viewer, row, now);
  const isClosed = !opened.ok && opened.refusal.code === "needs-level";
  const [views, viewsNow] = [row.firstVerdict ?? row.verdict, row.verdict].map((verdict) =>
    verdictViews(readStoredVerdict(verdict), texts, isShown),
  );
  return {
    id,
    exercise,
    title,
    revision,
    isLatestRevision: row.isLatestRevision === true,
    lesson: opened.ok ? opened.value.lesson : null,
    submittedAt: row.createdAt.toISOString(),
    score: isShown ? (row.firstScore ?? row.score) : null,
    regraded: row.regradedAt === null || !isShown ? null : { at: row.regradedAt.toISOString(), score: row.score },
    blanks: row.blanks.map((blank) => {
      const [verdict, verdictNow] = [views?.[blank.id] ?? null, viewsNow?.[blank.id] ?? null];
      const isSame = JSON.stringify(verdict) === JSON.stringify(verdictNow);
      return { ...askedAndTyped(blank, row), verdict, verdictNow: isSame ? null : verdictNow };
    }),
    receipt: isClosed ? "needs-level" : isShown ? "given" : "not-shown-yet",
  };
}

function askedAndTyped({ id, as }: Blank, { labels, texts }: Row): Omit<SubmittedBlankView, "verdict" | "verdictNow"> {
  const { formula = null, spoken = id, layer = null, prompt = [], options = {} } = labels[id] ?? {};
  const typed = texts[id] ?? "";
  return { id, as, label: formula, spoken, layer, prompt, typed, options: chosenAmong(options, typed) };
}

/** A text of options names them by id, as `id id`, or with their places, as `2:id 1:id`. */
function chosenAmong(options: BlankLabel["options"], text: string): readonly OptionView[] {
  const named = text.split(/\s+/).map((part) => {
    const [, place = "0", id = part] = /^(\d+):(.*)$/.exec(part) ?? [];
    return { place: Number(place), id };
  });
  return named
    .toSorted((a, b) => a.place - b.place)
    .flatMap(({ id }) => (Object.hasOwn(options, id) ? [{ id, blocks: options[id] ?? [] }] : []));
}
