import type { InfixSign, Partial, Place, Tree } from "#lib/expression/tree.ts";

/** Where a tree stands that nobody wrote. */
const nowhere: Place = { line: 1, column: 1 };

export function nameTree(name: string): Tree {
  return { kind: "name", name, at: nowhere };
}

export function partialTree(partial: Partial): Tree {
  return { kind: "partial", partial, at: nowhere };
}

/** A number as a formula shows it; a negative one is a sign before a number, which the printer brackets where it must. */
export function numberTree(value: number, text = String(Math.abs(value))): Tree {
  const size: Tree = { kind: "number", value: Math.abs(value), text, at: nowhere };
  return value < 0 ? { kind: "negative", operand: size, at: nowhere } : size;
}

export function listTree(items: readonly Tree[]): Tree {
  return { kind: "list", items, at: nowhere };
}

export function callTree(name: string, input: Tree, primes = 0): Tree {
  return { kind: "call", name, primes, inputs: [input], at: nowhere };
}

export function isNumber(tree: Tree, value: number): boolean {
  if (tree.kind === "negative") return isNumber(tree.operand, -value);
  return tree.kind === "number" && tree.value === value;
}

function infix(left: Tree, sign: InfixSign, right: Tree): Tree {
  return { kind: "infix", sign, implied: false, left, right, at: nowhere };
}

/** −a, with two signs taken away and a number's sign kept at the front of its product. */
export function negate(tree: Tree): Tree {
  if (isNumber(tree, 0)) return tree;
  if (tree.kind === "negative") return tree.operand;
  if (tree.kind === "infix" && tree.sign === "-") return infix(tree.right, "-", tree.left);
  return { kind: "negative", operand: tree, at: nowhere };
}

export function plus(left: Tree, right: Tree): Tree {
  if (isNumber(left, 0)) return right;
  if (isNumber(right, 0)) return left;
  if (right.kind === "negative") return infix(left, "-", right.operand);
  return infix(left, "+", right);
}

export function minus(left: Tree, right: Tree): Tree {
  if (isNumber(right, 0)) return left;
  if (isNumber(left, 0)) return negate(right);
  if (right.kind === "negative") return infix(left, "+", right.operand);
  return infix(left, "-", right);
}

/** a·b without factors of 1, with numbers multiplied and in front, a sign before it all, and a·(1/b) as a/b. */
export function times(left: Tree, right: Tree): Tree {
  if (isNumber(left, 0) || isNumber(right, 0)) return numberTree(0);
  if (left.kind === "negative") return negate(times(left.operand, right));
  if (right.kind === "negative") return negate(times(left, right.operand));
  if (isNumber(left, 1)) return right;
  if (isNumber(right, 1)) return left;
  if (right.kind === "infix" && right.sign === "/" && isNumber(right.left, 1)) return over(left, right.right);
  const [a, restOfLeft] = coefficient(left);
  const [b, restOfRight] = coefficient(right);
  const number = a * b;
  const rest =
    restOfLeft === null ? restOfRight : restOfRight === null ? restOfLeft : infix(restOfLeft, "dot", restOfRight);
  if (rest === null) return numberTree(number);
  return number === 1 ? rest : infix(numberTree(number), "dot", rest);
}

/** a/b, with a number in front of a cancelled against a number b. */
export function over(top: Tree, bottom: Tree): Tree {
  if (isNumber(top, 0) || isNumber(bottom, 1)) return top;
  if (top.kind === "negative") return negate(over(top.operand, bottom));
  const [number, rest] = coefficient(top);
  if (bottom.kind === "number" && bottom.value !== 0 && Number.isInteger(number / bottom.value)) {
    return rest === null ? numberTree(number / bottom.value) : times(numberTree(number / bottom.value), rest);
  }
  return infix(top, "/", bottom);
}

export function toPower(base: Tree, exponent: number): Tree {
  if (exponent === 0) return numberTree(1);
  return exponent === 1 ? base : infix(base, "^", numberTree(exponent));
}

export function raise(base: Tree, exponent: Tree): Tree {
  return infix(base, "^", exponent);
}

/** The number in front of a product, and what it multiplies (`null`: nothing). */
function coefficient(tree: Tree): readonly [number, Tree | null] {
  if (tree.kind === "number") return [tree.value, null];
  const isProduct = tree.kind === "infix" && (tree.sign === "dot" || tree.sign === "*");
  return isProduct && tree.left.kind === "number" ? [tree.left.value, tree.right] : [1, tree];
}
