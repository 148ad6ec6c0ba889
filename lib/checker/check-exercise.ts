import { type Nested, type Tensor, toNested } from "#lib/autograd/tensor.ts";
import { parseAsk } from "#lib/exercises/ask.ts";
import { type Blank, mostDigits } from "#lib/exercises/blank.ts";
import { drawVariant } from "#lib/exercises/draw-variant.ts";
import { type Exercise, type ExerciseTest, findBlank } from "#lib/exercises/exercise.ts";
import { checkModel } from "#lib/model/compile.ts";
import { type Model, parseModel } from "#lib/model/model.ts";
import { checkSubmission } from "./check-submission.ts";
import { type ExerciseProblem, wordExerciseProblem } from "./exercise-problem.ts";
import { isJudgeable } from "./formula.ts";
import { prepareVariant } from "./prepare.ts";
import { kindOf } from "./sample-points.ts";
import type { BlankVerdict } from "./verdict.ts";

/** One thing to mend, in a sentence; `test` counts the author's tests from 0, null where it is not one of them. */
export interface ExerciseFault {
  readonly message: string;
  readonly test: number | null;
}

/**
 * Everything that publishing an exercise is refused for. Each step needs the one before it, so that one mistake is
 * reported once: the model, the blanks, their references, the exercise's own solutions, the author's tests.
 */
export function checkExercise(exercise: Exercise): readonly ExerciseFault[] {
  const parsed = parseModel(exercise.model);
  if (!parsed.ok) return faults(parsed.problems.map(modelProblem));
  const misfits = checkModel(parsed.value);
  if (misfits.length > 0) return faults(misfits.map(modelProblem));
  const declared = checkDeclarations(exercise, parsed.value);
  if (declared.length > 0) return faults(declared);
  const references = exercise.blanks.flatMap((blank) => checkReference(exercise, blank));
  if (references.length > 0) return faults(references);
  return exercise.tests.flatMap((test, index) =>
    checkTest(exercise, test).map((problem) => ({ message: wordExerciseProblem(problem), test: index })),
  );
}

function faults(problems: readonly ExerciseProblem[]): readonly ExerciseFault[] {
  return problems.map((problem) => ({ message: wordExerciseProblem(problem), test: null }));
}

function modelProblem(problem: { readonly message: string; readonly at: { readonly line: number } }): ExerciseProblem {
  return { code: "model", line: problem.at.line, sentence: problem.message };
}

function checkDeclarations({ blanks }: Exercise, model: Model): readonly ExerciseProblem[] {
  if (blanks.length === 0) return [{ code: "no-blanks" }];
  const problems: ExerciseProblem[] = [];
  for (const [index, { id, ask, as, digits, weight }] of blanks.entries()) {
    if (blanks.findIndex((other) => other.id === id) < index) problems.push({ code: "duplicate-blank", blank: id });
    if (as === "number" && !(Number.isInteger(digits) && digits >= 1 && digits <= mostDigits)) {
      problems.push({ code: "digits", blank: id, most: mostDigits });
    }
    if (!(weight > 0 && weight < Number.POSITIVE_INFINITY)) problems.push({ code: "weight", blank: id });
    if (parseAsk(ask, model) === null) problems.push({ code: "unknown-ask", blank: id, ask });
  }
  return problems;
}

function checkReference(exercise: Exercise, blank: Blank): readonly ExerciseProblem[] {
  const { printed, reference } = prepareVariant(drawVariant(exercise, 0, "")).ask(blank.ask);
  if (kindOf(reference.here) === "unusable") {
    const value = Array.from(reference.here.reference.data, String).join(", ");
    return [{ code: "unusable-value", blank: blank.id, ask: printed, value }];
  }
  if (blank.as === "formula") {
    if (isJudgeable(reference)) return [];
    return [{ code: "too-few-points", blank: blank.id, ask: printed, points: reference.good.length }];
  }
  return checkOwnNumber(exercise, blank, reference.here.reference);
}

/** The engine's value, rounded as asked and typed as a learner would, must be right all the way from text to verdict. */
function checkOwnNumber(exercise: Exercise, blank: Blank, truth: Tensor): readonly ExerciseProblem[] {
  const solution = printRounded(toNested(truth), blank.digits);
  const own = judge(exercise, blank.id, solution);
  return own?.verdict === "correct"
    ? []
    : [{ code: "solution-refused", blank: blank.id, solution, sentence: own?.message ?? "it is empty." }];
}

function printRounded(value: Nested, digits: number): string {
  if (typeof value === "number") return value.toPrecision(digits);
  return `[${value.map((inner) => printRounded(inner, digits)).join(", ")}]`;
}

function checkTest(exercise: Exercise, test: ExerciseTest): readonly ExerciseProblem[] {
  const { blank, answer, verdict, diagnosis } = test;
  if (findBlank(exercise, blank) === null) return [{ code: "test-of-unknown-blank", blank }];
  const given = judge(exercise, blank, answer);
  if (given === null) return [{ code: "test-empty", blank }];
  if (given.verdict !== verdict) {
    return [{ code: "test-verdict", answer, expected: verdict, given: given.verdict, sentence: given.message }];
  }
  if (diagnosis !== null && given.diagnosis !== diagnosis) {
    return [{ code: "test-diagnosis", answer, expected: diagnosis, given: given.diagnosis }];
  }
  return [];
}

/** The verdict on one text at the declared values; null for an empty text. */
function judge(exercise: Exercise, blank: string, text: string): BlankVerdict | null {
  return checkSubmission(drawVariant(exercise, 0, ""), { [blank]: text }).blanks[0] ?? null;
}
