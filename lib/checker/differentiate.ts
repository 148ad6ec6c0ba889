import type { Tree } from "#lib/expression/tree.ts";
import {
  callTree,
  type Factor,
  factor,
  infixTree,
  numberTree,
  type Product,
  product,
  type Sum,
  scale,
} from "./factors.ts";
import { findTree } from "./tree-walk.ts";

/**
 * The local derivative of a definition by one of the names in it, as a sum of products whose factors are what the chain
 * rule names: other factors of a product, slopes of functions. Null where a function takes several inputs or the sign is
 * one of matrices. It is for naming mistakes only; every gradient that decides a verdict comes from the engine.
 */
export function differentiateBy(tree: Tree, name: string): Sum | null {
  switch (tree.kind) {
    case "number":
    case "constant":
      return [];
    case "name":
      return tree.name === name ? [product([])] : [];
    case "negative": {
      const inner = differentiateBy(tree.operand, name);
      return inner === null ? null : scale(inner, -1);
    }
    case "call": {
      const [input, ...others] = tree.inputs;
      if (input === undefined || others.length > 0) return findName(tree, name) ? null : [];
      const slope = factor(callTree(tree.name, tree.primes + 1, input), "slope");
      return multiplyAll(differentiateBy(input, name), [slope]);
    }
    case "infix":
      return differentiateInfix(tree, name);
    default:
      return findName(tree, name) ? null : [];
  }
}

function differentiateInfix(tree: Extract<Tree, { kind: "infix" }>, name: string): Sum | null {
  const { sign, left, right } = tree;
  const byLeft = differentiateBy(left, name);
  const byRight = differentiateBy(right, name);
  if (byLeft === null || byRight === null) return null;
  switch (sign) {
    case "+":
      return [...byLeft, ...byRight];
    case "-":
      return [...byLeft, ...scale(byRight, -1)];
    case "*":
    case "dot":
      return [...withTree(byLeft, right, 1), ...withTree(byRight, left, 1)];
    case "/":
      return [...withTree(byLeft, right, -1), ...scale(withTree(withTree(byRight, left, 1), right, -2), -1)];
    case "^": {
      if (byRight.length > 0) return null;
      if (right.kind !== "number")
        return withTree(withTree(byLeft, right, 1), infixTree(left, "^", infixTree(right, "-", numberTree(1))), 1);
      const lowered = right.value === 1 ? [] : [factor(left, "other", 0, right.value - 1)];
      return scale(multiplyAll(byLeft, lowered) ?? [], right.value);
    }
    case "@":
      return byLeft.length + byRight.length === 0 ? [] : null;
  }
}

/** Every product times a tree to a power; a plain number goes into the coefficient. */
function withTree(sum: Sum, tree: Tree, power: number): Sum {
  if (tree.kind === "number") return scale(sum, tree.value ** power);
  return sum.map((term) => appendFactors(term, [factor(tree, "other", 0, power)]));
}

function multiplyAll(sum: Sum | null, factors: readonly Factor[]): Sum | null {
  return sum === null ? null : sum.map((term) => appendFactors(term, factors));
}

/** Outer factors first, as the chain rule is written. */
function appendFactors(term: Product, factors: readonly Factor[]): Product {
  return { ...term, factors: [...factors, ...term.factors] };
}

function findName(tree: Tree, name: string): boolean {
  return findTree(tree, (part) => part.kind === "name" && part.name === name) !== null;
}
