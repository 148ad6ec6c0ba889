import type { Viewer } from "#lib/accounts/viewer.ts";
import type { SubmissionVerdict } from "#lib/checker/verdict.ts";
import { openExercise } from "#lib/content/open-exercise.ts";
import { readDefinition } from "#lib/content/stored.ts";
import { db } from "#lib/db/client.ts";
import type { Blank } from "#lib/exercises/blank.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import { throughJson } from "./canonical-json.ts";
import { maySeeVerdict } from "./may-see-verdict.ts";
import { type Receipt, receiptBlank, receiptFormat, receiptSchema, signedText } from "./receipt.ts";
import { selectVariant } from "./select-variant.ts";
import { selectSigner } from "./signing-key.ts";
import { readStoredVerdict } from "./stored-verdict.ts";

export type ReceiptRefusal =
  /** It is not there, or another's. */
  | { readonly code: "unknown-submission" }
  /** The author's policy does not show the verdict yet. */
  | { readonly code: "not-shown-yet" }
  /** A receipt holds the exercise, which this viewer may not read any more. */
  | { readonly code: "needs-level"; readonly requires: readonly string[] };

/** The receipt of one's own submission, signed. The same submission gives the same receipt until it is regraded. */
export async function makeReceipt(
  viewer: Viewer,
  submissionId: string,
  origin: URL,
  now: Date,
): Promise<Result<Receipt, ReceiptRefusal>> {
  if (viewer.kind === "visitor") return refuse({ code: "unknown-submission" });
  const submission = await db.submission.findFirst({
    where: { id: submissionId, attempt: { learnerId: viewer.learnerId } },
    select: {
      id: true,
      texts: true,
      verdict: true,
      createdAt: true,
      attempt: {
        select: {
          learnerId: true,
          variant: true,
          exerciseRevision: {
            select: { id: true, number: true, exerciseId: true, exercise: { select: { slug: true } } },
          },
        },
      },
    },
  });
  if (submission === null) return refuse({ code: "unknown-submission" });
  const { exerciseRevision: revision, variant: number } = submission.attempt;
  // Of an exercise that was taken offline since, its learners keep the receipts.
  const opened = await openExercise(viewer, revision.exercise.slug, now);
  if (!opened.ok && opened.refusal.code === "needs-level") return refuse(opened.refusal);

  const { learnerId } = submission.attempt;
  const [{ definition }, completion] = await Promise.all([
    db.exerciseRevision.findUniqueOrThrow({ where: { id: revision.id }, select: { definition: true } }),
    db.completion.findUnique({
      where: { learnerId_exerciseId: { learnerId, exerciseId: revision.exerciseId } },
      select: { attemptsUsed: true },
    }),
  ]);
  const { exercise } = readDefinition(definition);
  const facts = { learnerId, policy: exercise.policy, attemptsUsed: completion?.attemptsUsed ?? 0 };
  if (!maySeeVerdict(viewer, facts, now)) return refuse({ code: "not-shown-yet" });
  const shown = { ...exercise, model: withoutRemarks(exercise.model), tests: [] };
  const variant = await selectVariant(shown, number, revision.id, now);
  const { key, sign } = await selectSigner(now);
  const unsigned = {
    format: receiptFormat,
    site: origin.origin,
    submission: submission.id,
    submittedAt: submission.createdAt.toISOString(),
    exercise: {
      slug: exercise.slug,
      title: exercise.title,
      revision: revision.number,
      model: shown.model,
      blanks: exercise.blanks.map(receiptBlank),
      policy: exercise.policy,
    },
    variant: { number, seed: revision.id, model: variant.model.source },
    texts: withoutStated(exercise.blanks, submission.texts as Readonly<Record<string, string>>),
    verdict: verdictAlone(exercise.blanks, readStoredVerdict(submission.verdict)),
  };
  // As a reader will have it, so that what is signed is what is sent.
  const sent = throughJson(unsigned) as Parameters<typeof signedText>[0];
  return succeed(receiptSchema.parse({ ...sent, signature: { key, value: sign(signedText(sent)) } }));
}

/** What was chosen or put in order would tell the author's answer to whoever is given the receipt, as would the reasons. */
function withoutStated(
  blanks: readonly Blank[],
  texts: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).filter(([id]) => !isStated(blanks, id)));
}

function verdictAlone(blanks: readonly Blank[], verdict: SubmissionVerdict): SubmissionVerdict {
  const told = verdict.blanks.map((each) =>
    isStated(blanks, each.blank) ? { ...each, message: "", parts: [] } : each,
  );
  return { ...verdict, blanks: told };
}

function isStated(blanks: readonly Blank[], id: string): boolean {
  const blank = blanks.find((each) => each.id === id);
  return blank?.as === "choice" || blank?.as === "ordering";
}

/** Remarks in a model are the author's own; each line keeps its number, and so a problem its place. */
function withoutRemarks(model: string): string {
  return model
    .split("\n")
    .map((line) => line.replace(/#.*$/, "").trimEnd())
    .join("\n");
}
