import type { Viewer } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import { defaultPolicy, type Policy, showsFeedback } from "#lib/exercises/policy.ts";
import { isSkill, type SkillSlug } from "#lib/exercises/skill.ts";
import type { SkillTry } from "./skills.ts";

/** The first verdict on a blank of an attempt, as far as its learner may know it. */
export interface FirstTry {
  readonly exercise: string;
  readonly attemptId: string;
  readonly variant: number;
  readonly blank: string;
  readonly isRight: boolean;
  /** Slug of the mistake, if one was named. */
  readonly diagnosis: string | null;
  readonly triedAt: Date;
  /** Those of the blank as it is published now; of a blank that is gone, as it was then. */
  readonly skills: readonly SkillSlug[];
}

interface Row extends Omit<FirstTry, "skills"> {
  readonly skills: readonly string[] | null;
  readonly policy: Partial<Policy> | null;
  readonly livePolicy: Partial<Policy> | null;
  readonly attemptsUsed: number;
}

/**
 * All first tries of whoever asks, in the order of time. Those of an exercise whose author withholds what was right are left
 * out: neither a skill nor a count may tell it. Of a definition only tags and policy are read.
 */
export async function selectFirstTries(viewer: Viewer, now: Date): Promise<readonly FirstTry[]> {
  if (viewer.kind === "visitor") return [];
  const rows = await db.$queryRaw<Row[]>`
    SELECT exercise.slug AS exercise, attempt.id AS "attemptId", attempt.variant, try.blank, try."isRight", try.diagnosis,
      try."triedAt", revision.definition #> '{exercise,policy}' AS policy, live.definition #> '{exercise,policy}' AS "livePolicy",
      COALESCE(completion."attemptsUsed", 0) AS "attemptsUsed",
      COALESCE(tagged.live, tagged.pinned) AS skills
    FROM "FirstTry" AS try
    JOIN "Attempt" AS attempt ON attempt.id = try."attemptId"
    JOIN "ExerciseRevision" AS revision ON revision.id = attempt."exerciseRevisionId"
    JOIN "Exercise" AS exercise ON exercise.id = revision."exerciseId"
    LEFT JOIN "ExerciseRevision" AS live ON live.id = exercise."publishedRevisionId"
    LEFT JOIN "Completion" AS completion
      ON completion."learnerId" = attempt."learnerId" AND completion."exerciseId" = exercise.id
    CROSS JOIN LATERAL (
      SELECT
        (SELECT asked -> 'skills' FROM jsonb_array_elements(live.definition #> '{exercise,blanks}') AS asked
          WHERE asked ->> 'id' = try.blank LIMIT 1) AS live,
        (SELECT asked -> 'skills' FROM jsonb_array_elements(revision.definition #> '{exercise,blanks}') AS asked
          WHERE asked ->> 'id' = try.blank LIMIT 1) AS pinned
    ) AS tagged
    WHERE attempt."learnerId" = ${viewer.learnerId}::uuid
    ORDER BY try."triedAt", attempt.id, try.blank`;
  return rows
    .filter(({ policy, livePolicy, attemptsUsed }) =>
      [policy, livePolicy].every((each) => showsFeedback({ ...defaultPolicy, ...each }, attemptsUsed, now)),
    )
    .map(({ policy: _policy, livePolicy: _live, attemptsUsed: _used, skills, ...each }) => ({
      ...each,
      skills: (skills ?? []).filter(isSkill),
    }));
}

/** Each first try once for every skill that its blank practises. */
export function skillTries(tries: readonly FirstTry[]): readonly SkillTry[] {
  return tries.flatMap(({ skills, isRight, triedAt }) => skills.map((skill) => ({ skill, isRight, triedAt })));
}
