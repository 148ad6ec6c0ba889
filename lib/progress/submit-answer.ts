import type { GuestOrUser, Viewer } from "#lib/accounts/viewer.ts";
import { checkSubmission } from "#lib/checker/check-submission.ts";
import { db } from "#lib/db/client.ts";
import { creditAfterHints, needsAccount, showsFeedback } from "#lib/exercises/policy.ts";
import { isUntouched } from "#lib/exercises/setting-fields.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import { solvedAmong } from "./completion.ts";
import type { WorkView } from "./exercise-view.ts";
import { openWork, type WorkRefusal } from "./open-work.ts";
import type { AnswerInput } from "./schemas.ts";
import { selectVariant } from "./select-variant.ts";
import { type Sent, storeSubmission, storeWithinLimit } from "./store-submission.ts";
import { workView } from "./work-view.ts";

/** UTF-16 units in one answer: what the notation reads at most. */
export const longestAnswer = 4_000;

export type SubmitRefusal =
  | WorkRefusal
  /** The form had no field for these blanks. */
  | { readonly code: "missing-blank"; readonly blanks: readonly string[] }
  | { readonly code: "nothing-typed" }
  | { readonly code: "too-long"; readonly blank: string; readonly longest: number }
  /** Its worked solution was shown: nothing more is graded in this variant. */
  | { readonly code: "gave-up" }
  | { readonly code: "no-attempts-left" };

/**
 * Grades what was typed and keeps it word for word. The verdict is made before anything is written, and a refusal writes
 * nothing: whoever has no session is given one by `beginWork`, which is only called when there is something to keep. What
 * could not be read is kept too and costs nothing. The same texts again are the same submission.
 */
export async function submitAnswer(
  viewer: Viewer,
  input: AnswerInput,
  now: Date,
  beginWork: () => Promise<GuestOrUser>,
): Promise<Result<WorkView, SubmitRefusal>> {
  const work = await openWork(viewer, input, now);
  if (!work.ok) return work;
  const { opened, attempt } = work.value;
  const { exerciseId, revisionId, compiled } = opened;
  const { exercise } = compiled;
  const { policy } = exercise;

  const blanks = exercise.blanks.map((blank) => blank.id);
  const missing = blanks.filter((blank) => !Object.hasOwn(input.texts, blank));
  if (missing.length > 0) return refuse({ code: "missing-blank", blanks: missing });
  const texts = Object.fromEntries(blanks.map((blank) => [blank, input.texts[blank] ?? ""]));
  if (exercise.blanks.every((blank) => isUntouched(blank, texts[blank.id] ?? "")))
    return refuse({ code: "nothing-typed" });
  const long = blanks.find((blank) => (texts[blank]?.length ?? 0) > longestAnswer);
  if (long !== undefined) return refuse({ code: "too-long", blank: long, longest: longestAnswer });
  if (attempt !== null && attempt.gaveUpAt !== null) return refuse({ code: "gave-up" });

  const verdict = checkSubmission(await selectVariant(exercise, input.variant, revisionId, now), texts);
  const hints = attempt === null || policy.hintCost === 0 ? 0 : await countHints(attempt.id);
  const credit = creditAfterHints(policy, verdict.score, hints);
  const { learnerId } = viewer.kind === "visitor" ? await beginWork() : viewer;
  const sent: Sent = { learnerId, exerciseId, revisionId, variant: input.variant, blanks, texts, verdict, credit };
  const stored =
    policy.attempts === null ? await storeSubmission(sent, now) : await storeWithinLimit(sent, policy.attempts, now);
  if (stored === null) return refuse({ code: "no-attempts-left" });
  const isShown = showsFeedback(policy, stored.attemptsUsed, now);
  return succeed(
    workView({ ...stored, texts }, solvedAmong(blanks, stored.solvedBlanks), isShown, needsAccount(policy)),
  );
}

function countHints(attemptId: string): Promise<number> {
  return db.hintTaken.count({ where: { attemptId } });
}
