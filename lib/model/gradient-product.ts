import { type Shape, sameShape } from "#lib/autograd/tensor.ts";
import type { InfixSign, Tree } from "#lib/expression/tree.ts";
import { callTree, isNumber, listTree, negate, numberTree, over, times } from "./build-tree.ts";

/** Formulas of gradients multiplied as people write them. The sizes decide which product is meant. */
export type ShapeOf = (tree: Tree) => Shape;

const nowhere = { line: 1, column: 1 } as const;

/** Entry by entry; a single number scales all entries. Factors stay in the order they are written, without brackets. */
export function entrywise(left: Tree | null, right: Tree, shapeOf: ShapeOf): Tree {
  if (left === null) return right;
  if (left.kind === "negative") return negate(entrywise(left.operand, right, shapeOf));
  if (right.kind === "negative") return negate(entrywise(left, right.operand, shapeOf));
  if (right.kind === "infix" && right.sign === "/" && isNumber(right.left, 1)) return over(left, right.right);
  const isScaling = shapeOf(left).length === 0 || shapeOf(right).length === 0;
  if (isScaling) return isFlat(right, shapeOf) ? flattened(left, right) : times(left, right);
  if (right.kind === "infix" && right.sign === "*") {
    return entrywise(entrywise(left, right.left, shapeOf), right.right, shapeOf);
  }
  return infix(left, "*", right);
}

/** 2·(a·b) as 2·a·b, in each term of a sum. */
export function withoutInnerBrackets(tree: Tree): Tree {
  if (tree.kind === "negative") return negate(withoutInnerBrackets(tree.operand));
  if (tree.kind === "infix" && (tree.sign === "+" || tree.sign === "-")) {
    return { ...tree, left: withoutInnerBrackets(tree.left), right: withoutInnerBrackets(tree.right) };
  }
  const isScaled = tree.kind === "infix" && tree.sign === "dot" && tree.left.kind === "number";
  return isScaled ? scaledBy(tree.left, tree.right) : tree;
}

function scaledBy(number: Tree, tree: Tree): Tree {
  const isProduct = tree.kind === "infix" && (tree.sign === "dot" || tree.sign === "*" || tree.sign === "@");
  return isProduct ? { ...tree, left: scaledBy(number, tree.left) } : infix(number, "dot", tree);
}

/** A product of numbers, which may be taken in any order. */
function isFlat(tree: Tree, shapeOf: ShapeOf): tree is Extract<Tree, { kind: "infix" }> {
  if (tree.kind !== "infix" || (tree.sign !== "dot" && tree.sign !== "*")) return false;
  return shapeOf(tree.left).length === 0 && shapeOf(tree.right).length === 0;
}

function flattened(left: Tree, right: Tree): Tree {
  if (right.kind !== "infix" || (right.sign !== "dot" && right.sign !== "*")) return times(left, right);
  return flattened(flattened(left, right.left), right.right);
}

export function matrixProduct(left: Tree, right: Tree): Tree {
  if (left.kind === "negative") return negate(matrixProduct(left.operand, right));
  if (right.kind === "negative") return negate(matrixProduct(left, right.operand));
  return infix(left, "@", right);
}

/** A number is its own transpose, so (s·A)ᵀ is s·Aᵀ. */
export function transposeOf(tree: Tree, shapeOf: ShapeOf): Tree {
  if (tree.kind === "transpose") return tree.operand;
  if (shapeOf(tree).length === 0) return tree;
  if (tree.kind === "negative") return negate(transposeOf(tree.operand, shapeOf));
  if (tree.kind === "infix" && (tree.sign === "dot" || tree.sign === "*") && shapeOf(tree.left).length === 0) {
    return { ...tree, right: transposeOf(tree.right, shapeOf) };
  }
  return { kind: "transpose", operand: tree, at: nowhere };
}

/** A gradient that is one number for all entries, written with as many entries as there are. */
export function spread(gradient: Tree | null, shape: Shape, shapeOf: ShapeOf): Tree {
  if (shape.length === 0) return gradient ?? numberTree(1);
  if (gradient === null || isNumber(gradient, 1)) return ones(shape);
  return shapeOf(gradient).length === 0 ? entrywise(gradient, ones(shape), shapeOf) : gradient;
}

/** From the size of a result back to that of an operand which was stretched to it: what it was stretched over is added up. */
export function gathered(gradient: Tree | null, from: Shape, to: Shape, shapeOf: ShapeOf): Tree | null {
  if (sameShape(from, to)) return gradient;
  const whole = spread(gradient, from, shapeOf);
  if (to.length === 0) return callTree("sum", whole);
  const [rows = 1, columns = 1] = from;
  if (from.length !== 2) return whole;
  if (to.length === 1 && to[0] === columns) return matrixProduct(transposeOf(whole, shapeOf), ones([rows]));
  if (to.length === 2 && to[0] === 1 && to[1] === columns) return matrixProduct(ones([1, rows]), whole);
  return to.length === 2 && to[1] === 1 && to[0] === rows ? matrixProduct(whole, ones([columns])) : whole;
}

function ones([length, ...rest]: Shape): Tree {
  if (length === undefined) return numberTree(1);
  return listTree(Array.from({ length }, () => ones(rest)));
}

function infix(left: Tree, sign: InfixSign, right: Tree): Tree {
  return { kind: "infix", sign, implied: false, left, right, at: nowhere };
}
