import type { SubmissionVerdict } from "#lib/checker/verdict.ts";
import { isSolved } from "#lib/exercises/blank.ts";

/** Ids of the blanks that this submission solves. One rounded on the way counts (a score from 0.8). */
export function blanksSolvedBy(verdict: SubmissionVerdict): readonly string[] {
  return verdict.blanks.filter((blank) => isSolved(blank.score)).map((blank) => blank.blank);
}

/** What is kept of a learner's work on one exercise, over all submissions, variants and revisions. */
export interface CompletionFacts {
  /** 0 to 1: the best single submission's. */
  readonly bestScore: number;
  readonly solvedBlanks: readonly string[];
  readonly solvedAt: Date | null;
  readonly updatedAt: Date;
}

/** Those of the exercise's blanks that are solved, in its order: a blank of an older revision no longer counts. */
export function solvedAmong(blanks: readonly string[], solved: readonly string[]): readonly string[] {
  return blanks.filter((blank) => solved.includes(blank));
}

/**
 * When the exercise was solved, which means every blank of it, in one submission or in several; null: not yet. Once solved
 * it stays solved, even if a later revision asks more. Two people's halves that a merge made whole count from then on.
 */
export function whenSolved(blanks: readonly string[], completion: CompletionFacts | null): Date | null {
  if (completion === null) return null;
  if (completion.solvedAt !== null) return completion.solvedAt;
  const isWhole = blanks.length > 0 && solvedAmong(blanks, completion.solvedBlanks).length === blanks.length;
  return isWhole ? completion.updatedAt : null;
}

/** A submission with the verdict that counts, in the order of time. */
export interface GradedWork {
  readonly verdict: SubmissionVerdict;
  /** 0 to 1: the verdict's, less what hints cost. */
  readonly credit: number;
  readonly submittedAt: Date;
  /** Ids of all blanks of the exercise as it was then. */
  readonly blanks: readonly string[];
}

export interface Reached extends Omit<CompletionFacts, "updatedAt"> {
  /** The latest that could be judged. */
  readonly lastScore: number;
}

/** A submission of which nothing could be read uses up no attempt. */
export function isAttempt(verdict: SubmissionVerdict): boolean {
  return verdict.blanks.some((blank) => blank.verdict !== "invalid");
}

/** What all submissions of one learner to one exercise come to. */
export function reachedBy(work: readonly GradedWork[]): Reached {
  const solved = new Set<string>();
  let bestScore = 0;
  let lastScore = 0;
  let solvedAt: Date | null = null;
  for (const { verdict, credit, submittedAt, blanks } of work) {
    bestScore = Math.max(bestScore, credit);
    if (isAttempt(verdict)) lastScore = credit;
    for (const blank of blanksSolvedBy(verdict)) solved.add(blank);
    const isWhole = blanks.length > 0 && blanks.every((blank) => solved.has(blank));
    if (isWhole) solvedAt ??= submittedAt;
  }
  return { bestScore, lastScore, solvedBlanks: [...solved].toSorted(), solvedAt };
}

/** The better of both in everything: nothing that was reached is taken back. */
export function joinReached(kept: Reached, reached: Reached): Reached {
  return {
    bestScore: Math.max(kept.bestScore, reached.bestScore),
    lastScore: Math.max(kept.lastScore, reached.lastScore),
    solvedBlanks: [...new Set([...kept.solvedBlanks, ...reached.solvedBlanks])].toSorted(),
    solvedAt: kept.solvedAt ?? reached.solvedAt,
  };
}
