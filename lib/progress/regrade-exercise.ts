import { checkerVersion, checkSubmission } from "#lib/checker/check-submission.ts";
import type { SubmissionVerdict } from "#lib/checker/verdict.ts";
import { readDefinition } from "#lib/content/stored.ts";
import { db } from "#lib/db/client.ts";
import type { Variant } from "#lib/exercises/draw-variant.ts";
import type { Exercise } from "#lib/exercises/exercise.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import { compareVerdicts } from "./compare-verdicts.ts";
import { type Regraded, RegradeTally } from "./regrade-tally.ts";
import { selectVariant } from "./select-variant.ts";
import { readStoredVerdict } from "./stored-verdict.ts";
import { type Replay, writeRegrade } from "./write-regrade.ts";

export interface RegradeInput {
  /** Slug of the exercise. */
  readonly exercise: string;
  /** False: only say what would change. */
  readonly apply: boolean;
  /** May verdicts be written by which a score or a blank goes down. */
  readonly mayLower: boolean;
}

export interface RegradeReport extends ReturnType<RegradeTally["report"]> {
  /** Of the checker that judged anew. */
  readonly checkerVersion: number;
}

/** Rows that are read at a time. */
const batch = 100;

/**
 * Judges every submission to an exercise anew, each against the revision it answers, and compares. Learner by learner, and
 * the rows of each in batches: none of it is held for long. It may run beside the server, and again at any time; whoever
 * becomes another learner meanwhile (a guest who signs in) is met by the next run.
 */
export async function regradeExercise(
  { exercise: slug, apply, mayLower }: RegradeInput,
  now: Date,
): Promise<Result<RegradeReport, { readonly code: "unknown-exercise" }>> {
  const exercise = await db.exercise.findUnique({ where: { slug }, select: { id: true } });
  if (exercise === null) return refuse({ code: "unknown-exercise" });
  const revisions = new Revisions();
  const tally = new RegradeTally();
  for await (const learnerId of learnersOf(exercise.id)) {
    const replays = new Map<string, Replay>();
    for await (const replay of replaysOf(learnerId, exercise.id, revisions, now))
      replays.set(replay.submissionId, replay);
    tally.add(
      apply
        ? await writeRegrade({ learnerId, exerciseId: exercise.id, replays, mayLower }, now)
        : [...replays.values()].map(regradedBy),
    );
  }
  return succeed({ ...tally.report(), checkerVersion });
}

function regradedBy({ submissionId, revision, stored, verdict, reason }: Replay): Regraded {
  const comparison = verdict === null ? null : compareVerdicts(stored, verdict);
  return { submissionId, revision, comparison, reason, isWritten: false };
}

async function* learnersOf(exerciseId: string): AsyncGenerator<string> {
  for (let after: string | null = null; ; ) {
    const rows: { id: string }[] = await db.learner.findMany({
      where: {
        attempts: { some: { exerciseRevision: { exerciseId } } },
        ...(after === null ? {} : { id: { gt: after } }),
      },
      orderBy: { id: "asc" },
      take: batch,
      select: { id: true },
    });
    for (const { id } of rows) yield id;
    after = rows.at(-1)?.id ?? null;
    if (rows.length < batch) return;
  }
}

async function* replaysOf(
  learnerId: string,
  exerciseId: string,
  revisions: Revisions,
  now: Date,
): AsyncGenerator<Replay> {
  for (let after: string | null = null; ; ) {
    const rows = await selectSubmissions(learnerId, exerciseId, after);
    for (const { id, texts, verdict, attempt } of rows) {
      const { id: seed, number: revision } = attempt.exerciseRevision;
      const exercise = await revisions.exerciseOf(seed);
      const judged = await tryToJudge(
        () => selectVariant(exercise, attempt.variant, seed, now),
        texts as Record<string, string>,
      );
      yield { submissionId: id, revision, stored: readStoredVerdict(verdict), ...judged };
    }
    after = rows.at(-1)?.id ?? null;
    if (rows.length < batch) return;
  }
}

function selectSubmissions(learnerId: string, exerciseId: string, after: string | null) {
  return db.submission.findMany({
    where: {
      attempt: { learnerId, exerciseRevision: { exerciseId } },
      ...(after === null ? {} : { id: { gt: after } }),
    },
    orderBy: { id: "asc" },
    take: batch,
    select: {
      id: true,
      texts: true,
      verdict: true,
      attempt: { select: { variant: true, exerciseRevision: { select: { id: true, number: true } } } },
    },
  });
}

/** One submission that breaks the checker must not hide what becomes of the others. */
async function tryToJudge(
  select: () => Promise<Variant>,
  texts: Readonly<Record<string, string>>,
): Promise<{ readonly verdict: SubmissionVerdict | null; readonly reason: string | null }> {
  try {
    return { verdict: checkSubmission(await select(), texts), reason: null };
  } catch (error) {
    return { verdict: null, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** The revisions that were met, each read once. */
class Revisions {
  readonly #met = new Map<string, Exercise>();

  async exerciseOf(revisionId: string): Promise<Exercise> {
    const met = this.#met.get(revisionId);
    if (met !== undefined) return met;
    const { definition } = await db.exerciseRevision.findUniqueOrThrow({
      where: { id: revisionId },
      select: { definition: true },
    });
    const { exercise } = readDefinition(definition);
    this.#met.set(revisionId, exercise);
    return exercise;
  }
}
