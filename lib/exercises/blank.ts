/** What one place of an exercise asks for. Names and sizes only: a blank never holds its answer. */
export interface Blank {
  /** Unique in its exercise; the key of a learner's text. */
  readonly id: string;
  /** A quantity or a partial of the exercise's model: "L", "z2" or "dL/dW3". */
  readonly ask: string;
  readonly as: "number" | "formula";
  /** Significant digits that a number must have right. Formulas are compared exactly and ignore it. */
  readonly digits: number;
  /** Share in the exercise's score, relative to the other blanks; above 0. */
  readonly weight: number;
  /** True where a formula must be written out: no partials in it. */
  readonly expanded: boolean;
}

export const defaultDigits = 3;
export const defaultWeight = 1;

/** Float64 carries 15 decimal digits for sure, so no more can be asked. */
export const mostDigits = 15;

/** A blank counts as solved from this score: a right method that was rounded on the way is enough. */
export const solvedFrom = 0.8;

export function isSolved(score: number): boolean {
  return score >= solvedFrom;
}
