/** What can be wrong with an exercise, for its author. */
export type ExerciseProblem =
  | { readonly code: "model"; readonly line: number; readonly sentence: string }
  | { readonly code: "no-blanks" }
  | { readonly code: "duplicate-blank"; readonly blank: string }
  | { readonly code: "digits"; readonly blank: string; readonly most: number }
  | { readonly code: "weight"; readonly blank: string }
  | { readonly code: "unknown-ask"; readonly blank: string; readonly ask: string }
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
