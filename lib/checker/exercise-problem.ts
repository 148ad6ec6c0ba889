/** What can be wrong with an exercise, for its author. */
export type ExerciseProblem =
  | { readonly code: "model"; readonly line: number; readonly sentence: string }
  | { readonly code: "no-blanks" }
  | { readonly code: "duplicate-blank"; readonly blank: string }
  | { readonly code: "digits"; readonly blank: string; readonly most: number }
  | { readonly code: "weight"; readonly blank: string }
  | { readonly code: "unknown-ask"; readonly blank: string; readonly ask: string }
  | { readonly code: "step-twice"; readonly blank: string; readonly ask: string }
  | { readonly code: "too-few-options"; readonly blank: string }
  | { readonly code: "option-twice"; readonly blank: string; readonly text: string }
  | { readonly code: "right-options"; readonly blank: string; readonly right: number }
  | { readonly code: "run"; readonly blank: string; readonly line: number; readonly sentence: string }
  | { readonly code: "run-of-one-layer"; readonly blank: string }
  | { readonly code: "run-overflows"; readonly blank: string; readonly layer: number }
  | { readonly code: "prediction-asks"; readonly blank: string }
  | { readonly code: "no-weakest-layer"; readonly blank: string; readonly layers: readonly [number, number] }
  | { readonly code: "no-factor"; readonly blank: string; readonly layer: number }
  | { readonly code: "design-goal"; readonly blank: string }
  | { readonly code: "design-settings"; readonly blank: string }
  | { readonly code: "goal-met"; readonly blank: string }
  | { readonly code: "no-solution"; readonly blank: string }
  | { readonly code: "unusable-value"; readonly blank: string; readonly ask: string; readonly value: string }
  | { readonly code: "too-few-points"; readonly blank: string; readonly ask: string; readonly points: number }
  | { readonly code: "solution-refused"; readonly blank: string; readonly solution: string; readonly sentence: string }
  | { readonly code: "test-of-unknown-blank"; readonly blank: string }
  | { readonly code: "test-empty"; readonly blank: string }
  | {
      readonly code: "test-verdict";
      readonly answer: string;
      readonly expected: string;
      readonly given: string;
      readonly sentence: string;
    }
  | {
      readonly code: "test-diagnosis";
      readonly answer: string;
      readonly expected: string;
      readonly given: string | null;
    };

const sentences = {
  model: ({ line, sentence }) => `Line ${line} of the model: ${sentence}.`,
  "no-blanks": () => "The exercise asks for nothing: give it at least one blank.",
  "duplicate-blank": ({ blank }) => `Two blanks are called "${blank}".`,
  digits: ({ blank, most }) => `"${blank}": digits is a whole number from 1 to ${most}.`,
  weight: ({ blank }) => `"${blank}": weight is a number above 0.`,
  "unknown-ask": ({ blank, ask }) => `"${blank}" asks for ${ask}, which the model does not have.`,
  "step-twice": ({ blank, ask }) =>
    `"${blank}" names ${ask} twice among its steps; what it asks for is a step by itself.`,
  "too-few-options": ({ blank }) => `"${blank}" needs at least two things to choose from.`,
  "option-twice": ({ blank, text }) => `"${blank}" holds "${text}" twice.`,
  "right-options": ({ blank, right }) =>
    right === 0
      ? `"${blank}": none of its options is right.`
      : `"${blank}": ${right} of its options are right; say "several: true", or leave one.`,
  run: ({ blank, line, sentence }) =>
    `"${blank}": line ${line} of its run: ${sentence}${sentence.endsWith("?") ? "" : "."}`,
  "run-of-one-layer": ({ blank }) => `"${blank}": its run has one layer only, so there is nothing to tell apart.`,
  "run-overflows": ({ blank, layer }) =>
    `"${blank}": in its run the gradient of layer ${layer} is too large to be computed with.`,
  "prediction-asks": ({ blank }) => `"${blank}" asks for weakest-layer, for factor or for both, each once.`,
  "no-weakest-layer": ({ blank, layers: [weakest, next] }) =>
    `"${blank}": in its run layers ${weakest} and ${next} get gradients within 10 % of each other, so no layer is clearly the weakest.`,
  "no-factor": ({ blank, layer }) =>
    `"${blank}": in its run the gradient of layer ${layer} is 0, so there is no factor to predict.`,
  "design-goal": ({ blank }) =>
    `"${blank}": firstAtLeast and largestAtMost are numbers above 0, and the second is larger than the first.`,
  "design-settings": ({ blank }) =>
    `"${blank}" names at least one setting that the learner may set; the seed is none of them.`,
  "goal-met": ({ blank }) => `"${blank}": the settings that it starts from reach the goal already.`,
  "no-solution": ({ blank }) =>
    `"${blank}" has no answer among the tests that is correct: without one nobody knows that the goal can be reached.`,
  "unusable-value": ({ blank, ask, value }) =>
    `"${blank}": ${ask} is ${value} at the declared values, from terms that cancel or underflow. No answer can be judged by it: choose other values.`,
  "too-few-points": ({ blank, ask, points }) =>
    `"${blank}": ${ask} can be computed at ${points} random points only, too few to judge a formula. Give the inputs an interval, as in "W1 = 0.5 in [0.2, 0.9]".`,
  "solution-refused": ({ blank, solution, sentence }) =>
    `"${blank}": the exercise's own solution ${solution} was refused: ${sentence}`,
  "test-of-unknown-blank": ({ blank }) => `There is no blank called "${blank}".`,
  "test-empty": ({ blank }) => `The answer for "${blank}" is empty.`,
  "test-verdict": ({ answer, expected, given, sentence }) =>
    `"${answer}" should be ${expected} and is ${given}: ${sentence}`,
  "test-diagnosis": ({ answer, expected, given }) =>
    `"${answer}" should be diagnosed as ${expected} and is ${given === null ? "not diagnosed" : `diagnosed as ${given}`}.`,
} satisfies { [Code in ExerciseProblem["code"]]: (problem: Extract<ExerciseProblem, { code: Code }>) => string };

export function wordExerciseProblem(problem: ExerciseProblem): string {
  // Each sentence takes the problem of its own code, which the table's type guarantees and an indexed call cannot see.
  const sentence = sentences[problem.code] as (problem: ExerciseProblem) => string;
  return sentence(problem);
}
