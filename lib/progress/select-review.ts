import { canRead } from "#lib/access/can-read.ts";
import type { Viewer } from "#lib/accounts/viewer.ts";
import { readDefinition } from "#lib/content/stored.ts";
import { db } from "#lib/db/client.ts";
import { readModel } from "#lib/exercises/draw-variant.ts";
import { defaultPolicy, needsAccount, type Policy } from "#lib/exercises/policy.ts";
import type { SkillSlug } from "#lib/exercises/skill.ts";
import { chooseReview, type ReviewCandidate, type ReviewExercise } from "./choose-review.ts";
import { selectFirstTries, skillTries } from "./first-tries.ts";
import { dueSkills, nextDue, type ReviewDistance, skillsOf } from "./skills.ts";

export interface ReviewEntry {
  readonly skill: SkillSlug;
  readonly name: string;
  /** In days: how long it had to rest. */
  readonly distance: ReviewDistance;
  readonly due: Date;
  /** Null where no exercise that practises it is open to whoever asks. */
  readonly exercise: ReviewExercise | null;
}

export interface ReviewView {
  /** The shortest distance first. */
  readonly due: readonly ReviewEntry[];
  /** When the next skill is due that is not due yet; null where there is none. */
  readonly nextDue: Date | null;
}

/** The skills that are due for whoever asks, each with a blank to practise it on. */
export async function selectReview(viewer: Viewer, now: Date): Promise<ReviewView> {
  if (viewer.kind === "visitor") return { due: [], nextDue: null };
  const tries = await selectFirstTries(viewer, now);
  const skills = skillsOf(skillTries(tries));
  const due = dueSkills(skills, now);
  const candidates = due.length === 0 ? [] : await selectCandidates(viewer, viewer.learnerId, now);
  return {
    due: due.map(({ slug, name, review }) => ({
      skill: slug,
      name,
      ...review,
      exercise: chooseReview(slug, candidates, tries),
    })),
    nextDue: nextDue(skills, now),
  };
}

interface Row {
  readonly slug: string;
  readonly revisionId: string;
  readonly revision: number;
  readonly policy: Partial<Policy> | null;
  /** Of each segment that it stands in. */
  readonly places: readonly (readonly string[])[];
  readonly attemptId: string | null;
  readonly variant: number | null;
  readonly gaveUpAt: Date | null;
}

/**
 * Exercises that may be practised as often as one likes, in the order of the course. Where attempts are counted or a verdict comes
 * later, a review would use up what the author counts. Definitions are read of open ones alone.
 */
async function selectCandidates(viewer: Viewer, learnerId: string, now: Date): Promise<readonly ReviewCandidate[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT exercise.slug, revision.id AS "revisionId", revision.number AS revision,
      revision.definition #> '{exercise,policy}' AS policy, placed.places,
      latest.id AS "attemptId", latest.variant, latest."gaveUpAt"
    FROM "Exercise" AS exercise
    JOIN "ExerciseRevision" AS revision ON revision.id = exercise."publishedRevisionId"
    JOIN LATERAL (
      SELECT jsonb_agg(segment.levels) AS places, min(lesson.ordinal) AS lesson, min(segment.ordinal) AS segment
      FROM "SegmentExercise" AS place
      JOIN "Segment" AS segment ON segment.id = place."segmentId"
      JOIN "Lesson" AS lesson ON lesson."publishedRevisionId" = segment."revisionId"
      WHERE place."exerciseId" = exercise.id
    ) AS placed ON placed.places IS NOT NULL
    LEFT JOIN LATERAL (
      SELECT id, variant, "gaveUpAt" FROM "Attempt" AS attempt
      WHERE attempt."learnerId" = ${learnerId}::uuid AND attempt."exerciseRevisionId" = revision.id
      ORDER BY variant DESC LIMIT 1
    ) AS latest ON true
    ORDER BY placed.lesson, placed.segment, exercise.slug`;
  const open = rows.filter(
    ({ policy, places }) =>
      !needsAccount({ ...defaultPolicy, ...policy }) &&
      places.some((levels) => canRead(viewer, { levels }, now).access === "open"),
  );
  const definitions = await db.exerciseRevision.findMany({
    where: { id: { in: open.map(({ revisionId }) => revisionId) } },
    select: { id: true, definition: true },
  });
  const definitionOf = new Map(definitions.map(({ id, definition }) => [id, readDefinition(definition)]));
  return open.flatMap(({ slug, revisionId, revision, attemptId, variant, gaveUpAt }) => {
    const compiled = definitionOf.get(revisionId);
    if (compiled === undefined) return [];
    const { exercise, labels } = compiled;
    return [
      {
        slug,
        title: exercise.title,
        revision,
        latest: attemptId === null || variant === null ? null : { attemptId, variant, gaveUp: gaveUpAt !== null },
        hasVariants: readModel(exercise).quantities.some(({ draw }) => draw !== null),
        blanks: exercise.blanks.map(({ id, skills = [] }) => ({
          id,
          skills,
          asked: labels[id]?.formula ?? null,
          spoken: labels[id]?.spoken ?? id,
        })),
      },
    ];
  });
}
