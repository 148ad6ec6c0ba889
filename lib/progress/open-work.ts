import type { Viewer } from "#lib/accounts/viewer.ts";
import { type ExerciseRefusal, type OpenedExercise, openExercise } from "#lib/content/open-exercise.ts";
import { db } from "#lib/db/client.ts";
import { needsAccount, windowAt } from "#lib/exercises/policy.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";

/** What a form says it is about: an exercise as its page showed it. */
export interface WorkTarget {
  /** Slug of the exercise. */
  readonly exercise: string;
  readonly revision: number;
  /** 0 is what the author declared. */
  readonly variant: number;
}

export type WorkRefusal =
  | ExerciseRefusal
  /** The page showed another revision, or a variant that this person was not given. */
  | { readonly code: "stale-variant"; readonly revision: number }
  | { readonly code: "needs-account" }
  | { readonly code: "not-yet-open"; readonly opens: string }
  | { readonly code: "closed"; readonly closes: string };

export interface OpenedWork {
  readonly opened: OpenedExercise;
  /** Null before the first thing that is kept of it. */
  readonly attempt: { readonly id: string; readonly gaveUpAt: Date | null } | null;
}

/**
 * Whether this person may work on this variant now: the exercise is open to them, the page they had is of today, the number was
 * given to them, and the author's policy lets them. Every command of an exercise asks here first.
 */
export async function openWork(
  viewer: Viewer,
  { exercise: slug, revision, variant }: WorkTarget,
  now: Date,
): Promise<Result<OpenedWork, WorkRefusal>> {
  const found = await openExercise(viewer, slug, now);
  if (!found.ok) return found;
  const opened = found.value;
  const { policy } = opened.compiled.exercise;
  if (needsAccount(policy) && viewer.kind !== "user") return refuse({ code: "needs-account" });
  const state = windowAt(policy, now);
  if (state === "not-yet") return refuse({ code: "not-yet-open", opens: policy.opens ?? "" });
  if (state === "closed") return refuse({ code: "closed", closes: policy.closes ?? "" });
  const stale = { code: "stale-variant", revision: opened.revisionNumber } as const;
  if (revision !== opened.revisionNumber) return refuse(stale);
  const attempt = await selectOptionalAttempt(viewer, opened.revisionId, variant);
  // Further variants exist for whoever asked for one, and for nobody else.
  return attempt === null && variant !== 0 ? refuse(stale) : succeed({ opened, attempt });
}

async function selectOptionalAttempt(viewer: Viewer, exerciseRevisionId: string, variant: number) {
  if (viewer.kind === "visitor") return null;
  const { learnerId } = viewer;
  return db.attempt.findUnique({
    where: { learnerId_exerciseRevisionId_variant: { learnerId, exerciseRevisionId, variant } },
    select: { id: true, gaveUpAt: true },
  });
}
