import type { Step } from "#lib/model/steps.ts";

/** One line of a worked solution. */
export interface SolutionStep {
  readonly tex: string;
  /** The same line in words, for a screen reader. */
  readonly spoken: string;
  /** The rule it uses, in a few words. */
  readonly rule: string;
  /** Whose colour it takes. */
  readonly layer: number | null;
  /** What the line is about; null for one that is about no quantity of a model. */
  readonly quantity: string | null;
  readonly kind: "given" | "forward" | "backward" | "result";
}

/** A right answer. */
export interface Answer {
  /** As it can be typed: the checker takes it. */
  readonly text: string;
  readonly tex: string;
  readonly spoken: string;
}

/** How one blank is solved, with this variant's numbers. */
export interface WorkedSolution {
  readonly steps: readonly SolutionStep[];
  /** Null where a blank has no single right answer. */
  readonly answer: Answer | null;
}

export function solutionStep(step: Step, kind: SolutionStep["kind"]): SolutionStep {
  const { tex, spoken, rule, layer, quantity } = step;
  return { tex, spoken, rule, layer, quantity, kind };
}
