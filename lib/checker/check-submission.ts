import type { Blank } from "#lib/exercises/blank.ts";
import type { Variant } from "#lib/exercises/draw-variant.ts";
import { isUntouched } from "#lib/exercises/setting-fields.ts";
import { checkChoice } from "./choice.ts";
import { checkDesign } from "./design.ts";
import { checkOrdering } from "./ordering.ts";
import { checkPrediction } from "./prediction.ts";
import { checkValue } from "./value.ts";
import type { BlankVerdict, SubmissionVerdict } from "./verdict.ts";
import { checkWorksheet } from "./worksheet.ts";

/** Goes up with every change that can move a verdict or a score, so that stored verdicts can be replayed and compared. */
export const checkerVersion = 2;

/**
 * Judges the texts of one submission, by blank id. The same variant and texts always get the same verdict. Texts under
 * ids that the exercise does not have are ignored; blanks left empty get no verdict and count 0.
 */
export function checkSubmission(variant: Variant, texts: Readonly<Record<string, string>>): SubmissionVerdict {
  const verdicts: BlankVerdict[] = [];
  let earned = 0;
  let weights = 0;
  for (const blank of variant.exercise.blanks) {
    weights += blank.weight;
    const text = Object.hasOwn(texts, blank.id) ? (texts[blank.id] ?? "") : "";
    if (isUntouched(blank, text)) continue;
    const verdict = checkBlank(variant, blank, text);
    verdicts.push(verdict);
    earned += blank.weight * verdict.score;
  }
  return { blanks: verdicts, score: weights === 0 ? 0 : earned / weights, checkerVersion };
}

function checkBlank(variant: Variant, blank: Blank, text: string): BlankVerdict {
  switch (blank.as) {
    case "number":
    case "formula":
      return checkValue(variant, blank, text);
    case "worksheet":
      return checkWorksheet(variant, blank, text);
    case "choice":
      return checkChoice(blank, text);
    case "ordering":
      return checkOrdering(blank, text);
    case "prediction":
      return checkPrediction(blank, text);
    case "design":
      return checkDesign(blank, text);
  }
}
