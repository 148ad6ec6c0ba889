import type { Work } from "#lib/db/transaction.ts";

/**
 * Moves everything a guest did to a user's learner, inside the caller's transaction, and takes the guest away.
 *
 * Where both worked on the same variant of the same revision, the guest's submissions, first tries and hints go under the user's
 * attempt; the same texts count once, and the user's row stays. Of two completions the best score, all solved blanks and the
 * earlier date of solving are kept, and attempts used add up. Nothing happens if the guest is already gone, as after a double
 * click on "sign in".
 */
export async function mergeGuest(tx: Work, guestId: string, learnerId: string): Promise<void> {
  // Both rows are locked, so that an answer sent at this moment from either side waits and is not lost between two
  // statements: storing one takes a share lock on its learner.
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Learner"
    WHERE (id = ${guestId}::uuid AND "userId" IS NULL) OR id = ${learnerId}::uuid
    ORDER BY id FOR UPDATE`;
  if (guestId === learnerId || !locked.some((row) => row.id === guestId)) return;
  await joinAttempts(tx, guestId, learnerId);
  await tx.$executeRaw`
    UPDATE "Attempt" AS guests SET "learnerId" = ${learnerId}::uuid
    WHERE guests."learnerId" = ${guestId}::uuid AND NOT EXISTS (
      SELECT FROM "Attempt" AS theirs
      WHERE theirs."learnerId" = ${learnerId}::uuid
        AND theirs."exerciseRevisionId" = guests."exerciseRevisionId" AND theirs.variant = guests.variant)`;
  await joinCompletions(tx, guestId, learnerId);
  await tx.$executeRaw`
    INSERT INTO "SegmentRead" AS kept ("learnerId", "lessonId", ordinal, "readAt")
    SELECT ${learnerId}::uuid, "lessonId", ordinal, "readAt" FROM "SegmentRead" WHERE "learnerId" = ${guestId}::uuid
    ON CONFLICT ("learnerId", "lessonId", ordinal) DO UPDATE SET "readAt" = LEAST(kept."readAt", EXCLUDED."readAt")`;
  // What is left under the guest is what counted twice. It goes with the row, and so do all sessions of that guest.
  await tx.$executeRaw`DELETE FROM "Learner" WHERE id = ${guestId}::uuid`;
}

/**
 * Where both have an attempt at the same variant, the user's takes what hangs on the guest's: of two first tries the earlier was
 * the first, of two drafts the later is gone on with, and a solution that either of them saw was seen.
 */
async function joinAttempts(tx: Work, guestId: string, learnerId: string): Promise<void> {
  const pairs = await tx.$queryRaw<{ guests: string; theirs: string }[]>`
    SELECT guests.id AS guests, theirs.id AS theirs
    FROM "Attempt" AS guests JOIN "Attempt" AS theirs
      ON theirs."exerciseRevisionId" = guests."exerciseRevisionId" AND theirs.variant = guests.variant
    WHERE guests."learnerId" = ${guestId}::uuid AND theirs."learnerId" = ${learnerId}::uuid`;
  if (pairs.length === 0) return;
  const [from, to] = [pairs.map(({ guests }) => guests), pairs.map(({ theirs }) => theirs)];
  await tx.$executeRaw`
    UPDATE "Attempt" AS kept SET
      "startedAt" = LEAST(kept."startedAt", guests."startedAt"),
      "gaveUpAt" = LEAST(kept."gaveUpAt", guests."gaveUpAt"),
      draft = CASE WHEN guests."draftedAt" > COALESCE(kept."draftedAt", '-infinity') THEN guests.draft ELSE kept.draft END,
      "draftedAt" = GREATEST(kept."draftedAt", guests."draftedAt")
    FROM unnest(${from}::uuid[], ${to}::uuid[]) AS pair (guests, theirs) JOIN "Attempt" AS guests ON guests.id = pair.guests
    WHERE kept.id = pair.theirs`;
  await tx.$executeRaw`
    UPDATE "Submission" AS moved SET "attemptId" = pair.theirs
    FROM unnest(${from}::uuid[], ${to}::uuid[]) AS pair (guests, theirs)
    WHERE moved."attemptId" = pair.guests AND NOT EXISTS (
      SELECT FROM "Submission" AS same WHERE same."attemptId" = pair.theirs AND same."textsHash" = moved."textsHash")`;
  await tx.$executeRaw`
    INSERT INTO "FirstTry" AS kept ("attemptId", blank, "isRight", diagnosis, "triedAt")
    SELECT pair.theirs, blank, "isRight", diagnosis, "triedAt"
    FROM unnest(${from}::uuid[], ${to}::uuid[]) AS pair (guests, theirs) JOIN "FirstTry" ON "attemptId" = pair.guests
    ON CONFLICT ("attemptId", blank) DO UPDATE SET
      "isRight" = EXCLUDED."isRight", diagnosis = EXCLUDED.diagnosis, "triedAt" = EXCLUDED."triedAt"
    WHERE EXCLUDED."triedAt" < kept."triedAt"`;
  await tx.$executeRaw`
    INSERT INTO "HintTaken" AS kept ("attemptId", blank, layer, "takenAt")
    SELECT pair.theirs, blank, layer, "takenAt"
    FROM unnest(${from}::uuid[], ${to}::uuid[]) AS pair (guests, theirs) JOIN "HintTaken" ON "attemptId" = pair.guests
    ON CONFLICT ("attemptId", blank, layer) DO UPDATE SET "takenAt" = LEAST(kept."takenAt", EXCLUDED."takenAt")`;
}

/** A side on which nothing was ever judged has no last score, however late it is. */
async function joinCompletions(tx: Work, guestId: string, learnerId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Completion" AS kept
      ("learnerId", "exerciseId", "bestScore", "lastScore", "attemptsUsed", "solvedBlanks", "solvedAt", "updatedAt")
    SELECT ${learnerId}::uuid, "exerciseId", "bestScore", "lastScore", "attemptsUsed", "solvedBlanks", "solvedAt", "updatedAt"
    FROM "Completion" WHERE "learnerId" = ${guestId}::uuid
    ON CONFLICT ("learnerId", "exerciseId") DO UPDATE SET
      "bestScore" = GREATEST(kept."bestScore", EXCLUDED."bestScore"),
      "lastScore" = CASE
        WHEN kept."attemptsUsed" = 0 THEN EXCLUDED."lastScore"
        WHEN EXCLUDED."attemptsUsed" > 0 AND EXCLUDED."updatedAt" > kept."updatedAt" THEN EXCLUDED."lastScore"
        ELSE kept."lastScore" END,
      "attemptsUsed" = kept."attemptsUsed" + EXCLUDED."attemptsUsed",
      "solvedBlanks" = ARRAY(SELECT unnest(kept."solvedBlanks" || EXCLUDED."solvedBlanks") GROUP BY 1 ORDER BY 1),
      "solvedAt" = LEAST(kept."solvedAt", EXCLUDED."solvedAt"),
      "updatedAt" = GREATEST(kept."updatedAt", EXCLUDED."updatedAt")`;
}
