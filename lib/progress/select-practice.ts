import type { Viewer } from "#lib/accounts/viewer.ts";
import type { SubmissionVerdict } from "#lib/checker/verdict.ts";
import type { OpenedExercise } from "#lib/content/open-exercise.ts";
import { db } from "#lib/db/client.ts";
import { blanksSolvedBy } from "./completion.ts";
import { readStoredVerdict } from "./stored-verdict.ts";

type Texts = Readonly<Record<string, string>>;

/** What somebody has done in an exercise, of which they see the variant that they began last. */
export interface Practice {
  readonly variant: number;
  readonly latest: {
    readonly id: string;
    readonly texts: Texts;
    readonly verdict: SubmissionVerdict;
    readonly createdAt: Date;
  } | null;
  /** Blanks solved in this variant, in any submission. */
  readonly solvedHere: readonly string[];
  /** Blanks solved in any variant. */
  readonly solvedBlanks: readonly string[];
  readonly attemptsUsed: number;
  /** By blank id: how many hints were taken. */
  readonly hints: Readonly<Record<string, number>>;
  /** By blank id: the mistake that was named last. */
  readonly diagnoses: Readonly<Record<string, string>>;
  readonly gaveUp: boolean;
  readonly draft: { readonly texts: Texts; readonly savedAt: string } | null;
}

export const nothingDone: Practice = {
  variant: 0,
  latest: null,
  solvedHere: [],
  solvedBlanks: [],
  attemptsUsed: 0,
  hints: {},
  diagnoses: {},
  gaveUp: false,
  draft: null,
};

/** By revision id. Only what the viewer has begun is in it. */
export async function selectPractice(
  viewer: Viewer,
  opened: readonly OpenedExercise[],
): Promise<ReadonlyMap<string, Practice>> {
  if (viewer.kind === "visitor" || opened.length === 0) return new Map();
  const { learnerId } = viewer;
  const [attempts, completions] = await Promise.all([
    db.attempt.findMany({
      where: { learnerId, exerciseRevisionId: { in: opened.map((each) => each.revisionId) } },
      distinct: ["exerciseRevisionId"],
      orderBy: { variant: "desc" },
      select: {
        exerciseRevisionId: true,
        variant: true,
        gaveUpAt: true,
        draft: true,
        draftedAt: true,
        hints: { select: { blank: true } },
        submissions: {
          orderBy: { createdAt: "desc" },
          select: { id: true, texts: true, verdict: true, createdAt: true },
        },
      },
    }),
    db.completion.findMany({
      where: { learnerId, exerciseId: { in: opened.map((each) => each.exerciseId) } },
      select: { exerciseId: true, solvedBlanks: true, attemptsUsed: true },
    }),
  ]);
  return new Map(
    opened.flatMap(({ exerciseId, revisionId }) => {
      const attempt = attempts.find((each) => each.exerciseRevisionId === revisionId);
      const completion = completions.find((each) => each.exerciseId === exerciseId);
      const done = { solvedBlanks: completion?.solvedBlanks ?? [], attemptsUsed: completion?.attemptsUsed ?? 0 };
      return attempt === undefined && completion === undefined
        ? []
        : [[revisionId, { ...nothingDone, ...done, ...(attempt === undefined ? {} : practiceOf(attempt)) }] as const];
    }),
  );
}

interface AttemptRow {
  readonly variant: number;
  readonly gaveUpAt: Date | null;
  readonly draft: unknown;
  readonly draftedAt: Date | null;
  readonly hints: readonly { readonly blank: string }[];
  readonly submissions: readonly {
    readonly id: string;
    readonly texts: unknown;
    readonly verdict: unknown;
    readonly createdAt: Date;
  }[];
}

function practiceOf({ variant, gaveUpAt, draft, draftedAt, hints, submissions }: AttemptRow): Partial<Practice> {
  const sent = submissions.map(({ texts, verdict, ...rest }) => ({
    ...rest,
    texts: texts as Texts,
    verdict: readStoredVerdict(verdict),
  }));
  const taken: Record<string, number> = {};
  for (const { blank } of hints) taken[blank] = (taken[blank] ?? 0) + 1;
  const diagnoses: Record<string, string> = {};
  for (const { blank, diagnosis } of sent.toReversed().flatMap(({ verdict }) => verdict.blanks)) {
    if (diagnosis !== null) diagnoses[blank] = diagnosis;
  }
  return {
    variant,
    latest: sent[0] ?? null,
    solvedHere: [...new Set(sent.flatMap(({ verdict }) => blanksSolvedBy(verdict)))],
    hints: taken,
    diagnoses,
    gaveUp: gaveUpAt !== null,
    draft: draft === null || draftedAt === null ? null : { texts: draft as Texts, savedAt: draftedAt.toISOString() },
  };
}
