import type { Partial, Tree } from "#lib/expression/tree.ts";
import { namesIn } from "#lib/model/layout.ts";
import type { Page } from "#lib/model/step-page.ts";
import {
  addedRule,
  functionRule,
  type GeneralRule,
  type Letters,
  matrixRule,
  powerRule,
  productRule,
  quotientRule,
  severalRule,
  softmaxRule,
} from "./general-rule.ts";

/** The hardest rule that the local slope of one definition takes. */
export function ruleOfEdge(page: Page, { of, by }: Partial, letters: Letters): GeneralRule {
  return hardest(rulesOf(page, page.definition(of), by, letters)) ?? addedRule;
}

/** The first of those that are hardest to think of; null where there are none. */
export function hardest(rules: readonly GeneralRule[]): GeneralRule | null {
  return rules.reduce<GeneralRule | null>((most, rule) => (most === null || rule.rank > most.rank ? rule : most), null);
}

function rulesOf(page: Page, tree: Tree, by: string, letters: Letters): readonly GeneralRule[] {
  if (!namesIn(tree).includes(by)) return [];
  const inside = (part: Tree) => rulesOf(page, part, by, letters);
  switch (tree.kind) {
    case "negative":
    case "transpose":
      return inside(tree.operand);
    case "list":
      return tree.items.flatMap(inside);
    case "call":
      return [...rulesOfCall(tree, letters), ...tree.inputs.flatMap(inside)];
    case "infix":
      return [...rulesOfInfix(page, tree, by, letters), ...inside(tree.left), ...inside(tree.right)];
    default:
      return [];
  }
}

function rulesOfCall({ name, inputs }: Extract<Tree, { kind: "call" }>, letters: Letters): readonly GeneralRule[] {
  if (name === "sum" || name === "mean") return [addedRule];
  if (name === "softmax" || name === "log_softmax") return [softmaxRule];
  if (inputs.length > 1 || name === "max" || name === "min") return [severalRule];
  return [functionRule(name, letters)];
}

function rulesOfInfix(
  page: Page,
  { sign, left, right }: Extract<Tree, { kind: "infix" }>,
  by: string,
  letters: Letters,
): readonly GeneralRule[] {
  switch (sign) {
    case "+":
    case "-":
      return [addedRule];
    case "^":
      return [powerRule(letters)];
    case "/":
      return namesIn(right).length === 0 ? [] : [quotientRule];
    default: {
      const isOfMatrices =
        sign !== "*" && [left, right].every((part) => namesIn(part).some((name) => page.hasShape(name)));
      const isScaling = [left, right].some((part) => namesIn(part).length === 0);
      if (isScaling && namesIn(left).concat(namesIn(right)).includes(by)) return [];
      return [isOfMatrices ? matrixRule : productRule(letters)];
    }
  }
}
