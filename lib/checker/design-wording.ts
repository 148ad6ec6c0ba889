import type { DesignGoal } from "#lib/exercises/blank.ts";
import type { SettingName } from "#lib/exercises/setting-rules.ts";
import { enumerate } from "#lib/exercises/settings-problem.ts";

/** What is found out about a design, as a whole or about one part of its goal. */
export type DesignFinding =
  | { readonly code: "goal-reached" }
  /** Under `failed` of `seeds` seeds; `reasons` are those of the worst. */
  | {
      readonly code: "goal-missed";
      readonly reasons: readonly string[];
      readonly failed: number;
      readonly seeds: number;
    }
  | { readonly code: "first-learns" }
  | { readonly code: "gradient-fades"; readonly fading: Fading; readonly goal: number }
  | { readonly code: "gradients-bounded" }
  /** At this layer on the way back it first exceeds the bound. */
  | { readonly code: "gradient-explodes"; readonly layer: number; readonly depth: number; readonly bound: number }
  | { readonly code: "gradient-overflows"; readonly layer: number }
  | { readonly code: "values-overflow"; readonly layer: number }
  | { readonly code: "settings-unreadable"; readonly line: number; readonly sentence: string }
  | { readonly code: "setting-fixed"; readonly name: SettingName; readonly free: readonly SettingName[] };

/** Where the gradient is lost on its way from the last layer back to layer 1. */
export interface Fading {
  readonly depth: number;
  /** From this layer back to layer 1 it is below the goal. */
  readonly belowFrom: number;
  /** From this layer back it is 0; null where something reaches layer 1. */
  readonly zeroFrom: number | null;
  /** The format in which what reaches layer 1 became too small; null where it has all its digits or is 0 in truth. */
  readonly tooSmallFor: string | null;
}

export type DesignCode = DesignFinding["code"];

const sentences = {
  "goal-reached": () => "Right: your network reaches the goal, whatever it draws.",
  "goal-missed": ({ reasons, failed, seeds }) =>
    failed === seeds
      ? reasons.join(" ")
      : `That depends on luck: with ${failed} of ${seeds} draws of its numbers it fails. ${reasons.join(" ")}`,
  "first-learns": () => "Layer 1 learns.",
  "gradient-fades": ({ fading, goal }) => [wordBelow(fading, goal), wordZero(fading)].join("").concat("."),
  "gradients-bounded": () => "No gradient explodes.",
  "gradient-explodes": ({ layer, bound }) =>
    `The gradient explodes: going back, it exceeds ${bound} at layer ${layer}.`,
  "gradient-overflows": ({ layer }) =>
    `The gradient explodes: going back, it is too large to be computed with at layer ${layer}.`,
  "values-overflow": ({ layer }) =>
    `The activations explode: going forwards, they are too large to be computed with at layer ${layer}.`,
  "settings-unreadable": ({ line, sentence }) => `Line ${line}: ${sentence}${/[.?]$/.test(sentence) ? "" : "."}`,
  "setting-fixed": ({ name, free }) => `"${name}" is given and stays as it is; you may set ${enumerate(free)}.`,
} satisfies { [Code in DesignCode]: (finding: Extract<DesignFinding, { code: Code }>) => string };

export function wordDesign(finding: DesignFinding): string {
  // Each sentence takes the finding of its own code, which the table's type guarantees and an indexed call cannot see.
  const sentence = sentences[finding.code] as (finding: DesignFinding) => string;
  return sentence(finding);
}

function wordBelow({ depth, belowFrom }: Fading, goal: number): string {
  if (belowFrom === depth) return `The gradient is below ${goal} in every layer, the last one too`;
  return `Going back from layer ${depth}, the gradient falls below ${goal} at layer ${belowFrom}`;
}

function wordZero({ zeroFrom, tooSmallFor }: Fading): string {
  if (tooSmallFor !== null) return `; in the end it is too small for ${tooSmallFor}`;
  return zeroFrom === null ? "" : `; from layer ${zeroFrom} on it is exactly 0, for nothing passes dead units`;
}

/** The rule in plain words, shown before the learner answers. */
export function designRule({ firstAtLeast, largestAtMost }: DesignGoal, free: readonly SettingName[]): string {
  const bound = largestAtMost === null ? "" : `, and that of no layer above ${largestAtMost}`;
  return `You may set ${enumerate(free)}, one a line; the rest stays. The gradient of layer 1 is to be at least ${firstAtLeast}${bound}, as root mean square over the weights of the layer, whatever numbers the network draws.`;
}
