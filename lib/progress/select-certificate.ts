import { db } from "#lib/db/client.ts";
import { defaultPolicy, type Policy, showsFeedback } from "#lib/exercises/policy.ts";
import { whenSolved } from "./completion.ts";

/** A certificate as everybody sees it who has its address. Of a revoked one, whose it was is told no more. */
export type CertificateView = {
  readonly code: string;
  /** Title of the course. */
  readonly course: string;
  /** ISO 8601, UTC. */
  readonly issuedAt: string;
} & (
  | { readonly isRevoked: true; readonly revokedAt: string }
  | {
      readonly isRevoked: false;
      readonly name: string;
      /** SHA-256, in hex. */
      readonly courseRevision: string;
      /** Titles of the exercises of the course that were solved by then, in its order. */
      readonly solved: readonly string[];
    }
);

/** Null where there is none of this code. It is public: the code is all that is asked for. */
export async function selectCertificate(code: string, now: Date): Promise<CertificateView | null> {
  const row = await db.certificate.findUnique({
    where: { code },
    select: {
      learnerId: true,
      courseId: true,
      name: true,
      courseRevision: true,
      issuedAt: true,
      revokedAt: true,
      course: { select: { title: true } },
    },
  });
  if (row === null) return null;
  const { name, courseRevision, issuedAt, revokedAt } = row;
  const stated = { code, course: row.course.title, issuedAt: issuedAt.toISOString() };
  if (revokedAt !== null) return { ...stated, isRevoked: true, revokedAt: revokedAt.toISOString() };
  return { ...stated, isRevoked: false, name, courseRevision, solved: await selectSolved(row, now) };
}

interface SolvedRow {
  readonly title: string;
  readonly policy: Partial<Policy> | null;
  readonly blanks: string[];
  readonly bestScore: number;
  readonly attemptsUsed: number;
  readonly solvedBlanks: string[];
  readonly solvedAt: Date | null;
  readonly updatedAt: Date;
}

/**
 * What its holder had solved of the course when it was issued, by today's titles; an exercise that was taken offline since has the
 * one it was solved under. A result that the author withholds is not told here either.
 */
async function selectSolved(
  { learnerId, courseId, issuedAt }: { readonly learnerId: string; readonly courseId: string; readonly issuedAt: Date },
  now: Date,
): Promise<readonly string[]> {
  const rows = await db.$queryRaw<SolvedRow[]>`
    SELECT revision.definition #>> '{exercise,title}' AS title, revision.definition #> '{exercise,policy}' AS policy,
      ARRAY(SELECT blank ->> 'id' FROM jsonb_array_elements(revision.definition #> '{exercise,blanks}') AS blank) AS blanks,
      completion."bestScore", completion."attemptsUsed", completion."solvedBlanks", completion."solvedAt",
      completion."updatedAt"
    FROM "Completion" AS completion
    JOIN "Exercise" AS exercise ON exercise.id = completion."exerciseId"
    JOIN "ExerciseRevision" AS revision ON revision.id = COALESCE(exercise."publishedRevisionId", (
      SELECT tried.id FROM "Attempt" AS attempt JOIN "ExerciseRevision" AS tried ON tried.id = attempt."exerciseRevisionId"
      WHERE attempt."learnerId" = completion."learnerId" AND tried."exerciseId" = exercise.id
      ORDER BY tried.number DESC LIMIT 1))
    LEFT JOIN LATERAL (
      SELECT lesson.ordinal AS lesson, segment.ordinal AS segment, placed.ordinal AS place
      FROM "SegmentExercise" AS placed
      JOIN "Segment" AS segment ON segment.id = placed."segmentId"
      JOIN "Lesson" AS lesson ON lesson."publishedRevisionId" = segment."revisionId"
      WHERE placed."exerciseId" = exercise.id AND lesson."courseId" = ${courseId}::uuid
      ORDER BY 1, 2, 3 LIMIT 1
    ) AS stands ON true
    WHERE completion."learnerId" = ${learnerId}::uuid AND EXISTS (
      SELECT FROM "SegmentExercise" AS placed
      JOIN "Segment" AS segment ON segment.id = placed."segmentId"
      JOIN "LessonRevision" AS edition ON edition.id = segment."revisionId"
      JOIN "Lesson" AS lesson ON lesson.id = edition."lessonId"
      WHERE placed."exerciseId" = exercise.id AND lesson."courseId" = ${courseId}::uuid)
    ORDER BY stands.lesson, stands.segment, stands.place, title`;
  return rows.flatMap((row) => {
    const solvedAt = whenSolved(row.blanks, row);
    const isTold = showsFeedback({ ...defaultPolicy, ...row.policy }, row.attemptsUsed, now);
    return solvedAt !== null && solvedAt <= issuedAt && isTold ? [row.title] : [];
  });
}

/** All that is kept of a certificate, for whoever runs the site. */
export interface CertificateRecord {
  readonly code: string;
  readonly name: string;
  /** Of the account; null for a guest's, of whom there is none. */
  readonly email: string | null;
  readonly course: { readonly slug: string; readonly title: string };
  readonly courseRevision: string;
  readonly issuedAt: Date;
  readonly revoked: { readonly at: Date; readonly by: string; readonly reason: string } | null;
}

export async function selectCertificateRecord(code: string): Promise<CertificateRecord | null> {
  const row = await db.certificate.findUnique({
    where: { code },
    select: {
      name: true,
      courseRevision: true,
      issuedAt: true,
      revokedAt: true,
      revokedBy: true,
      revokedFor: true,
      course: { select: { slug: true, title: true } },
      learner: { select: { user: { select: { email: true } } } },
    },
  });
  if (row === null) return null;
  const { name, course, courseRevision, issuedAt, revokedAt, revokedBy, revokedFor, learner } = row;
  const revoked = revokedAt === null ? null : { at: revokedAt, by: revokedBy ?? "", reason: revokedFor ?? "" };
  return { code, name, email: learner.user?.email ?? null, course, courseRevision, issuedAt, revoked };
}
