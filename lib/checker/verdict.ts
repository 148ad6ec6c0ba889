import type { Place } from "#lib/expression/tree.ts";
import type { VerdictCode } from "./finding.ts";

/** What the checker says of one blank. `invalid` means that the text could not be judged, and costs nothing. */
export interface BlankVerdict {
  /** Id of the blank. */
  readonly blank: string;
  readonly verdict: "correct" | "incorrect" | "invalid";
  /** 0 to 1. */
  readonly score: number;
  readonly code: VerdictCode;
  /** One or two sentences for the learner; they never tell the answer or the accepted bounds. */
  readonly message: string;
  /** Slug of the known mistake that explains a wrong answer. */
  readonly diagnosis: string | null;
  /** TeX of what was read; null where nothing could be. */
  readonly read: string | null;
  /** Where in the text it could not be read. */
  readonly at: Place | null;
}

export interface SubmissionVerdict {
  /** Only the blanks that hold a text, in the exercise's order. */
  readonly blanks: readonly BlankVerdict[];
  /** 0 to 1: the mean over all blanks of the exercise, by their weights; an empty blank counts 0. */
  readonly score: number;
  readonly checkerVersion: number;
}
