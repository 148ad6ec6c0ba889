import type { Viewer } from "#lib/accounts/viewer.ts";
import { transaction } from "#lib/db/transaction.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import { beginAttempt } from "./begin-attempt.ts";
import { openWork, type WorkRefusal, type WorkTarget } from "./open-work.ts";

/** A visitor has nothing on the server before the first answer: their browser keeps their draft. */
export type DraftRefusal = WorkRefusal | { readonly code: "no-session" };

/**
 * Keeps what is typed and not sent yet, so that it can be gone on with, here or on another device. All fields empty: there is no
 * draft any more. The latest wins; a draft is no submission and is never graded.
 */
export async function saveDraft(
  viewer: Viewer,
  { texts, ...target }: WorkTarget & { readonly texts: Readonly<Record<string, string>> },
  now: Date,
): Promise<Result<{ readonly savedAt: string }, DraftRefusal>> {
  if (viewer.kind === "visitor") return refuse({ code: "no-session" });
  const work = await openWork(viewer, target, now);
  if (!work.ok) return work;
  const { revisionId, compiled } = work.value.opened;
  const blanks = compiled.exercise.blanks.map(({ id }) => id);
  const draft = Object.fromEntries(blanks.map((id) => [id, Object.hasOwn(texts, id) ? (texts[id] ?? "") : ""]));
  const isEmpty = Object.values(draft).every((text) => text.trim() === "");
  await transaction(async (tx) => {
    const id = await beginAttempt(tx, viewer.learnerId, revisionId, target.variant, now);
    await tx.$executeRaw`
      UPDATE "Attempt" SET draft = ${isEmpty ? null : JSON.stringify(draft)}::jsonb,
        "draftedAt" = ${isEmpty ? null : now}::timestamptz
      WHERE id = ${id}::uuid`;
  });
  return succeed({ savedAt: now.toISOString() });
}
