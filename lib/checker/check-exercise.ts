import { type Nested, type Tensor, toNested } from "#lib/autograd/tensor.ts";
import { parseAsk } from "#lib/exercises/ask.ts";
import { asksOf, type Blank, mostDigits, type ValueBlank } from "#lib/exercises/blank.ts";
import { drawVariant } from "#lib/exercises/draw-variant.ts";
import { type Exercise, type ExerciseTest, findBlank } from "#lib/exercises/exercise.ts";
import { checkModel } from "#lib/model/compile.ts";
import { type Model, parseModel } from "#lib/model/model.ts";
import { checkLabBlank } from "./check-lab-blank.ts";
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
  const references = exercise.blanks.flatMap((blank) => [
    ...checkReference(exercise, blank),
    ...checkLabBlank(exercise, blank),
  ]);
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
  for (const [index, blank] of blanks.entries()) {
    const { id, weight } = blank;
    if (blanks.findIndex((other) => other.id === id) < index) problems.push({ code: "duplicate-blank", blank: id });
    if (!(weight > 0 && weight < Number.POSITIVE_INFINITY)) problems.push({ code: "weight", blank: id });
    problems.push(...checkBlank(blank, model));
  }
  return problems;
}

function checkBlank(blank: Blank, model: Model): readonly ExerciseProblem[] {
  const { id } = blank;
  const problems: ExerciseProblem[] = asksOf(blank)
    .filter((ask) => parseAsk(ask, model) === null)
    .map((ask) => ({ code: "unknown-ask", blank: id, ask }));
  const asksNumber = blank.as === "number" || (blank.as === "worksheet" && blank.each === "number");
  if (asksNumber && !(Number.isInteger(blank.digits) && blank.digits >= 1 && blank.digits <= mostDigits)) {
    problems.push({ code: "digits", blank: id, most: mostDigits });
  }
  if (blank.as === "worksheet") {
    const asks = asksOf(blank);
    const twice = asks.find((ask, place) => asks.indexOf(ask) < place);
    if (twice !== undefined) problems.push({ code: "step-twice", blank: id, ask: twice });
  }
  if (blank.as === "choice" || blank.as === "ordering") {
    const options = blank.as === "choice" ? blank.options : blank.items;
    const twice = options.find((option, place) => options.findIndex(({ id: other }) => other === option.id) < place);
    if (options.length < 2) problems.push({ code: "too-few-options", blank: id });
    if (twice !== undefined) problems.push({ code: "option-twice", blank: id, text: twice.text });
  }
  if (blank.as === "choice") {
    const right = blank.options.filter(({ isRight }) => isRight).length;
    if (blank.several ? right === 0 : right !== 1) problems.push({ code: "right-options", blank: id, right });
  }
  return problems;
}

function checkReference(exercise: Exercise, blank: Blank): readonly ExerciseProblem[] {
  const each = blank.as === "worksheet" ? blank.each : blank.as;
  return asksOf(blank).flatMap((ask) => checkAsk(exercise, blank, ask, each === "formula" ? "formula" : "number"));
}

function checkAsk(exercise: Exercise, blank: Blank, ask: string, as: ValueBlank["as"]): readonly ExerciseProblem[] {
  const { printed, reference } = prepareVariant(drawVariant(exercise, 0, "")).ask(ask);
  if (kindOf(reference.here) === "unusable") {
    const value = Array.from(reference.here.reference.data, String).join(", ");
    return [{ code: "unusable-value", blank: blank.id, ask: printed, value }];
  }
  if (as === "formula") {
    if (isJudgeable(reference)) return [];
    return [{ code: "too-few-points", blank: blank.id, ask: printed, points: reference.good.length }];
  }
  return checkOwnNumber(exercise, blank, printed, reference.here.reference);
}

/** The engine's value, rounded as asked and typed as a learner would, must be right all the way from text to verdict. */
function checkOwnNumber(exercise: Exercise, blank: Blank, asked: string, truth: Tensor): readonly ExerciseProblem[] {
  if (blank.as !== "number" && blank.as !== "worksheet") return [];
  const number = printRounded(toNested(truth), blank.digits);
  const solution = blank.as === "worksheet" ? `${asked} = ${number}` : number;
  const own = judge(exercise, blank.id, solution);
  const isRight = blank.as === "worksheet" ? own?.parts[0]?.verdict === "correct" : own?.verdict === "correct";
  return isRight
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
