import type { PredictionAsk } from "#lib/exercises/blank.ts";

/** What is found out about a prediction, as a whole or about one of its fields. */
export type PredictionFinding =
  | { readonly code: "right-prediction" }
  /** Not all of it is right; `fields` say what. */
  | { readonly code: "other-run"; readonly fields: readonly string[] }
  | { readonly code: "right-layer" }
  | { readonly code: "other-layer"; readonly layer: number }
  | { readonly code: "right-factor" }
  | { readonly code: "factor-too-strong"; readonly isNear: boolean }
  | { readonly code: "factor-too-weak"; readonly isNear: boolean }
  | { readonly code: "prediction-too-long"; readonly most: number }
  | { readonly code: "prediction-line"; readonly asks: readonly PredictionAsk[] }
  | { readonly code: "predicted-twice"; readonly field: string }
  | { readonly code: "prediction-unfinished"; readonly ask: PredictionAsk }
  | { readonly code: "no-such-layer"; readonly depth: number }
  | { readonly code: "factor-unreadable"; readonly text: string };

export type PredictionCode = PredictionFinding["code"];

/** How each thing asked is written. No number stands in it: it might be the answer. */
const forms = { "weakest-layer": "layer = …", factor: "factor = …" } as const satisfies Record<PredictionAsk, string>;

const sentences = {
  "right-prediction": () => "Right: the run shows the same.",
  "other-run": ({ fields }) => fields.join(" "),
  "right-layer": () => "The layer is right.",
  "other-layer": ({ layer }) => `Layer ${layer} is not the one that gets the least gradient.`,
  "right-factor": () => "The factor is right.",
  "factor-too-strong": ({ isNear }) =>
    isNear
      ? "The factor is of about the right size; the gradient fades a little less strongly than you say."
      : "The gradient fades less strongly than you say.",
  "factor-too-weak": ({ isNear }) =>
    isNear
      ? "The factor is of about the right size; the gradient fades a little more strongly than you say."
      : "The gradient fades more strongly than you say.",
  "prediction-too-long": ({ most }) => `This is longer than ${most} characters: two short lines are enough.`,
  "prediction-line": ({ asks }) => `Write ${asks.map((ask) => `"${forms[ask]}"`).join(" and ")}, each on its own line.`,
  "predicted-twice": ({ field }) => `The ${field} is said twice: keep one of the two.`,
  "prediction-unfinished": ({ ask }) =>
    ask === "factor"
      ? `Say by what factor too, as in "${forms.factor}".`
      : `Say which layer too, as in "${forms["weakest-layer"]}".`,
  "no-such-layer": ({ depth }) => `A layer is a whole number here, from 1 at the input to ${depth} at the output.`,
  "factor-unreadable": ({ text }) =>
    `"${text}" is not read as a factor: write a number above 0, as in 1000, 1/1000, 1e-3 or 10^-3.`,
} satisfies { [Code in PredictionCode]: (finding: Extract<PredictionFinding, { code: Code }>) => string };

export function wordPrediction(finding: PredictionFinding): string {
  // Each sentence takes the finding of its own code, which the table's type guarantees and an indexed call cannot see.
  const sentence = sentences[finding.code] as (finding: PredictionFinding) => string;
  return sentence(finding);
}

/** The rule in plain words, shown before the learner answers. */
export function predictionRule(asks: readonly PredictionAsk[]): string {
  const rules = {
    "weakest-layer": "Layers count from 1 at the input.",
    factor:
      "The factor lies between the largest gradient and the smallest: 1000 and 1/1000 say the same. Within a factor of 2 it is right, within 10 half.",
  } satisfies Record<PredictionAsk, string>;
  return asks.map((ask) => rules[ask]).join(" ");
}
