import type { Ask } from "#lib/exercises/ask.ts";
import { printAsk } from "#lib/exercises/ask.ts";
import type { Tree } from "#lib/expression/tree.ts";
import { backwardLine } from "#lib/model/backward-line.ts";
import { edgesOf, pathsBetween } from "#lib/model/chain-rule.ts";
import { gradientFormula } from "#lib/model/gradient-formula.ts";
import type { Page } from "#lib/model/step-page.ts";
import { equation, nameSide, partialSide, productSide, type Side, treeSide } from "#lib/model/step-sides.ts";
import { givesAway, type Secret } from "./gives-away.ts";
import type { Hint } from "./hint.ts";
import { askSide } from "./own-answer.ts";

/** Longer products are not written in one line: the last step is shown instead. */
const mostSlopes = 8;

/** The line that gives the answer, in symbols and with the numbers put in, but not worked out. */
export function hintAtLine(page: Page, ask: Ask, secret: Secret): Omit<Hint, "layer"> {
  const all = ask.kind === "quantity" ? sidesOfQuantity(page, ask.name) : sidesOfPartial(page, ask.partial);
  // A factor of 1, or numbers that are the answer already, leave nothing to work out.
  const value = { ...secret, formulas: [] };
  const sides = all.filter(({ tex, comesTo }) => comesTo === undefined || !givesAway(tex, value));
  if (sides.length === 0) return definitionOf(page, ask);
  const line = equation([askSide(ask), ...sides]);
  const isWithNumbers = sides.some(({ comesTo }) => comesTo !== undefined);
  const end = isWithNumbers ? "What is left is to work it out." : "What is left is to put the values in.";
  return {
    text: `This is the line for ${printAsk(ask)}${isWithNumbers ? ", with the numbers in it" : ""}. ${end}`,
    tex: line.tex,
    spoken: `${line.spoken}. ${end}`,
  };
}

function sidesOfQuantity(page: Page, name: string): readonly Side[] {
  const tree = page.definition(name);
  if (page.model.byName.get(name)?.kind === "input") return [];
  return [treeSide(tree, page.hasShape), ...unworked(page, tree)];
}

function sidesOfPartial(page: Page, asked: { readonly of: string; readonly by: string }): readonly Side[] {
  const { of, by } = asked;
  const [path, ...others] = of === by ? [] : pathsBetween(page.model, of, by, 2);
  const isShort = path !== undefined && others.length === 0 && path.length - 1 <= mostSlopes;
  if (page.isOfNumbers && isShort && path.length > 2) {
    const chain = productSide(edgesOf(path).map((edge) => partialSide(edge)));
    const formula = gradientFormula(page, asked);
    return [chain, ...(formula === null ? [] : unworked(page, formula))];
  }
  const formula = backwardLine(page, asked).formula();
  if (formula === null || isLoneNumber(formula)) return [];
  return [treeSide(formula, page.hasShape), ...unworked(page, formula)];
}

/** The formula with its numbers, unless nothing is left to be worked out. */
function unworked(page: Page, formula: Tree): readonly Side[] {
  return formula.kind === "name" || formula.kind === "partial" ? [] : page.withNumbers(formula);
}

function isLoneNumber(tree: Tree): boolean {
  return tree.kind === "negative" ? isLoneNumber(tree.operand) : tree.kind === "number";
}

/** Where the answer is one number or one value, the line it is read off from. */
function definitionOf(page: Page, ask: Ask): Omit<Hint, "layer"> {
  const of = ask.kind === "quantity" ? ask.name : ask.partial.of;
  const quantity = page.model.byName.get(of);
  if (quantity?.kind !== "node" || ask.kind === "quantity") {
    const text = "No line is needed for this: it can be read off.";
    return { text, tex: null, spoken: text };
  }
  const line = equation([nameSide(of), treeSide(quantity.tree, page.hasShape)]);
  const by = nameSide(ask.partial.by);
  return {
    text: `This is the line that defines ${of}. By how much does it change when only ${ask.partial.by} grows a little?`,
    tex: line.tex,
    spoken: `${line.spoken}. By how much does it change when only ${by.spoken} grows a little?`,
  };
}
