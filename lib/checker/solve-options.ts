import type { ChoiceBlank, OrderingBlank } from "#lib/exercises/blank.ts";
import type { WorkedSolution } from "./solution.ts";
import { textTex } from "./text-tex.ts";

/** The right options, each with its reason. */
export function solveChoice({ options }: ChoiceBlank): WorkedSolution {
  const right = options.filter(({ isRight }) => isRight);
  return solutionOf(right, right.map(({ id }) => id).join(" "));
}

/** The right order, each with the reason for its place. */
export function solveOrdering({ items }: OrderingBlank): WorkedSolution {
  return solutionOf(items, items.map(({ id }, place) => `${place + 1}:${id}`).join(" "));
}

interface Told {
  readonly text: string;
  readonly reason: string;
}

/** `sent` is the answer as it is sent. */
function solutionOf(told: readonly Told[], sent: string): WorkedSolution {
  const steps = told.map(({ text, reason }) => ({
    ...textTex(text),
    rule: reason,
    layer: null,
    quantity: null,
    kind: "result" as const,
  }));
  return {
    steps,
    answer: {
      text: sent,
      tex: steps.map(({ tex }) => tex).join(",\\; "),
      spoken: steps.map(({ spoken }) => spoken).join(", "),
    },
  };
}
