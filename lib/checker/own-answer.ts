import type { Tensor } from "#lib/autograd/tensor.ts";
import type { Ask } from "#lib/exercises/ask.ts";
import { printAsk } from "#lib/exercises/ask.ts";
import { printText } from "#lib/expression/print.ts";
import type { Tree } from "#lib/expression/tree.ts";
import { gradientFormula, shortFormula } from "#lib/model/gradient-formula.ts";
import { printMixedText } from "#lib/model/mixed-products.ts";
import type { Page } from "#lib/model/step-page.ts";
import { nameSide, partialSide, type Side, treeSide, valueTree, wholeValueSide } from "#lib/model/step-sides.ts";
import type { Answer } from "./solution.ts";

/** What is asked, as it stands left of the equals sign. */
export function askSide(ask: Ask): Side {
  return ask.kind === "quantity" ? nameSide(ask.name) : partialSide(ask.partial);
}

export function valueOfAsk({ evaluation }: Page, ask: Ask): Tensor {
  return ask.kind === "quantity" ? evaluation.value(ask.name) : evaluation.partial(ask.partial);
}

/** The value, rounded to the digits asked. */
export function numberAnswer(page: Page, ask: Ask, digits: number): Answer {
  const value = valueOfAsk(page, ask);
  const { tex, spoken } = wholeValueSide(value, digits);
  return { text: printText(valueTree(value, digits)), tex, spoken };
}

/** `isShort`: from the derivatives before it, where nothing says that it is to be written out. */
export function formulaOf(page: Page, ask: Ask, isShort = false): Tree | null {
  if (ask.kind === "quantity") return page.model.byName.get(ask.name)?.tree ?? null;
  const forms = isShort ? [shortFormula, gradientFormula] : [gradientFormula, shortFormula];
  for (const form of forms) {
    const tree = form(page, ask.partial);
    if (tree !== null) return tree;
  }
  return null;
}

/** The formula, or its value where no formula of a bearable length says it. */
export function formulaAnswer(page: Page, ask: Ask, isShort = false): Answer {
  const tree = formulaOf(page, ask, isShort);
  if (tree === null) return numberAnswer(page, ask, page.digits);
  return { text: printMixedText(tree), ...shortenedSide(tree, page) };
}

/** A longer product is shown by its ends: all of it can be typed, and is too long to read. */
const mostCharacters = 400;

function shortenedSide(tree: Tree, page: Page): { readonly tex: string; readonly spoken: string } {
  const factors = factorsOf(tree);
  if (printText(tree).length <= mostCharacters || factors.length < 3) {
    const { tex, spoken } = treeSide(tree, page.hasShape);
    return { tex, spoken };
  }
  const [first, last] = [begin(factors), begin(factors.toReversed()).toReversed()].map((some) => some.map(factorSide));
  const texOf = (sides: readonly Side[] = []) => sides.map(({ tex }) => tex).join(" \\cdot ");
  const spokenOf = (sides: readonly Side[] = []) => sides.map(({ spoken }) => spoken).join(" times ");
  return {
    tex: `${texOf(first)} \\cdots ${texOf(last)}`,
    spoken: `${spokenOf(first)} and so on, times ${spokenOf(last)}`,
  };
}

/** As many factors as one end of the line holds; at least one. */
function begin(factors: readonly Tree[]): readonly Tree[] {
  let length = 0;
  const end = factors.findIndex((factor) => {
    length += printText(factor).length;
    return length > mostCharacters / 6;
  });
  return factors.slice(0, Math.max(1, end));
}

function factorSide(tree: Tree): Side {
  const side = treeSide(tree);
  const isSum = tree.kind === "negative" || (tree.kind === "infix" && (tree.sign === "+" || tree.sign === "-"));
  return isSum ? { tex: `(${side.tex})`, spoken: `open bracket ${side.spoken} close bracket` } : side;
}

function factorsOf(tree: Tree): readonly Tree[] {
  const factors: Tree[] = [];
  let rest = tree;
  while (rest.kind === "infix" && rest.sign === "dot") {
    factors.push(rest.right);
    rest = rest.left;
  }
  return [rest, ...factors.reverse()];
}

/** "dL/dW3 = -0.0323", as a line of a worksheet. */
export function lineText(ask: Ask, { text }: Answer): string {
  return `${printAsk(ask)} = ${text}`;
}
