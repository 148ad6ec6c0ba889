import { checkSubmission } from "#lib/checker/check-submission.ts";
import type { BlankVerdict } from "#lib/checker/verdict.ts";
import type { Blank, ValueBlank } from "#lib/exercises/blank.ts";
import { drawVariant } from "#lib/exercises/draw-variant.ts";
import type { Exercise } from "#lib/exercises/exercise.ts";
import { defaultPolicy } from "#lib/exercises/policy.ts";

/** Three sigmoid neurons in a row, half the squared error: the course's free exercise. */
export const freeModel = `x0  = 1.5
t   = 0.8
eta = 0.1
W1  = 0.9
W2  = -0.6
W3  = 1.2
z1  = W1*x0
y1  = sigmoid(z1)
z2  = W2*y1
y2  = sigmoid(z2)
z3  = W3*y2
y3  = sigmoid(z3)
L   = (y3 - t)^2/2
`;

export function blank(id: string, ask: string, as: "number" | "formula", more: Partial<ValueBlank> = {}): ValueBlank {
  return { id, ask, as, digits: 3, weight: 1, expanded: false, ...more };
}

export function exerciseOf(model: string, blanks: readonly Blank[]): Exercise {
  return { slug: "test", title: "Test", model, blanks, policy: defaultPolicy, tests: [] };
}

export const freeExercise = exerciseOf(freeModel, [
  blank("error", "dL/dy3", "number"),
  blank("slope", "dy3/dz3", "number"),
  blank("gradient", "dL/dW3", "number"),
  blank("formula", "dL/dW3", "formula"),
]);

/** The verdict on one text for one blank at the declared values. */
export function verdictOn(exercise: Exercise, id: string, text: string): BlankVerdict {
  const { blanks } = checkSubmission(drawVariant(exercise, 0, "any"), { [id]: text });
  const verdict = blanks[0];
  if (verdict === undefined || blanks.length !== 1) throw new Error(`no verdict on "${text}" for ${id}`);
  return verdict;
}
