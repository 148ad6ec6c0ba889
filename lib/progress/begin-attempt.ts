import type { Work } from "#lib/db/transaction.ts";

/**
 * The id of a learner's attempt at a variant, made now if there is none. Locks the learner's row first, as storing an answer does:
 * a merge that takes the learner away waits, or leaves nobody to begin for, which throws.
 */
export async function beginAttempt(
  tx: Work,
  learnerId: string,
  revisionId: string,
  variant: number,
  now: Date,
): Promise<string> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    WITH learner AS (
      SELECT id FROM "Learner" WHERE id = ${learnerId}::uuid FOR KEY SHARE
    )
    INSERT INTO "Attempt" (id, "learnerId", "exerciseRevisionId", variant, "startedAt")
    SELECT gen_random_uuid(), learner.id, ${revisionId}::uuid, ${variant}::int, ${now}::timestamptz FROM learner
    ON CONFLICT ("learnerId", "exerciseRevisionId", variant) DO UPDATE SET variant = EXCLUDED.variant
    RETURNING id`;
  if (row === undefined) throw new Error(`learner ${learnerId} is gone`);
  return row.id;
}
