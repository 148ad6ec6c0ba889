import type { Viewer } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import type { Policy } from "#lib/exercises/policy.ts";
import type { VerdictWord } from "./exercise-view.ts";
import { maySeeVerdict } from "./may-see-verdict.ts";
import { readStoredVerdict } from "./stored-verdict.ts";
import { verdictWord } from "./work-view.ts";

/** What was said of one blank; where it is not told, or the blank was left empty, null throughout. */
export interface ExportedVerdict {
  readonly verdict: VerdictWord | null;
  /** 0 to 1. */
  readonly score: number | null;
  /** Slug of the known mistake. */
  readonly diagnosis: string | null;
  readonly message: string | null;
  /** TeX of what was read. */
  readonly read: string | null;
}

/** A submission as its owner takes it along. */
export interface ExportedSubmission {
  readonly id: string;
  readonly exercise: string;
  readonly title: string;
  readonly revision: number;
  readonly variant: number;
  /** ISO 8601, UTC. */
  readonly submittedAt: string;
  readonly checkerVersion: number;
  /** Does the author's policy show the verdict yet. */
  readonly isVerdictShown: boolean;
  /** What it counts, 0 to 1, after hints; null while it is not shown. */
  readonly score: number | null;
  /** In the exercise's order. */
  readonly blanks: readonly ({ readonly blank: string; readonly typed: string } & ExportedVerdict)[];
  /** Verdicts that counted until a regrade gave another, oldest first; none while they are not shown. */
  readonly earlier: readonly EarlierExport[];
}

interface EarlierExport {
  /** ISO 8601, UTC. */
  readonly replacedAt: string;
  readonly checkerVersion: number;
  readonly score: number;
  readonly blanks: readonly ({ readonly blank: string } & ExportedVerdict)[];
}

interface Row {
  readonly learnerId: string;
  readonly id: string;
  readonly exercise: string;
  readonly title: string;
  readonly revision: number;
  readonly variant: number;
  readonly createdAt: Date;
  readonly checkerVersion: number;
  readonly score: number;
  readonly texts: Readonly<Record<string, string>>;
  readonly verdict: unknown;
  readonly blanks: readonly string[];
  readonly policy: Partial<Policy>;
  readonly attemptsUsed: number;
  readonly earlier: readonly (Pick<Row, "verdict" | "score" | "checkerVersion"> & { readonly replacedAt: string })[];
}

/** Submissions read at once: more of them, with all their texts, are never in memory together. */
const batch = 200;

/**
 * All of one's own submissions that were sent until now, oldest first. Their ids are read before anything else, so that each is
 * looked up by its key: to sort all of them again for every batch would take a hundred times as long for twenty thousand.
 */
export async function* exportSubmissions(viewer: Viewer, now: Date): AsyncGenerator<ExportedSubmission> {
  if (viewer.kind === "visitor") return;
  const { learnerId } = viewer;
  const all = await db.submission.findMany({
    where: { attempt: { learnerId }, createdAt: { lte: now } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  for (let from = 0; from < all.length; from += batch) {
    const ids = all.slice(from, from + batch).map(({ id }) => id);
    for (const row of await selectRows(learnerId, ids)) yield exported(row, maySeeVerdict(viewer, row, now));
  }
}

function selectRows(learnerId: string, ids: readonly string[]): Promise<readonly Row[]> {
  // A definition is long, and most submissions answer the same few.
  return db.$queryRaw<Row[]>`
    WITH sent AS (
      SELECT submission.*, attempt."learnerId", attempt.variant, attempt."exerciseRevisionId"
      FROM "Submission" AS submission JOIN "Attempt" AS attempt ON attempt.id = submission."attemptId"
      WHERE submission.id = ANY(${ids}::uuid[]) AND attempt."learnerId" = ${learnerId}::uuid
    ), answered AS MATERIALIZED (
      SELECT revision.id, revision.number, exercise.id AS "exerciseId", exercise.slug,
        definition #>> '{exercise,title}' AS title, definition #> '{exercise,policy}' AS policy,
        ARRAY(SELECT blank ->> 'id' FROM jsonb_array_elements(definition #> '{exercise,blanks}') AS blank) AS blanks
      FROM "ExerciseRevision" AS revision JOIN "Exercise" AS exercise ON exercise.id = revision."exerciseId"
      WHERE revision.id IN (SELECT "exerciseRevisionId" FROM sent)
    )
    SELECT sent."learnerId", sent.id, sent."createdAt", sent.texts, sent.verdict, sent.score, sent."checkerVersion",
      sent.variant, answered.slug AS exercise, answered.number AS revision, answered.title, answered.policy,
      answered.blanks, COALESCE(completion."attemptsUsed", 0) AS "attemptsUsed",
      (SELECT COALESCE(jsonb_agg(jsonb_build_object(
          'replacedAt', to_char(before."replacedAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'verdict', before.verdict, 'score', before.score, 'checkerVersion', before."checkerVersion"
        ) ORDER BY before."replacedAt"), '[]')
        FROM "EarlierVerdict" AS before WHERE before."submissionId" = sent.id) AS earlier
    FROM sent
    JOIN answered ON answered.id = sent."exerciseRevisionId"
    LEFT JOIN "Completion" AS completion
      ON completion."learnerId" = sent."learnerId" AND completion."exerciseId" = answered."exerciseId"
    ORDER BY sent."createdAt", sent.id`;
}

function exported(row: Row, isVerdictShown: boolean): ExportedSubmission {
  const { id, exercise, title, revision, variant, texts, checkerVersion, earlier } = row;
  const said = verdictsOf(row.verdict, isVerdictShown);
  return {
    id,
    exercise,
    title,
    revision,
    variant,
    submittedAt: row.createdAt.toISOString(),
    checkerVersion,
    isVerdictShown,
    score: isVerdictShown ? row.score : null,
    blanks: row.blanks.map((blank) => ({ blank, typed: texts[blank] ?? "", ...(said.get(blank) ?? notTold) })),
    earlier: isVerdictShown
      ? earlier.map(({ verdict, ...before }) => {
          const then = verdictsOf(verdict, true);
          return { ...before, blanks: row.blanks.map((blank) => ({ blank, ...(then.get(blank) ?? notTold) })) };
        })
      : [],
  };
}

const notTold: ExportedVerdict = { verdict: null, score: null, diagnosis: null, message: null, read: null };

/** By blank. What could not be read is told at once, as on the page: it costs nothing and can be mended. */
function verdictsOf(stored: unknown, isShown: boolean): ReadonlyMap<string, ExportedVerdict> {
  const told = readStoredVerdict(stored).blanks.filter((blank) => isShown || blank.verdict === "invalid");
  return new Map(
    told.map(({ blank, verdict, code, score, diagnosis, message, read }) => [
      blank,
      { verdict: verdictWord(verdict, code), score, diagnosis, message, read },
    ]),
  );
}
