import { type Shape, sizeOf } from "#lib/autograd/tensor.ts";
import type { Tree } from "#lib/expression/tree.ts";
import {
  callTree,
  type Factor,
  factor,
  infixTree,
  numberTree,
  onesTree,
  type Product,
  product,
  type Sum,
  scale,
  transposeTree,
  turn,
} from "./factors.ts";
import { isSameShape } from "./shape.ts";
import { findTree } from "./tree-walk.ts";

/** Sizes of what a tree comes to; [] for a number. */
export type ShapeOf = (tree: Tree) => Shape;

const number: Shape = [];
export const allNumbers: ShapeOf = () => number;

/**
 * The local derivative of a definition by one of the names in it, as a sum of products whose factors are what the chain
 * rule names: other factors of a product, slopes of functions. Between vectors and matrices it is what a gradient is
 * multiplied by on its way back. Null where a function takes several inputs. It is for naming mistakes only; every gradient
 * that decides a verdict comes from the engine.
 */
export function differentiateBy(tree: Tree, name: string, shapeOf: ShapeOf = allNumbers): Sum | null {
  switch (tree.kind) {
    case "number":
    case "constant":
      return [];
    case "name":
      return tree.name === name ? [product([])] : [];
    case "negative": {
      const inner = differentiateBy(tree.operand, name, shapeOf);
      return inner === null ? null : scale(inner, -1);
    }
    case "transpose":
      return multiplyAll(differentiateBy(tree.operand, name, shapeOf), [turn]);
    case "call":
      return differentiateCall(tree, name, shapeOf);
    case "infix":
      return differentiateInfix(tree, name, shapeOf);
    default:
      return findName(tree, name) ? null : [];
  }
}

function differentiateCall(tree: Extract<Tree, { kind: "call" }>, name: string, shapeOf: ShapeOf): Sum | null {
  if (!findName(tree, name)) return [];
  const [input, ...others] = tree.inputs;
  if (input === undefined || others.length > 0) return null;
  if (isTotal(tree)) return differentiateTotal(tree, input, name, shapeOf);
  const slope = factor(callTree(tree.name, tree.primes + 1, input), "slope");
  return multiplyAll(differentiateBy(input, name, shapeOf), [slope]);
}

/** The sum or the mean of all entries. */
export function isTotal(tree: Tree): boolean {
  return tree.kind === "call" && (tree.name === "sum" || tree.name === "mean") && tree.primes === 0;
}

/** ∂(Σᵢ uᵢ)/∂uᵢ = 1, and 1/n for the mean of n entries. */
function differentiateTotal(
  total: Extract<Tree, { kind: "call" }>,
  input: Tree,
  name: string,
  shapeOf: ShapeOf,
): Sum | null {
  const entries = entriesOf(input);
  const shape = shapeOf(input);
  const share = total.name === "mean" ? 1 / countEntries(input, shapeOf) : 1;
  if (entries === null) {
    const inner = differentiateBy(input, name, shapeOf);
    return inner === null
      ? null
      : scale(
          inner.map((term) => spread(term, shape)),
          share,
        );
  }
  const sum: Product[] = [];
  for (const entry of entries) {
    const inner = differentiateBy(entry, name, shapeOf);
    if (inner === null) return null;
    sum.push(...inner);
  }
  return scale(sum, share);
}

/** The numbers in a list of numbers written out; null for anything else. */
function entriesOf(tree: Tree): readonly Tree[] | null {
  if (tree.kind !== "list") return null;
  return tree.items.flatMap((row) => (row.kind === "list" ? row.items : [row]));
}

/** How many entries a sum or a mean goes over. */
export function countEntries(tree: Tree, shapeOf: ShapeOf): number {
  return entriesOf(tree)?.length ?? sizeOf(shapeOf(tree));
}

/** The gradient of a total is the same number for every entry: written as ones, unless a factor entry by entry follows. */
function spread(term: Product, shape: Shape): Product {
  const [first] = term.factors;
  if (shape.length === 0 || first?.side === "entrywise") return term;
  const [rows = 1, columns] = shape;
  const ones =
    columns === undefined ? onesTree(rows) : infixTree(onesTree(rows), "@", transposeTree(onesTree(columns)));
  return appendFactors(term, [factor(ones)]);
}

function differentiateInfix(tree: Extract<Tree, { kind: "infix" }>, name: string, shapeOf: ShapeOf): Sum | null {
  const { sign, left, right } = tree;
  const byLeft = differentiateBy(left, name, shapeOf);
  const byRight = differentiateBy(right, name, shapeOf);
  if (byLeft === null || byRight === null) return null;
  // What an operand was stretched over is added up on the way back.
  const ofLeft = () => gather(byLeft, shapeOf(tree), shapeOf(left));
  const ofRight = () => gather(byRight, shapeOf(tree), shapeOf(right));
  switch (sign) {
    case "+":
      return [...ofLeft(), ...ofRight()];
    case "-":
      return [...ofLeft(), ...scale(ofRight(), -1)];
    case "*":
      return [...withTree(ofLeft(), right, 1), ...withTree(ofRight(), left, 1)];
    case "dot":
    case "@":
      if (shapeOf(left).length === 0 || shapeOf(right).length === 0) {
        return [...withTree(ofLeft(), right, 1), ...withTree(ofRight(), left, 1)];
      }
      return [...withMatrix(byLeft, right, "right"), ...withMatrix(byRight, left, "left")];
    case "/":
      return [...withTree(ofLeft(), right, -1), ...scale(withTree(withTree(ofRight(), left, 1), right, -2), -1)];
    case "^": {
      if (byRight.length > 0) return null;
      if (right.kind !== "number")
        return withTree(withTree(byLeft, right, 1), infixTree(left, "^", infixTree(right, "-", numberTree(1))), 1);
      const lowered = right.value === 1 ? [] : [factor(left, "other", 0, right.value - 1)];
      return scale(multiplyAll(byLeft, lowered) ?? [], right.value);
    }
  }
}

/** Going back through C = A·B, the gradient of C is multiplied by Bᵀ from the right for A and by Aᵀ from the left for B. */
function withMatrix(sum: Sum, tree: Tree, side: "left" | "right"): Sum {
  return multiplyAll(sum, [{ ...factor(transposeTree(tree)), side }]) ?? [];
}

/** From the shape of a result back to that of an operand which was stretched to it: sums over rows, columns or both. */
function gather(sum: Sum, from: Shape, to: Shape): Sum {
  if (sum.length === 0 || isSameShape(from, to)) return sum;
  const [rows = 1, columns = 1] = from;
  const [toRows, toColumns] = to.length < from.length ? [1, to.at(-1) ?? 1] : [to[0] ?? 1, to[1] ?? 1];
  const factors: Factor[] = [];
  if (toRows !== rows) factors.push({ ...factor(transposeTree(onesTree(rows))), side: "left" });
  if (toColumns !== columns) factors.push({ ...factor(onesTree(columns)), side: "right" });
  return multiplyAll(sum, factors) ?? [];
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
