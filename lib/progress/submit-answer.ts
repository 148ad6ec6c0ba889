import type { GuestOrUser, Viewer } from "#lib/accounts/viewer.ts";
import { checkSubmission } from "#lib/checker/check-submission.ts";
import { type ExerciseRefusal, openExercise } from "#lib/content/open-exercise.ts";
import { drawVariant } from "#lib/exercises/draw-variant.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import { solvedAmong } from "./completion.ts";
import type { WorkView } from "./queries.ts";
import type { AnswerInput } from "./schemas.ts";
import { storeSubmission } from "./store-submission.ts";
import { workView } from "./work-view.ts";

/** UTF-16 units in one answer: what the notation reads at most. */
export const longestAnswer = 4_000;

export type SubmitRefusal =
  | ExerciseRefusal
  /** The page showed another revision, or a variant that this person was not given. The texts come back. */
  | {
      readonly code: "stale-variant";
      readonly revision: number;
      readonly texts: Readonly<Record<string, string>>;
    }
  /** The form had no field for these blanks. */
  | { readonly code: "missing-blank"; readonly blanks: readonly string[] }
  | { readonly code: "nothing-typed" }
  | { readonly code: "too-long"; readonly blank: string; readonly longest: number };

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
  const opened = await openExercise(viewer, input.exercise, now);
  if (!opened.ok) return opened;
  const { exerciseId, revisionId, revisionNumber, compiled } = opened.value;
  const { exercise } = compiled;
  // Only the declared values are given out so far: another number was never shown to anybody.
  if (input.revision !== revisionNumber || input.variant !== 0) {
    return refuse({ code: "stale-variant", revision: revisionNumber, texts: input.texts });
  }

  const blanks = exercise.blanks.map((blank) => blank.id);
  const missing = blanks.filter((blank) => !Object.hasOwn(input.texts, blank));
  if (missing.length > 0) return refuse({ code: "missing-blank", blanks: missing });
  const texts = Object.fromEntries(blanks.map((blank) => [blank, input.texts[blank] ?? ""]));
  if (blanks.every((blank) => texts[blank]?.trim() === "")) return refuse({ code: "nothing-typed" });
  const long = blanks.find((blank) => (texts[blank]?.length ?? 0) > longestAnswer);
  if (long !== undefined) return refuse({ code: "too-long", blank: long, longest: longestAnswer });

  // The revision is the seed: a variant's numbers stay what they were when a guest's work moves into an account.
  const verdict = checkSubmission(drawVariant(exercise, input.variant, revisionId), texts);
  const { learnerId } = viewer.kind === "visitor" ? await beginWork() : viewer;
  const sent = { learnerId, exerciseId, revisionId, variant: input.variant, blanks, texts, verdict };
  const stored = await storeSubmission(sent, now);
  return succeed(workView(texts, stored.verdict, stored.createdAt, solvedAmong(blanks, stored.solvedBlanks)));
}
