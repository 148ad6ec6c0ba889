import { createHash } from "node:crypto";
import type { SubmissionVerdict } from "#lib/checker/verdict.ts";
import { db } from "#lib/db/client.ts";
import { transaction, type Work } from "#lib/db/transaction.ts";
import { isSolved } from "#lib/exercises/blank.ts";
import { blanksSolvedBy } from "./completion.ts";
import { readStoredVerdict } from "./stored-verdict.ts";

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
  /** 0 to 1: the verdict's score, less what hints cost. */
  readonly credit: number;
}

export interface Stored {
  /** Of the submission; of texts that were sent before, the one of then. */
  readonly id: string;
  /** What counts: of texts that were sent before, the verdict and the time of then. */
  readonly verdict: SubmissionVerdict;
  readonly createdAt: Date;
  /** All blanks solved so far, in any submission. */
  readonly solvedBlanks: readonly string[];
  /** Submissions that were judged so far, over all variants. */
  readonly attemptsUsed: number;
}

/** SHA-256 of the texts in the exercise's order of blanks, so that the same answers have one name. */
export function hashTexts(blanks: readonly string[], texts: Readonly<Record<string, string>>): string {
  const pairs = blanks.map((blank) => [blank, Object.hasOwn(texts, blank) ? texts[blank] : ""]);
  return createHash("sha256").update(JSON.stringify(pairs)).digest("hex");
}

interface Row {
  readonly attemptId: string;
  /** Null where the same texts were sent before. */
  readonly submissionId: string | null;
  readonly solvedBlanks: string[];
  readonly attemptsUsed: number;
}

/**
 * Attempt, submission and completion in one statement, which is one transaction and one round trip: all of it is stored or
 * nothing is. The same texts again store nothing and move nothing. Of many at once the attempt's row lets one through at
 * a time, and each sees what the ones before it left. The learner's row is locked first: a merge that takes the learner
 * away either waits until this answer is stored or leaves nobody to store it for, which throws.
 */
export async function storeSubmission(sent: Sent, now: Date, client: Work = db): Promise<Stored> {
  const { learnerId, exerciseId, revisionId, variant, blanks, texts, verdict, credit } = sent;
  const textsHash = hashTexts(blanks, texts);
  const solved = blanksSolvedBy(verdict);
  const judged = verdict.blanks.filter((blank) => blank.verdict !== "invalid");
  const [row] = await client.$queryRaw<Row[]>`
    WITH learner AS (
      SELECT id FROM "Learner" WHERE id = ${learnerId}::uuid FOR KEY SHARE
    ), attempt AS (
      INSERT INTO "Attempt" (id, "learnerId", "exerciseRevisionId", variant, "startedAt")
      SELECT gen_random_uuid(), learner.id, ${revisionId}::uuid, ${variant}::int, ${now}::timestamptz FROM learner
      ON CONFLICT ("learnerId", "exerciseRevisionId", variant) DO UPDATE SET draft = NULL, "draftedAt" = NULL
      RETURNING id
    ), submission AS (
      INSERT INTO "Submission" (id, "attemptId", "textsHash", texts, verdict, score, "checkerVersion", "createdAt")
      SELECT gen_random_uuid(), attempt.id, ${textsHash}, ${JSON.stringify(texts)}::jsonb,
        ${JSON.stringify(verdict)}::jsonb, ${credit}::float8, ${verdict.checkerVersion}::int, ${now}::timestamptz
      FROM attempt
      ON CONFLICT ("attemptId", "textsHash") DO NOTHING
      RETURNING id, score
    ), gained AS (
      SELECT count(*) > 0 AS "isFirst", coalesce(max(score), 0) AS score,
        CASE WHEN count(*) > 0 THEN ${solved}::text[] ELSE '{}' END AS solved
      FROM submission
    ), tries AS (
      INSERT INTO "FirstTry" ("attemptId", blank, "isRight", diagnosis, "triedAt")
      SELECT attempt.id, judged.blank, judged."isRight", judged.diagnosis, ${now}::timestamptz
      FROM attempt, unnest(
        ${judged.map(({ blank }) => blank)}::text[], ${judged.map(({ score }) => isSolved(score))}::bool[],
        ${judged.map(({ diagnosis }) => diagnosis)}::text[]
      ) AS judged (blank, "isRight", diagnosis)
      ON CONFLICT ("attemptId", blank) DO NOTHING
    ), completion AS (
      INSERT INTO "Completion" AS kept
        ("learnerId", "exerciseId", "bestScore", "lastScore", "attemptsUsed", "solvedBlanks", "solvedAt", "updatedAt")
      SELECT ${learnerId}::uuid, ${exerciseId}::uuid, score, score, CASE WHEN "isFirst" THEN ${judged.length > 0 ? 1 : 0}::int ELSE 0 END, solved,
        CASE WHEN ${blanks}::text[] <@ solved THEN ${now}::timestamptz END, ${now}::timestamptz
      FROM gained, attempt
      ON CONFLICT ("learnerId", "exerciseId") DO UPDATE SET
        "bestScore" = GREATEST(kept."bestScore", EXCLUDED."bestScore"),
        "lastScore" = CASE WHEN EXCLUDED."attemptsUsed" > 0 THEN EXCLUDED."lastScore" ELSE kept."lastScore" END,
        "attemptsUsed" = kept."attemptsUsed" + EXCLUDED."attemptsUsed",
        "solvedBlanks" = ARRAY(SELECT unnest(kept."solvedBlanks" || EXCLUDED."solvedBlanks") GROUP BY 1 ORDER BY 1),
        "solvedAt" = COALESCE(kept."solvedAt", CASE
          WHEN ${blanks}::text[] <@ kept."solvedBlanks" THEN kept."updatedAt"
          WHEN ${blanks}::text[] <@ (kept."solvedBlanks" || EXCLUDED."solvedBlanks") THEN EXCLUDED."updatedAt" END),
        "updatedAt" = CASE WHEN (SELECT "isFirst" FROM gained) THEN EXCLUDED."updatedAt" ELSE kept."updatedAt" END
      RETURNING "solvedBlanks", "attemptsUsed"
    )
    SELECT attempt.id AS "attemptId", submission.id AS "submissionId", completion."solvedBlanks",
      completion."attemptsUsed"
    FROM attempt CROSS JOIN completion LEFT JOIN submission ON true`;
  if (row === undefined) throw new Error(`learner ${learnerId} is gone, and their answer to ${exerciseId} with them`);
  const { attemptId, submissionId, solvedBlanks, attemptsUsed } = row;
  if (submissionId !== null) return { id: submissionId, verdict, createdAt: now, solvedBlanks, attemptsUsed };
  const before = await client.submission.findUniqueOrThrow({
    where: { attemptId_textsHash: { attemptId, textsHash } },
    select: { id: true, verdict: true, createdAt: true },
  });
  return { ...before, verdict: readStoredVerdict(before.verdict), solvedBlanks, attemptsUsed };
}

/**
 * The same where attempts are counted: null where none is left, and then nothing is stored. The completion's row is locked first,
 * so that of fifty answers at once with three attempts left three are stored. Texts that were sent before cost nothing again.
 */
export async function storeWithinLimit(sent: Sent, limit: number, now: Date): Promise<Stored | null> {
  const { learnerId, exerciseId, revisionId, variant, blanks, texts, verdict } = sent;
  const costs = verdict.blanks.some((blank) => blank.verdict !== "invalid");
  return transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO "Completion" ("learnerId", "exerciseId", "bestScore", "solvedBlanks", "updatedAt")
      VALUES (${learnerId}::uuid, ${exerciseId}::uuid, 0, '{}', ${now}::timestamptz) ON CONFLICT DO NOTHING`;
    const [{ used, isKnown } = { used: 0, isKnown: false }] = await tx.$queryRaw<{ used: number; isKnown: boolean }[]>`
      SELECT "attemptsUsed" AS used, EXISTS (
        SELECT FROM "Submission" AS sent JOIN "Attempt" AS attempt ON attempt.id = sent."attemptId"
        WHERE attempt."learnerId" = ${learnerId}::uuid AND attempt."exerciseRevisionId" = ${revisionId}::uuid
          AND attempt.variant = ${variant}::int AND sent."textsHash" = ${hashTexts(blanks, texts)}
      ) AS "isKnown"
      FROM "Completion" WHERE "learnerId" = ${learnerId}::uuid AND "exerciseId" = ${exerciseId}::uuid FOR UPDATE`;
    return used >= limit && costs && !isKnown ? null : storeSubmission(sent, now, tx);
  });
}
