/** One answer with the verdict that mathematics gives it. Nothing here is taken from what the checker says. */
export interface SuiteRow {
  /** What is asked of the model: "dL/dW3". */
  readonly ask: string;
  readonly as: "formula" | "number";
  /** Significant digits asked of a number. */
  readonly digits: number;
  readonly answer: string;
  readonly expect: Expectation;
  /** Slug of the diagnosis; null where there must be none; undefined where the argument does not settle it. */
  readonly diagnosis: string | null | undefined;
  /** The argument for the verdict, in one sentence. */
  readonly because: string;
}

export type Expectation = "correct" | "incorrect" | "invalid";

/** A model with answers to what can be asked of it. */
export interface SuiteModel {
  readonly name: string;
  readonly source: string;
  readonly rows: readonly SuiteRow[];
}

/** Verdict, answer, argument and, where the mathematics names the mistake, the diagnosis. */
export type Line = readonly [expect: Expectation, answer: string, because: string, diagnosis?: string | null];

const usualDigits = 3;

export function formula(ask: string, lines: readonly Line[]): readonly SuiteRow[] {
  return lines.map((line) => rowOf(ask, "formula", usualDigits, line));
}

export function number(ask: string, digits: number, lines: readonly Line[]): readonly SuiteRow[] {
  return lines.map((line) => rowOf(ask, "number", digits, line));
}

function rowOf(ask: string, as: SuiteRow["as"], digits: number, [expect, answer, because, diagnosis]: Line): SuiteRow {
  return { ask, as, digits, answer, expect, diagnosis, because };
}
