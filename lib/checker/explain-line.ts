import { type Ask, parseAsk } from "#lib/exercises/ask.ts";
import { defaultDigits } from "#lib/exercises/blank.ts";
import type { Variant } from "#lib/exercises/draw-variant.ts";
import { backwardLine } from "#lib/model/backward-line.ts";
import { openPage, type Page } from "#lib/model/step-page.ts";
import { forwardStep, lineStep, type Step, slopeStep } from "#lib/model/steps.ts";
import { withEnoughDigits } from "./shown-digits.ts";
import { type SolutionStep, solutionStep } from "./solution.ts";

/**
 * One line of the calculation with the rule it uses: ∂L/∂z2 from ∂L/∂z3, a quantity from those it is made from. Null where the text
 * names nothing of the model.
 */
export function explainLine(variant: Variant, text: string): SolutionStep | null {
  const ask = parseAsk(text, variant.model);
  if (ask === null) return null;
  const page = openPage(variant.model, defaultDigits + 1);
  const write = (on: Page) => [lineOf(on, ask)];
  return solutionStep(lineOf(withEnoughDigits(page, defaultDigits, null, write), ask), kindOfLine(page, ask));
}

export function kindOfLine({ model }: Page, ask: Ask): SolutionStep["kind"] {
  if (ask.kind === "partial") return "backward";
  return model.byName.get(ask.name)?.kind === "input" ? "given" : "forward";
}

/** The single line that gives what is asked, from what stands before it. */
export function lineOf(page: Page, ask: Ask): Step {
  if (ask.kind === "quantity") {
    const quantity = page.model.byName.get(ask.name);
    if (quantity === undefined) throw new Error(`the model has no quantity ${ask.name}`);
    return forwardStep(page, quantity);
  }
  const line = backwardLine(page, ask.partial);
  const isOneSlope = page.isOfNumbers && line.edges.length === 1 && line.from.length === 0;
  return isOneSlope ? slopeStep(page, ask.partial) : lineStep(page, line, true);
}
