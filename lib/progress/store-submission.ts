import { createHash } from "node:crypto";
import type { SubmissionVerdict } from "#lib/checker/verdict.ts";
import { db } from "#lib/db/client.ts";
import { blanksSolvedBy } from "./completion.ts";

/** One act of sending, with everything needed to replay its verdict: the revision and the variant give the numbers. */
export interface Sent {
  readonly learnerId: string;
  readonly exerciseId: string;
  readonly revisionId: string;
  readonly variant: number;
  /** Ids of all blanks of the exercise. */
  readonly blanks: readonly string[];
  /** As typed, for every blank, empty ones too. */
  readonly texts: Readonly<Record<string, string>>;
  readonly verdict: SubmissionVerdict;
}

export interface Stored {
  /** What counts: of texts that were sent before, the verdict and the time of then. */
  readonly verdict: SubmissionVerdict;
  readonly createdAt: Date;
  /** All blanks solved so far, in any submission. */
  readonly solvedBlanks: readonly string[];
}

/** SHA-256 of the texts in the exercise's order of blanks, so that the same answers have one name. */
export function hashTexts(blanks: readonly string[], texts: Readonly<Record<string, string>>): string {
  const pairs = blanks.map((blank) => [blank, Object.hasOwn(texts, blank) ? texts[blank] : ""]);
  return createHash("sha256").update(JSON.stringify(pairs)).digest("hex");
}

interface Row {
  readonly attemptId: string;
  readonly isFirst: boolean;
  readonly solvedBlanks: string[];
}

/**
 * Attempt, submission and completion in one statement, which is one transaction and one round trip: all of it is stored or
 * nothing is. The same texts again store nothing and move nothing. Of many at once the attempt's row lets one through at
 * a time, and each sees what the ones before it left. The learner's row is locked first: a merge that takes the learner
 * away either waits until this answer is stored or leaves nobody to store it for, which throws.
 */
export async function storeSubmission(sent: Sent, now: Date): Promise<Stored> {
  const { learnerId, exerciseId, revisionId, variant, blanks, texts, verdict } = sent;
  const textsHash = hashTexts(blanks, texts);
  const solved = blanksSolvedBy(verdict);
  const [row] = await db.$queryRaw<Row[]>`
    WITH learner AS (
      SELECT id FROM "Learner" WHERE id = ${learnerId}::uuid FOR KEY SHARE
    ), attempt AS (
      INSERT INTO "Attempt" (id, "learnerId", "exerciseRevisionId", variant, "startedAt")
      SELECT gen_random_uuid(), learner.id, ${revisionId}::uuid, ${variant}::int, ${now}::timestamptz FROM learner
      ON CONFLICT ("learnerId", "exerciseRevisionId", variant) DO UPDATE SET variant = EXCLUDED.variant
      RETURNING id
    ), submission AS (
      INSERT INTO "Submission" (id, "attemptId", "textsHash", texts, verdict, score, "checkerVersion", "createdAt")
      SELECT gen_random_uuid(), attempt.id, ${textsHash}, ${JSON.stringify(texts)}::jsonb,
        ${JSON.stringify(verdict)}::jsonb, ${verdict.score}::float8, ${verdict.checkerVersion}::int, ${now}::timestamptz
      FROM attempt
      ON CONFLICT ("attemptId", "textsHash") DO NOTHING
      RETURNING score
    ), gained AS (
      SELECT count(*) > 0 AS "isFirst", coalesce(max(score), 0) AS score,
        CASE WHEN count(*) > 0 THEN ${solved}::text[] ELSE '{}' END AS solved
      FROM submission
    ), completion AS (
      INSERT INTO "Completion" AS kept
        ("learnerId", "exerciseId", "bestScore", "solvedBlanks", "solvedAt", "updatedAt")
      SELECT ${learnerId}::uuid, ${exerciseId}::uuid, score, solved,
        CASE WHEN ${blanks}::text[] <@ solved THEN ${now}::timestamptz END, ${now}::timestamptz
      FROM gained, attempt
      ON CONFLICT ("learnerId", "exerciseId") DO UPDATE SET
        "bestScore" = GREATEST(kept."bestScore", EXCLUDED."bestScore"),
        "solvedBlanks" = ARRAY(SELECT unnest(kept."solvedBlanks" || EXCLUDED."solvedBlanks") GROUP BY 1 ORDER BY 1),
        "solvedAt" = COALESCE(kept."solvedAt", CASE
          WHEN ${blanks}::text[] <@ kept."solvedBlanks" THEN kept."updatedAt"
          WHEN ${blanks}::text[] <@ (kept."solvedBlanks" || EXCLUDED."solvedBlanks") THEN EXCLUDED."updatedAt" END),
        "updatedAt" = CASE WHEN (SELECT "isFirst" FROM gained) THEN EXCLUDED."updatedAt" ELSE kept."updatedAt" END
      RETURNING "solvedBlanks"
    )
    SELECT attempt.id AS "attemptId", gained."isFirst", completion."solvedBlanks" FROM attempt, gained, completion`;
  if (row === undefined) throw new Error(`learner ${learnerId} is gone, and their answer to ${exerciseId} with them`);
  const { attemptId, isFirst, solvedBlanks } = row;
  if (isFirst) return { verdict, createdAt: now, solvedBlanks };
  const before = await db.submission.findUniqueOrThrow({
    where: { attemptId_textsHash: { attemptId, textsHash } },
    select: { verdict: true, createdAt: true },
  });
  return { verdict: before.verdict as unknown as SubmissionVerdict, createdAt: before.createdAt, solvedBlanks };
}
