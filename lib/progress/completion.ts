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
