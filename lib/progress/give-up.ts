import type { GuestOrUser, Viewer } from "#lib/accounts/viewer.ts";
import { transaction } from "#lib/db/transaction.ts";
import type { Policy } from "#lib/exercises/policy.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import { beginAttempt } from "./begin-attempt.ts";
import { openWork, type WorkRefusal, type WorkTarget } from "./open-work.ts";

export type GiveUpRefusal = WorkRefusal | { readonly code: "no-solution" };

/**
 * Ends the attempt at this variant: its worked solution is shown from now on, and nothing more is graded in it. Where attempts are
 * counted or hints are off there is nothing to give up for: the author keeps the solution until the exercise is solved.
 */
export async function giveUp(
  viewer: Viewer,
  target: WorkTarget,
  now: Date,
  beginWork: () => Promise<GuestOrUser>,
): Promise<Result<{ readonly at: Date }, GiveUpRefusal>> {
  const work = await openWork(viewer, target, now);
  if (!work.ok) return work;
  const { revisionId, compiled } = work.value.opened;
  if (!mayGiveUp(compiled.exercise.policy)) return refuse({ code: "no-solution" });
  const { learnerId } = viewer.kind === "visitor" ? await beginWork() : viewer;
  const at = await transaction(async (tx) => {
    const id = await beginAttempt(tx, learnerId, revisionId, target.variant, now);
    await tx.attempt.updateMany({ where: { id, gaveUpAt: null }, data: { gaveUpAt: now } });
    return (await tx.attempt.findUniqueOrThrow({ where: { id }, select: { gaveUpAt: true } })).gaveUpAt ?? now;
  });
  return succeed({ at });
}

export function mayGiveUp({ attempts, feedback, hints }: Policy): boolean {
  return attempts === null && feedback === "at-once" && hints;
}
