import type { Work } from "#lib/db/transaction.ts";

/**
 * Moves everything a guest did to a user's learner, inside the caller's transaction, and takes the guest away.
 *
 * Where both worked on the same variant of the same revision, the guest's submissions go under the user's attempt; the same
 * texts count once, and the user's row stays. Of two completions the best score, all solved blanks and the earlier date of
 * solving are kept. Nothing happens if the guest is already gone, as after a double click on "sign in".
 */
export async function mergeGuest(tx: Work, guestId: string, learnerId: string): Promise<void> {
  // Both rows are locked, so that an answer sent at this moment from either side waits and is not lost between two
  // statements: storing one takes a share lock on its learner.
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Learner"
    WHERE (id = ${guestId}::uuid AND "userId" IS NULL) OR id = ${learnerId}::uuid
    ORDER BY id FOR UPDATE`;
  if (guestId === learnerId || !locked.some((row) => row.id === guestId)) return;

  await tx.$executeRaw`
    UPDATE "Attempt" AS theirs SET "startedAt" = LEAST(theirs."startedAt", guests."startedAt")
    FROM "Attempt" AS guests
    WHERE guests."learnerId" = ${guestId}::uuid AND theirs."learnerId" = ${learnerId}::uuid
      AND theirs."exerciseRevisionId" = guests."exerciseRevisionId" AND theirs.variant = guests.variant`;
  await tx.$executeRaw`
    UPDATE "Submission" AS moved SET "attemptId" = theirs.id
    FROM "Attempt" AS guests, "Attempt" AS theirs
    WHERE guests."learnerId" = ${guestId}::uuid AND theirs."learnerId" = ${learnerId}::uuid
      AND theirs."exerciseRevisionId" = guests."exerciseRevisionId" AND theirs.variant = guests.variant
      AND moved."attemptId" = guests.id
      AND NOT EXISTS (
        SELECT FROM "Submission" AS same
        WHERE same."attemptId" = theirs.id AND same."textsHash" = moved."textsHash")`;
  await tx.$executeRaw`
    UPDATE "Attempt" AS guests SET "learnerId" = ${learnerId}::uuid
    WHERE guests."learnerId" = ${guestId}::uuid AND NOT EXISTS (
      SELECT FROM "Attempt" AS theirs
      WHERE theirs."learnerId" = ${learnerId}::uuid
        AND theirs."exerciseRevisionId" = guests."exerciseRevisionId" AND theirs.variant = guests.variant)`;
  await tx.$executeRaw`
    INSERT INTO "Completion" ("learnerId", "exerciseId", "bestScore", "solvedBlanks", "solvedAt", "updatedAt")
    SELECT ${learnerId}::uuid, "exerciseId", "bestScore", "solvedBlanks", "solvedAt", "updatedAt"
    FROM "Completion" WHERE "learnerId" = ${guestId}::uuid
    ON CONFLICT ("learnerId", "exerciseId") DO UPDATE SET
      "bestScore" = GREATEST("Completion"."bestScore", EXCLUDED."bestScore"),
      "solvedBlanks" = ARRAY(SELECT unnest("Completion"."solvedBlanks" || EXCLUDED."solvedBlanks") GROUP BY 1 ORDER BY 1),
      "solvedAt" = LEAST("Completion"."solvedAt", EXCLUDED."solvedAt"),
      "updatedAt" = GREATEST("Completion"."updatedAt", EXCLUDED."updatedAt")`;
  // What is left under the guest is what counted twice. It goes with the row, and so do all sessions of that guest.
  await tx.$executeRaw`DELETE FROM "Learner" WHERE id = ${guestId}::uuid`;
}
