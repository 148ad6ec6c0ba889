import type { Viewer } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import type { Policy } from "#lib/exercises/policy.ts";
import { maySeeVerdict } from "./may-see-verdict.ts";
import type { SubmissionPlace } from "./schemas.ts";

/** A line of the list of one's submissions. Its page is /submissions/<id>. */
export interface SubmissionLine {
  readonly id: string;
  /** Title of the exercise as it was then. */
  readonly title: string;
  /** 0: the declared values. */
  readonly variant: number;
  /** ISO 8601, UTC. */
  readonly submittedAt: string;
  /** What it counts, 0 to 1; null while the author's policy withholds it. */
  readonly score: number | null;
}

export interface SubmissionsView {
  /** Newest first. */
  readonly lines: readonly SubmissionLine[];
  /** Behind which submission the next page begins, as its link has it; null: there is none older. */
  readonly older: string | null;
}

/** Submissions on one page. */
const pageLength = 50;

interface Row {
  readonly learnerId: string;
  readonly id: string;
  readonly title: string;
  readonly variant: number;
  readonly createdAt: Date;
  readonly score: number;
  readonly policy: Partial<Policy>;
  readonly attemptsUsed: number;
}

/** One's own submissions, a page at a time. `after` is the last one of the page before. */
export async function selectSubmissions(
  viewer: Viewer,
  after: SubmissionPlace | null,
  now: Date,
): Promise<SubmissionsView> {
  if (viewer.kind === "visitor") return { lines: [], older: null };
  const { at, id } = after ?? { at: null, id: null };
  // The page is chosen first: to take titles out of the definitions of twenty thousand submissions would take seconds.
  const rows = await db.$queryRaw<Row[]>`
    WITH page AS (
      SELECT submission.id, submission.score, submission."createdAt", attempt."learnerId", attempt.variant,
        attempt."exerciseRevisionId"
      FROM "Submission" AS submission JOIN "Attempt" AS attempt ON attempt.id = submission."attemptId"
      WHERE attempt."learnerId" = ${viewer.learnerId}::uuid
        AND (${at}::timestamptz IS NULL OR (submission."createdAt", submission.id) < (${at}::timestamptz, ${id}::uuid))
      ORDER BY submission."createdAt" DESC, submission.id DESC
      LIMIT ${pageLength + 1}
    ), answered AS MATERIALIZED (
      SELECT id, "exerciseId", definition #>> '{exercise,title}' AS title, definition #> '{exercise,policy}' AS policy
      FROM "ExerciseRevision" WHERE id IN (SELECT "exerciseRevisionId" FROM page)
    )
    SELECT page."learnerId", page.id, page.score, page."createdAt", page.variant, answered.title, answered.policy,
      COALESCE(completion."attemptsUsed", 0) AS "attemptsUsed"
    FROM page
    JOIN answered ON answered.id = page."exerciseRevisionId"
    LEFT JOIN "Completion" AS completion
      ON completion."learnerId" = page."learnerId" AND completion."exerciseId" = answered."exerciseId"
    ORDER BY page."createdAt" DESC, page.id DESC`;
  const shown = rows.slice(0, pageLength);
  const last = shown.at(-1);
  return {
    lines: shown.map((row) => ({
      id: row.id,
      title: row.title,
      variant: row.variant,
      submittedAt: row.createdAt.toISOString(),
      score: maySeeVerdict(viewer, row, now) ? row.score : null,
    })),
    older: last === undefined || rows.length === shown.length ? null : `${last.createdAt.toISOString()}~${last.id}`,
  };
}
