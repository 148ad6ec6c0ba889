import type { InfixSign, Tree } from "#lib/expression/tree.ts";

/**
 * A formula as people write gradients by hand: a sum of products of factors. Mistakes are rewrites of it, and it is
 * evaluated factor by factor, so that hundreds of rewrites of one gradient share their few factors.
 */
export type Sum = readonly Product[];

export interface Product {
  readonly coefficient: number;
  readonly factors: readonly Factor[];
  /** The quantities that this path runs through, from the differentiated one to the one it is differentiated by. */
  readonly path: readonly string[];
}

export interface Factor {
  readonly tree: Tree;
  readonly power: number;
  readonly role: Role;
  readonly side: Side;
  /** Which link of the path it belongs to, counted from 0 at the differentiated quantity. */
  readonly link: number;
}

/**
 * What a factor is in the chain rule: the slope of an activation; the derivative of the loss; the weight between two
 * layers; the input of the weighted sum whose weight is asked; anything else.
 */
export type Role = "slope" | "loss" | "weight" | "input" | "other";

/**
 * How a factor is multiplied to what stands before it. Going back through z = W·y, the error δ becomes Wᵀ·δ for y and δ·yᵀ
 * for W: a matrix product, from the left or from the right. All else goes entry by entry, as everything between numbers does.
 * `turned` is no factor: what stands before it is transposed. A chain that is written to its end has none left.
 */
export type Side = "entrywise" | "left" | "right" | "turned";

const nowhere = { line: 1, column: 1 } as const;

export const nameTree = (name: string): Tree => ({ kind: "name", name, at: nowhere });

export const numberTree = (value: number): Tree => ({ kind: "number", value, text: String(value), at: nowhere });

export const partialTree = (of: string, by: string): Tree => ({ kind: "partial", partial: { of, by }, at: nowhere });

export const infixTree = (left: Tree, sign: InfixSign, right: Tree): Tree => ({
  kind: "infix",
  sign,
  implied: false,
  left,
  right,
  at: nowhere,
});

/** f(input) with as many primes as asked; 0 for the function itself. */
export const callTree = (name: string, primes: number, input: Tree): Tree => ({
  kind: "call",
  name,
  primes,
  inputs: [input],
  at: nowhere,
});

export const transposeTree = (operand: Tree): Tree =>
  operand.kind === "transpose" ? operand.operand : { kind: "transpose", operand, at: nowhere };

/** A vector of so many ones. */
export const onesTree = (length: number): Tree => ({
  kind: "list",
  items: Array.from({ length }, () => numberTree(1)),
  at: nowhere,
});

/** Transposes all that stands before it. */
export const turn: Factor = { tree: numberTree(1), power: 1, role: "other", link: 0, side: "turned" };

/** A product of matrices transposed: each factor of it is, and stands on the other side; (A·B)ᵀ = Bᵀ·Aᵀ. */
export function transposeFactors(factors: readonly Factor[]): readonly Factor[] {
  const other = { entrywise: "entrywise", left: "right", right: "left", turned: "turned" } as const;
  return factors.map((each) => ({ ...each, tree: transposeTree(each.tree), side: other[each.side] }));
}

export function factor(tree: Tree, role: Role = "other", link = 0, power = 1): Factor {
  return { tree, power, role, link, side: "entrywise" };
}

/** What a factor is made of, whether it stands there transposed or not: W of Wᵀ. */
export function baseOf({ tree }: Factor): Tree {
  return tree.kind === "transpose" ? tree.operand : tree;
}

/** The factor with another tree in it, transposed where its own was. */
export function withBase(each: Factor, tree: Tree): Factor {
  return { ...each, tree: each.tree.kind === "transpose" ? transposeTree(tree) : tree };
}

/** A product of factors that belongs to no path. */
export function product(factors: readonly Factor[], coefficient = 1): Product {
  return { coefficient, factors, path: [] };
}

export function scale(sum: Sum, by: number): Sum {
  return sum.map((term) => ({ ...term, coefficient: term.coefficient * by }));
}

/** Every product of the sum, times these factors. */
export function times(sum: Sum, ...factors: readonly Factor[]): Sum {
  return sum.map((term) => ({ ...term, factors: [...term.factors, ...factors] }));
}

/** The sum as one tree, where a factor has to hold it. */
export function sumTree(sum: Sum): Tree {
  const terms = sum.map(productTree);
  return terms.length === 0 ? numberTree(0) : terms.reduce((left, right) => infixTree(left, "+", right));
}

function productTree({ coefficient, factors }: Product): Tree {
  let written: Tree | null = coefficient === 1 && factors.length > 0 ? null : numberTree(coefficient);
  for (const { tree, power, side } of factors) {
    const raised = power === 1 ? tree : infixTree(tree, "^", numberTree(power));
    if (written === null) written = raised;
    else if (side === "left") written = infixTree(raised, "@", written);
    else written = infixTree(written, side === "right" ? "@" : "*", raised);
  }
  return written ?? numberTree(coefficient);
}
