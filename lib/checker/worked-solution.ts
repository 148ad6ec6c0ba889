import { type Ask, parseAsk } from "#lib/exercises/ask.ts";
import type { Blank, ValueBlank, WorksheetBlank } from "#lib/exercises/blank.ts";
import type { Variant } from "#lib/exercises/draw-variant.ts";
import { layerOf } from "#lib/model/layers.ts";
import { openPage, type Page } from "#lib/model/step-page.ts";
import { valueSide } from "#lib/model/step-sides.ts";
import { deriveAsk } from "./derive-ask.ts";
import { kindOfLine, lineOf } from "./explain-line.ts";
import { askSide, formulaAnswer, lineText, numberAnswer, valueOfAsk } from "./own-answer.ts";
import { withEnoughDigits } from "./shown-digits.ts";
import { type Answer, type SolutionStep, solutionStep, type WorkedSolution } from "./solution.ts";
import { solveChoice, solveOrdering } from "./solve-options.ts";

export function workedSolution(variant: Variant, blank: Blank): WorkedSolution {
  switch (blank.as) {
    case "number":
    case "formula":
      return solveValue(variant, blank);
    case "worksheet":
      return solveWorksheet(variant, blank);
    case "choice":
      return solveChoice(blank);
    case "ordering":
      return solveOrdering(blank);
    default:
      return { steps: [], answer: null };
  }
}

/** The forward pass as far as it is needed, the backward pass, and the answer from them. */
function solveValue(variant: Variant, blank: ValueBlank): WorkedSolution {
  const page = openPage(variant.model, blank.digits + 1);
  const ask = readAsk(page, blank.ask);
  const derivation = deriveAsk(page, ask);
  const asked = blank.as === "number" ? valueOfAsk(page, ask) : null;
  const shown = withEnoughDigits(page, blank.digits, asked, (on) => derivation.at(on).map(({ step }) => step));
  const steps = derivation.at(shown).map(({ step, kind }) => solutionStep(step, kind));
  const answer = blank.as === "number" ? numberAnswer(shown, ask, blank.digits) : formulaAnswer(shown, ask, false);
  return { steps: [...steps, resultStep(shown, ask, blank, answer)], answer };
}

function resultStep(page: Page, ask: Ask, { as, digits }: ValueBlank, answer: Answer): SolutionStep {
  const [left, value] = [askSide(ask), valueSide(valueOfAsk(page, ask), page.digits)];
  const name = ask.kind === "quantity" ? ask.name : ask.partial.by;
  const isRounded = as === "number" && value.tex !== answer.tex && value.comesTo !== undefined;
  const about = { layer: layerOf(name), quantity: name, kind: "result" } as const;
  if (isRounded) {
    return {
      tex: `${left.tex} = ${value.tex} \\approx ${answer.tex}`,
      spoken: `${left.spoken} equals ${value.spoken}, or about ${answer.spoken}`,
      rule: `rounded to ${digits} significant ${digits === 1 ? "digit" : "digits"}, at the end only`,
      ...about,
    };
  }
  return {
    tex: `${left.tex} = ${answer.tex}`,
    spoken: `${left.spoken} equals ${answer.spoken}`,
    rule: as === "number" ? "the answer" : wordFormula(ask),
    ...about,
  };
}

function wordFormula(ask: Ask): string {
  return ask.kind === "quantity" ? "its definition" : "each slope written out in its place";
}

/** One line for each step that the author names, and the asked one. */
function solveWorksheet(variant: Variant, blank: WorksheetBlank): WorkedSolution {
  const page = openPage(variant.model, blank.digits + 1);
  const last = readAsk(page, blank.ask);
  const asks = [...blank.steps.map((step) => readAsk(page, step.ask)), last];
  const shown = withEnoughDigits(page, blank.digits, null, (on) => asks.map((ask) => lineOf(on, ask)));
  const steps = asks.map((ask, place) =>
    solutionStep(lineOf(shown, ask), place === asks.length - 1 ? "result" : kindOfLine(shown, ask)),
  );
  const answers = asks.map((ask) => {
    const isNumber = blank.each === "number" || kindOfLine(shown, ask) === "given";
    return isNumber ? numberAnswer(shown, ask, blank.digits) : formulaAnswer(shown, ask, true);
  });
  const text = answers.map((answer, place) => lineText(asks[place] ?? last, answer)).join("\n");
  const { tex, spoken } = answers.at(-1) ?? numberAnswer(shown, last, blank.digits);
  return { steps, answer: { text, tex, spoken } };
}

function readAsk({ model }: Page, text: string): Ask {
  const ask = parseAsk(text, model);
  if (ask === null) throw new Error(`a blank asks for ${text}, which its model does not have`);
  return ask;
}
