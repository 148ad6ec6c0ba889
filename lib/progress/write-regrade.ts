import type { SubmissionVerdict } from "#lib/checker/verdict.ts";
import { transaction, type Work } from "#lib/db/transaction.ts";
import { creditAfterHints, defaultPolicy, type Policy } from "#lib/exercises/policy.ts";
import { compareVerdicts } from "./compare-verdicts.ts";
import { isAttempt, joinReached, reachedBy } from "./completion.ts";
import type { Regraded } from "./regrade-tally.ts";
import { readStoredVerdict } from "./stored-verdict.ts";

/** A submission judged anew. */
export interface Replay {
  readonly submissionId: string;
  /** Number of the revision that it answers. */
  readonly revision: number;
  /** As it stood when it was read. */
  readonly stored: SubmissionVerdict;
  /** Null where it could not be judged; `reason` says why. */
  readonly verdict: SubmissionVerdict | null;
  readonly reason: string | null;
}

interface Regrade {
  readonly learnerId: string;
  readonly exerciseId: string;
  /** By submission id. */
  readonly replays: ReadonlyMap<string, Replay>;
  readonly mayLower: boolean;
}

/** A submission as it stands in the transaction. */
interface Row {
  readonly id: string;
  readonly verdict: unknown;
  /** The credit that was given, 0 to 1. */
  readonly score: number;
  readonly createdAt: Date;
  readonly blanks: readonly string[];
  readonly policy: Partial<Policy>;
  /** Taken in its attempt before it was sent. */
  readonly hints: number;
}

/** A verdict that takes the place of another. */
interface Change {
  readonly submissionId: string;
  readonly stored: SubmissionVerdict;
  readonly verdict: SubmissionVerdict;
  readonly credit: number;
}

/**
 * Writes what was judged anew of one learner, and moves the completion, in one transaction. What comes out the same is left as it
 * is, with the checker version that gave it; of what changes, the verdict until now is kept. The learner's row is locked first,
 * as where answers are stored: an answer sent at this moment waits, and everything is compared with what stands then.
 */
export async function writeRegrade(regrade: Regrade, now: Date): Promise<readonly Regraded[]> {
  const { learnerId, exerciseId, replays, mayLower } = regrade;
  return transaction(async (tx) => {
    const locked = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "Learner" WHERE id = ${learnerId}::uuid FOR UPDATE`;
    // A guest who signed in meanwhile: their work is the user's now.
    if (locked.length === 0) return [];
    const rows = await selectRows(tx, learnerId, exerciseId);
    const changes: Change[] = [];
    const regraded = rows.flatMap((row): Regraded[] => {
      const replay = replays.get(row.id);
      // Sent since the others were read, and judged by the server that took it.
      if (replay === undefined) return [];
      const { submissionId, revision, verdict, reason } = replay;
      if (verdict === null) return [{ submissionId, revision, comparison: null, reason, isWritten: false }];
      const stored = readStoredVerdict(row.verdict);
      const comparison = compareVerdicts(stored, verdict);
      const isWritten = comparison.movement !== "same" && (comparison.movement !== "lowered" || mayLower);
      if (isWritten) {
        const credit = creditAfterHints({ ...defaultPolicy, ...row.policy }, verdict.score, row.hints);
        changes.push({ submissionId, stored, verdict, credit });
      }
      return [{ submissionId, revision, comparison, reason, isWritten }];
    });
    if (changes.length > 0) {
      await writeVerdicts(tx, changes, now);
      await moveCompletion(tx, regrade, rows, changes, now);
    }
    return regraded;
  });
}

function selectRows(tx: Work, learnerId: string, exerciseId: string): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    SELECT submission.id, submission.verdict, submission.score, submission."createdAt",
      revision.definition #> '{exercise,policy}' AS policy,
      (SELECT count(*)::int FROM "HintTaken"
        WHERE "attemptId" = attempt.id AND "takenAt" <= submission."createdAt") AS hints,
      ARRAY(SELECT blank ->> 'id' FROM jsonb_array_elements(revision.definition #> '{exercise,blanks}') AS blank) AS blanks
    FROM "Submission" AS submission
    JOIN "Attempt" AS attempt ON attempt.id = submission."attemptId"
    JOIN "ExerciseRevision" AS revision ON revision.id = attempt."exerciseRevisionId"
    WHERE attempt."learnerId" = ${learnerId}::uuid AND revision."exerciseId" = ${exerciseId}::uuid
    ORDER BY submission."createdAt", submission.id`;
}

async function writeVerdicts(tx: Work, changes: readonly Change[], now: Date): Promise<void> {
  const ids = changes.map(({ submissionId }) => submissionId);
  const verdicts = changes.map(({ verdict }) => JSON.stringify(verdict));
  const scores = changes.map(({ credit }) => credit);
  const versions = changes.map(({ verdict }) => verdict.checkerVersion);
  await tx.$executeRaw`
    INSERT INTO "EarlierVerdict" ("submissionId", "replacedAt", verdict, score, "checkerVersion")
    SELECT id, ${now}::timestamptz, verdict, score, "checkerVersion" FROM "Submission" WHERE id = ANY(${ids}::uuid[])`;
  await tx.$executeRaw`
    UPDATE "Submission" AS kept
    SET verdict = moved.verdict::jsonb, score = moved.score, "checkerVersion" = moved.version
    FROM unnest(${ids}::uuid[], ${verdicts}::text[], ${scores}::float8[], ${versions}::int[])
      AS moved(id, verdict, score, version)
    WHERE kept.id = moved.id`;
}

/** Told anew from all verdicts that count now; unless it may be lowered, nothing that was reached is taken back. */
async function moveCompletion(
  tx: Work,
  { learnerId, exerciseId, mayLower }: Regrade,
  rows: readonly Row[],
  changes: readonly Change[],
  now: Date,
): Promise<void> {
  const changed = new Map(changes.map((change) => [change.submissionId, change]));
  const reached = reachedBy(
    rows.map(({ id, verdict, score, createdAt, blanks }) => ({
      verdict: changed.get(id)?.verdict ?? readStoredVerdict(verdict),
      credit: changed.get(id)?.credit ?? score,
      submittedAt: createdAt,
      blanks,
    })),
  );
  const where = { learnerId_exerciseId: { learnerId, exerciseId } };
  const select = { bestScore: true, lastScore: true, solvedBlanks: true, solvedAt: true, attemptsUsed: true } as const;
  const { attemptsUsed, ...kept } = await tx.completion.findUniqueOrThrow({ where, select });
  const { solvedBlanks, ...rest } = mayLower ? reached : joinReached(kept, reached);
  const moreUsed = changes.reduce((sum, { stored, verdict }) => sum + usedBy(verdict) - usedBy(stored), 0);
  const used = Math.max(0, attemptsUsed + (mayLower ? moreUsed : Math.min(0, moreUsed)));
  const written = { ...rest, solvedBlanks: [...solvedBlanks], attemptsUsed: used, updatedAt: now };
  await tx.completion.update({ where, data: written });
}

function usedBy(verdict: SubmissionVerdict): number {
  return isAttempt(verdict) ? 1 : 0;
}
