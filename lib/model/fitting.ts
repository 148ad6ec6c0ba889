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
}

/**
 * The product of matrices, in which a vector is a column. A matrix times a vector is a vector again; xᵀy of two vectors, where
 * `isRow` says that the left one is a vector set upright and transposed, is a number. `null` where the inner sizes differ.
 */
export function fitProduct(left: Shape, right: Shape, isRow: boolean): MatrixProduct | null {
  const [a, b] = [asMatrix(left), asMatrix(right)];
  if (a === null || b === null || a[1] !== b[0]) return null;
  const isColumn = right.length < 2 && b[1] === 1;
  if (isRow && isColumn) return { left: a, right: b, result: [] };
  return { left: a, right: b, result: isColumn ? [a[0]] : [a[0], b[1]] };
}

/** `+`, `−`, `*`, `/` and `^` go element by element, with broadcasting. */
export function fitElements(left: Shape, right: Shape): Shape | null {
  return broadcastShape(left, right);
}

/** "W2 is 2×3 and delta2 is 3×1, so W2^T delta2 does not fit; W2 delta2 would." */
export function misfit(tree: Extract<Tree, { kind: "infix" }>, left: Shape, right: Shape): Problem {
  const written = `${wordOperand(tree.left, left)} and ${wordOperand(tree.right, right)}`;
  const other = tree.sign === "dot" || tree.sign === "@" ? fittingProduct(tree, left, right) : null;
  const would = other === null ? "" : `; ${printText(other)} would`;
  const sentence = `${written}, so ${printText(tree)} does not fit${would}`;
  return problem("shape-mismatch", tree.at, { sentence });
}

/** For a function whose inputs do not fit, or a list whose items differ. */
export function misfitOf(tree: Tree, inputs: readonly Tree[], shapes: readonly Shape[]): Problem {
  const described = inputs.map((part, place) => wordOperand(part, shapes[place] ?? []));
  const sentence = `${described.join(" and ")}, so ${printText(tree)} does not fit`;
  return problem("shape-mismatch", tree.at, { sentence });
}

/** What is written, without an outer transpose: "W2 is 2×3" is said of W2^T as well. */
function wordOperand(tree: Tree, shape: Shape): string {
  const isTransposed = tree.kind === "transpose" && shape.length === 2;
  if (isTransposed) return wordOperand(tree.operand, [shape[1] ?? 1, shape[0] ?? 1]);
  return `${printText(tree)} is ${wordShape(shape)}`;
}

/** A vector is a column in products, so it is named as one. */
function wordShape(shape: Shape): string {
  if (shape.length === 0) return "a number";
  if (shape.length === 1) return `${shape[0]}×1`;
  return shape.join("×");
}

/** The first rewriting of a product that fits: with a transpose taken away or added on either side, or element by element. */
function fittingProduct(tree: Extract<Tree, { kind: "infix" }>, left: Shape, right: Shape): Tree | null {
  for (const [first, ofFirst] of withTransposes(tree.left, left)) {
    for (const [second, ofSecond] of withTransposes(tree.right, right)) {
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
