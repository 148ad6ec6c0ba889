import { parseAsk } from "#lib/exercises/ask.ts";
import { asksOf } from "#lib/exercises/blank.ts";
import type { CountCoincidences } from "#lib/exercises/draw-variant.ts";
import type { Exercise } from "#lib/exercises/exercise.ts";
import { compileModel, type Evaluation } from "#lib/model/compile.ts";
import type { Model } from "#lib/model/model.ts";
import { isRightNumber } from "./compare.ts";
import { rowsWhereGood, type WrittenRight, writeRight } from "./diagnose.ts";
import type { Sum } from "./factors.ts";
import { prepareReference } from "./sample-points.ts";
import { singleMistakes } from "./wrong-formulas.ts";

/**
 * For models that differ from the declared one in their values alone: how often what a mistake gives is right by an ask's
 * digits, which counts ten times, or is what another mistake gives. A weight of 1 hides that it is missing, two equal slopes that they are swapped.
 */
export function createCoincidenceCounter(exercise: Exercise, declared: Model): CountCoincidences {
  const asked = exercise.blanks.flatMap((blank) => {
    const asksNumber = blank.as === "number" || (blank.as === "worksheet" && blank.each === "number");
    return asksNumber ? asksOf(blank).flatMap((ask) => askedNumber(declared, ask, blank.digits) ?? []) : [];
  });
  return (drawn) => {
    const evaluation = compileModel(drawn).evaluate();
    return asked.reduce((count, number) => count + countCoincidences(number, evaluation), 0);
  };
}

/** A wrong number that is taken for the right one is worse than one whose mistake has no name. */
const takenForRight = 10;

/** The right formula of a number asked, and each formula that a single mistake makes of it. */
interface AskedNumber {
  readonly written: WrittenRight;
  readonly wrong: readonly Sum[];
  readonly digits: number;
}

function askedNumber(model: Model, text: string, digits: number): AskedNumber | null {
  const ask = parseAsk(text, model);
  if (ask === null) return null;
  const written = writeRight(model, ask, prepareReference(compileModel(model), ask, "declared"));
  if (written === null) return null;
  const wrong = singleMistakes(written.chain, written.evaluator, rowsWhereGood(written)).map(({ sum }) => sum);
  return { written, wrong, digits };
}

function countCoincidences({ written, wrong, digits }: AskedNumber, evaluation: Evaluation): number {
  const evaluator = written.evaluatorAt([{ evaluation }]);
  const valuesOf = (sum: Sum) => Array.from({ length: written.entries }, (_, entry) => evaluator.at(sum, entry));
  const values = [written.chain.sum, ...wrong].map(valuesOf);
  let count = 0;
  for (const [index, given] of values.entries()) {
    for (const [place, other] of values.slice(0, index).entries()) {
      if (comeTooClose(given, other, digits)) count += place === 0 ? takenForRight : 1;
    }
  }
  return count;
}

/** Would one be taken for the other, entry by entry? */
function comeTooClose(values: readonly number[], others: readonly number[], digits: number): boolean {
  return values.every((value, entry) => {
    const other = others[entry] ?? Number.NaN;
    // Rounding to the same digits moves a number by a tenth at the most: most pairs are told apart at once.
    const room = 10 ** (1 - digits) * Math.max(Math.abs(value), Math.abs(other));
    return Math.abs(value - other) <= room && isRightNumber(value, other, digits);
  });
}
