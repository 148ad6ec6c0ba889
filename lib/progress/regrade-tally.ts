import type { BlankMove, Comparison, Movement } from "./compare-verdicts.ts";

/** What another grading makes of one submission. */
export interface Regraded {
  readonly submissionId: string;
  /** Number of the revision that it answers. */
  readonly revision: number;
  /** Null where it could not be judged anew; `reason` says why. */
  readonly comparison: Comparison | null;
  readonly reason: string | null;
  readonly isWritten: boolean;
}

/** How often the verdict of a blank moved from one word to another. */
export interface BlankMoves extends BlankMove {
  readonly count: number;
}

/** The submissions to one revision. */
export interface RevisionTally {
  readonly revision: number;
  readonly counts: Readonly<Record<Movement | "failed", number>>;
  /** The most frequent first. */
  readonly moves: readonly BlankMoves[];
}

/** Failures that are told with their reason. */
const toldFailures = 5;

/** Adds up as submissions come, and keeps none of them. */
export class RegradeTally {
  readonly #revisions = new Map<
    number,
    { counts: Record<Movement | "failed", number>; moves: Map<string, BlankMoves> }
  >();
  readonly #failures: { readonly submissionId: string; readonly reason: string }[] = [];
  #written = 0;
  #learners = 0;

  /** All submissions of one learner. */
  add(submissions: readonly Regraded[]): void {
    const written = submissions.filter(({ isWritten }) => isWritten).length;
    this.#written += written;
    if (written > 0) this.#learners += 1;
    for (const submission of submissions) this.#count(submission);
  }

  #count({ submissionId, revision, comparison, reason }: Regraded): void {
    const none = { same: 0, reworded: 0, raised: 0, lowered: 0, failed: 0 };
    const { counts, moves } = this.#revisions.get(revision) ?? { counts: none, moves: new Map() };
    this.#revisions.set(revision, { counts, moves });
    counts[comparison?.movement ?? "failed"] += 1;
    if (comparison === null && this.#failures.length < toldFailures) {
      this.#failures.push({ submissionId, reason: reason ?? "" });
    }
    for (const move of comparison?.moves ?? []) {
      const key = JSON.stringify(move);
      moves.set(key, { ...move, count: (moves.get(key)?.count ?? 0) + 1 });
    }
  }

  report() {
    const revisions = [...this.#revisions]
      .toSorted(([a], [b]) => a - b)
      .map(
        ([revision, { counts, moves }]): RevisionTally => ({
          revision,
          counts,
          moves: [...moves.values()].toSorted((a, b) => b.count - a.count),
        }),
      );
    return { revisions, failures: this.#failures, written: this.#written, learners: this.#learners };
  }
}
