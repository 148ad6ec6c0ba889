import type { Ask } from "#lib/exercises/ask.ts";
import { parseAsk } from "#lib/exercises/ask.ts";
import type { Blank } from "#lib/exercises/blank.ts";
import type { Variant } from "#lib/exercises/draw-variant.ts";
import { printText } from "#lib/expression/print.ts";
import { openPage, type Page } from "#lib/model/step-page.ts";
import { givesAway, type Secret } from "./gives-away.ts";
import type { Hint, HintDraft } from "./hint.ts";
import { hintAtLine } from "./hint-at-line.ts";
import { hintAtPlace } from "./hint-at-place.ts";
import { hintAtRule } from "./hint-at-rule.ts";
import { mistakeWording } from "./mistake-wording.ts";
import { formulaOf, valueOfAsk } from "./own-answer.ts";

/**
 * Three hints for a number or a formula, none for a blank that has no calculation. The first two hold neither the value asked nor
 * its formula. A diagnosis of the learner's wrong answer puts that mistake's own hint first.
 */
export function hintsFor(variant: Variant, blank: Blank, diagnosis: string | null = null): readonly Hint[] {
  switch (blank.as) {
    case "number":
    case "formula":
    case "worksheet":
      return hintsForAsk(variant, blank.ask, blank.digits, diagnosis);
    default:
      return [];
  }
}

/** Digits that numbers in a hint have more than the answer. */
const moreDigits = 2;

function hintsForAsk(variant: Variant, text: string, digits: number, diagnosis: string | null): readonly Hint[] {
  const { model } = variant;
  const ask = parseAsk(text, model);
  if (ask === null) throw new Error(`a blank asks for ${text}, which its model does not have`);
  const page = openPage(model, digits + moreDigits);
  const secret = secretOf(page, ask, digits);
  const first = keep(hintAtPlace(page, ask), secret);
  const second = keep(hintAtRule(page, ask), secret);
  return [
    { layer: 1, ...withMistake(first, diagnosis) },
    { layer: 2, ...second },
    { layer: 3, ...hintAtLine(page, ask, secret) },
  ];
}

function secretOf(page: Page, ask: Ask, digits: number): Secret {
  const formulas = [formulaOf(page, ask), formulaOf(page, ask, true)].flatMap((tree) =>
    tree === null ? [] : printText(tree),
  );
  return { value: valueOfAsk(page, ask), digits, formulas };
}

function keep({ said, guarded }: HintDraft, secret: Secret): Omit<Hint, "layer"> {
  const isTold = givesAway(said.text, secret) || (said.tex !== null && givesAway(said.tex, secret));
  if (!isTold) return said;
  return { text: guarded, tex: null, spoken: guarded };
}

/** The hints of the known mistakes behind a diagnosis, "a" or "a+b", before what is said anyway. */
function withMistake(hint: Omit<Hint, "layer">, diagnosis: string | null): Omit<Hint, "layer"> {
  const wordings: Readonly<Record<string, { readonly hint: string }>> = mistakeWording;
  const own = (diagnosis ?? "")
    .split("+")
    .flatMap((slug) => (Object.hasOwn(wordings, slug) ? (wordings[slug]?.hint ?? []) : []));
  if (own.length === 0) return hint;
  return { ...hint, text: [...own, hint.text].join(" "), spoken: [...own, hint.spoken].join(" ") };
}
