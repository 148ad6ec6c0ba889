import { broadcastShape } from "#lib/autograd/broadcast.ts";
import type { Shape } from "#lib/autograd/tensor.ts";
import { printText } from "#lib/expression/print.ts";
import { type Problem, problem } from "#lib/expression/problem.ts";
import type { InfixSign, Tree } from "#lib/expression/tree.ts";

/** How two operands are multiplied as matrices: each as rows × columns, and the shape of the product. */
export interface MatrixProduct {
  readonly left: readonly [rows: number, columns: number];
  readonly right: readonly [rows: number, columns: number];
  readonly result: Shape;
  /** The product is a vector that lies down, as xᵀW is. */
  readonly isRow: boolean;
}

/**
 * The product of matrices, in which a vector is a column. A matrix times a vector is a vector again. `isRow` says that the left
 * one is a row, a vector set upright and transposed: times a vector it is a number, times a matrix a row again, so that
 * (xᵀW)x is xᵀ(Wx). `null` where the inner sizes differ.
 */
export function fitProduct(left: Shape, right: Shape, isRow: boolean): MatrixProduct | null {
  const [a, b] = [asMatrix(left), asMatrix(right)];
  if (a === null || b === null || a[1] !== b[0]) return null;
  const isColumn = right.length < 2 && b[1] === 1;
  if (isColumn) return { left: a, right: b, result: isRow ? [] : [a[0]], isRow: false };
  return { left: a, right: b, result: [a[0], b[1]], isRow };
}

/** `+`, `−`, `*`, `/` and `^` go element by element, with broadcasting. */
export function fitElements(left: Shape, right: Shape): Shape | null {
  return broadcastShape(left, right);
}

/** "W2 is 2×3 and delta2 is 3×1, so W2^T delta2 does not fit; W2 delta2 would." */
export function misfit(tree: Extract<Tree, { kind: "infix" }>, left: Shape, right: Shape): Problem {
  const isProduct = tree.sign === "dot" || tree.sign === "@";
  const word = isProduct ? wordFactor : wordShape;
  const shapes = describeAll([tree.left, tree.right], [left, right], word);
  const reason = isProduct ? "" : ": entry by entry, both need one size";
  const other = isProduct ? fittingProduct(tree, left, right) : productInstead(tree, left, right);
  const would = other === null ? "" : `; ${printText(other)} would`;
  return problem("shape-mismatch", tree.at, {
    sentence: `${shapes}, so ${printText(tree)} does not fit${reason}${would}`,
  });
}

/** For a function whose inputs do not fit, or a list whose items differ. */
export function misfitOf(tree: Tree, inputs: readonly Tree[], shapes: readonly Shape[]): Problem {
  const sentence = `${describeAll(inputs, shapes, wordShape)}, so ${printText(tree)} does not fit`;
  return problem("shape-mismatch", tree.at, { sentence });
}

/** What each operand is, once for those that are written alike. */
function describeAll(operands: readonly Tree[], shapes: readonly Shape[], word: (shape: Shape) => string): string {
  const described = operands.map((operand, place) => describeOperand(operand, shapes[place] ?? [], word));
  return [...new Set(described)].join(" and ");
}

/** What is written, without an outer transpose: "W2 is 2×3" is said of W2^T as well. */
function describeOperand(tree: Tree, shape: Shape, word: (shape: Shape) => string): string {
  const isTransposed = tree.kind === "transpose" && shape.length === 2;
  if (!isTransposed) return `${printText(tree)} is ${word(shape)}`;
  return describeOperand(tree.operand, [shape[1] ?? 1, shape[0] ?? 1], word);
}

/** A vector is a column in products, so it is named as one. */
function wordFactor(shape: Shape): string {
  return shape.length === 1 ? `${shape[0]}×1` : wordShape(shape);
}

function wordShape(shape: Shape): string {
  if (shape.length === 0) return "a number";
  if (shape.length === 1) return `a vector of ${shape[0]}`;
  return shape.join("×");
}

/** The matrix product, where the two were multiplied entry by entry and it fits. */
function productInstead(tree: Extract<Tree, { kind: "infix" }>, left: Shape, right: Shape): Tree | null {
  const isPossible = tree.sign === "*" && left.length === 2 && fitProduct(left, right, false) !== null;
  return isPossible ? { ...tree, sign: "dot", implied: true } : null;
}

/** The first rewriting of a product that fits: with a transpose taken away or added, on the left before the right, or element by element. */
function fittingProduct(tree: Extract<Tree, { kind: "infix" }>, left: Shape, right: Shape): Tree | null {
  for (const [second, ofSecond] of withTransposes(tree.right, right)) {
    for (const [first, ofFirst] of withTransposes(tree.left, left)) {
      const isRow = first.kind === "transpose" && ofFirst.length === 2 && ofFirst[0] === 1;
      if (fitProduct(ofFirst, ofSecond, isRow) !== null) return { ...tree, left: first, right: second };
    }
  }
  const sign: InfixSign = "*";
  return fitElements(left, right) === null ? null : { ...tree, sign, implied: false };
}

/** The operand as written, then with its transpose undone or added; numbers have none. */
function withTransposes(tree: Tree, shape: Shape): readonly (readonly [Tree, Shape])[] {
  if (shape.length === 0) return [[tree, shape]];
  const flipped: Shape = shape.length === 1 ? [1, shape[0] ?? 1] : [shape[1] ?? 1, shape[0] ?? 1];
  const other: Tree = tree.kind === "transpose" ? tree.operand : { kind: "transpose", operand: tree, at: tree.at };
  return [
    [tree, shape],
    [other, flipped],
  ];
}

/** A number as 1×1, a vector as a column. */
function asMatrix(shape: Shape): readonly [number, number] | null {
  const [rows = 1, columns = 1, ...more] = shape;
  return more.length === 0 ? [rows, columns] : null;
}
