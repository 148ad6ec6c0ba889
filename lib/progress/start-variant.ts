import type { GuestOrUser, Viewer } from "#lib/accounts/viewer.ts";
import { transaction } from "#lib/db/transaction.ts";
import { type Result, succeed } from "#lib/result.ts";
import { beginAttempt } from "./begin-attempt.ts";
import { openWork, type WorkRefusal, type WorkTarget } from "./open-work.ts";

/**
 * Gives this person the next variant of an exercise: fresh numbers, with an attempt of their own. `variant` is the one that their
 * page shows; if a later one was given already (a double click, another tab), it is that one.
 */
export async function startVariant(
  viewer: Viewer,
  target: WorkTarget,
  now: Date,
  beginWork: () => Promise<GuestOrUser>,
): Promise<Result<{ readonly variant: number }, WorkRefusal>> {
  const work = await openWork(viewer, target, now);
  if (!work.ok) return work;
  const { revisionId } = work.value.opened;
  const { learnerId } = viewer.kind === "visitor" ? await beginWork() : viewer;
  const variant = await transaction(async (tx) => {
    // The declared variant was worked on too, even if nothing was sent: its attempt keeps its place in the history.
    await beginAttempt(tx, learnerId, revisionId, target.variant, now);
    const given = await tx.attempt.aggregate({
      where: { learnerId, exerciseRevisionId: revisionId },
      _max: { variant: true },
    });
    const latest = given._max.variant ?? 0;
    if (latest > target.variant) return latest;
    await beginAttempt(tx, learnerId, revisionId, latest + 1, now);
    return latest + 1;
  });
  return succeed({ variant });
}
