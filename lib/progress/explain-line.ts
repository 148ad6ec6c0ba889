import type { GuestOrUser, Viewer } from "#lib/accounts/viewer.ts";
import { transaction } from "#lib/db/transaction.ts";
import { parseAsk } from "#lib/exercises/ask.ts";
import { readModel } from "#lib/exercises/draw-variant.ts";
import { findBlank } from "#lib/exercises/exercise.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import { beginAttempt } from "./begin-attempt.ts";
import { openWork, type WorkTarget } from "./open-work.ts";
import type { HintRefusal } from "./take-hint.ts";

/** Under which a line's explanation is kept beside the hints: no blank's id has a space in it. */
export function lineKey(blank: string, asked: string): string {
  return `${blank} ${asked}`;
}

/**
 * Keeps that one line of a worksheet was to be explained: its step is shown from then on, with the rule it uses. It counts as a
 * hint, and like one it is the author's to refuse.
 */
export async function explainWorksheetLine(
  viewer: Viewer,
  { blank: id, line, ...target }: WorkTarget & { readonly blank: string; readonly line: string },
  now: Date,
  beginWork: () => Promise<GuestOrUser>,
): Promise<Result<null, HintRefusal>> {
  const work = await openWork(viewer, target, now);
  if (!work.ok) return work;
  const { revisionId, compiled } = work.value.opened;
  const { exercise } = compiled;
  const isLine = findBlank(exercise, id)?.as === "worksheet" && parseAsk(line, readModel(exercise)) !== null;
  if (!exercise.policy.hints || !isLine) return refuse({ code: "no-hints" });
  const { learnerId } = viewer.kind === "visitor" ? await beginWork() : viewer;
  await transaction(async (tx) => {
    const attemptId = await beginAttempt(tx, learnerId, revisionId, target.variant, now);
    await tx.hintTaken.createMany({
      data: [{ attemptId, blank: lineKey(id, line), layer: 1, takenAt: now }],
      skipDuplicates: true,
    });
  });
  return succeed(null);
}
