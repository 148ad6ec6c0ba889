import type { Place } from "#lib/expression/tree.ts";
import type { ChoiceCode } from "./choice.ts";
import type { DesignCode } from "./design-wording.ts";
import type { VerdictCode } from "./finding.ts";
import type { OrderingCode } from "./ordering.ts";
import type { PredictionCode } from "./prediction-wording.ts";
import type { WorksheetCode } from "./worksheet-wording.ts";

/** What the checker says of one part of an answer. */
interface Judgement {
  /** `invalid` means that the text could not be judged, and costs nothing. */
  readonly verdict: "correct" | "incorrect" | "invalid";
  /** 0 to 1. */
  readonly score: number;
  readonly code: VerdictCode | WorksheetCode | ChoiceCode | OrderingCode | PredictionCode | DesignCode;
  /** One or two sentences for the learner; they never tell the answer or the accepted bounds. */
  readonly message: string;
  /** Slug of the known mistake that explains a wrong answer. */
  readonly diagnosis: string | null;
  /** TeX of what was read; null where nothing could be. */
  readonly read: string | null;
  /** Where in the text it could not be read. */
  readonly at: Place | null;
}

/** A worksheet's line, an option that was chosen, a field of a prediction, or a part of a design's goal. */
export interface PartVerdict extends Judgement {
  /** Number of the line in the text, from 1; id of the option; "layer" or "factor"; "first" or "largest". */
  readonly part: string;
  /** What a worksheet's line is about, as "dL/dz2"; null of any other part, and of a line that names nothing. */
  readonly asked: string | null;
}

/** What the checker says of one blank. */
export interface BlankVerdict extends Judgement {
  /** Id of the blank. */
  readonly blank: string;
  /** In the order of the text; none where the answer is one thing. */
  readonly parts: readonly PartVerdict[];
}

export interface SubmissionVerdict {
  /** Only the blanks that hold a text, in the exercise's order. */
  readonly blanks: readonly BlankVerdict[];
  /** 0 to 1: the mean over all blanks of the exercise, by their weights; an empty blank counts 0. */
  readonly score: number;
  readonly checkerVersion: number;
}
