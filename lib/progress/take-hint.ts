import type { GuestOrUser, Viewer } from "#lib/accounts/viewer.ts";
import { transaction } from "#lib/db/transaction.ts";
import { asksOf } from "#lib/exercises/blank.ts";
import { findBlank } from "#lib/exercises/exercise.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import { beginAttempt } from "./begin-attempt.ts";
import { openWork, type WorkRefusal, type WorkTarget } from "./open-work.ts";

export type HintRefusal = WorkRefusal | { readonly code: "no-hints" };

/** Where to look, the rule, the line: in this order, one at a time. */
export const hintLayers = 3;

/** Keeps that the next hint on a blank was asked for. After the last one it changes nothing. Gives the layer reached. */
export async function takeHint(
  viewer: Viewer,
  { blank: id, ...target }: WorkTarget & { readonly blank: string },
  now: Date,
  beginWork: () => Promise<GuestOrUser>,
): Promise<Result<{ readonly layer: number }, HintRefusal>> {
  const work = await openWork(viewer, target, now);
  if (!work.ok) return work;
  const { revisionId, compiled } = work.value.opened;
  const { exercise } = compiled;
  const blank = findBlank(exercise, id);
  // Only a calculation has steps to hint at.
  const hasHints = blank !== null && asksOf(blank).length > 0;
  if (!exercise.policy.hints || !hasHints) return refuse({ code: "no-hints" });
  const { learnerId } = viewer.kind === "visitor" ? await beginWork() : viewer;
  const layer = await transaction(async (tx) => {
    const attemptId = await beginAttempt(tx, learnerId, revisionId, target.variant, now);
    const taken = await tx.hintTaken.count({ where: { attemptId, blank: id } });
    if (taken === hintLayers) return taken;
    // Of two clicks at once one takes it, and the other finds it taken.
    await tx.hintTaken.createMany({
      data: [{ attemptId, blank: id, layer: taken + 1, takenAt: now }],
      skipDuplicates: true,
    });
    return taken + 1;
  });
  return succeed({ layer });
}
