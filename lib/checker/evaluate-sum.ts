import { compute } from "#lib/autograd/compute.ts";
import { mapTensor, type Shape, sameShape, scalar, type Tensor } from "#lib/autograd/tensor.ts";
import type { Tree } from "#lib/expression/tree.ts";
import { fitElements, fitProduct } from "#lib/model/fitting.ts";
import type { Factor, Product, Sum } from "./factors.ts";
import { keyOf } from "./rewrite.ts";
import type { SamplePoint } from "./sample-points.ts";

/**
 * Values of sums at a fixed row of points. Each factor is evaluated once, whatever sums it stands in. A row is one entry at
 * one point: the entries of the first point, then those of the second, and so on.
 */
export interface SumEvaluator {
  /** NaN where a factor has no value, or the shapes do not fit. */
  at(sum: Sum, row: number): number;
}

/** Where factors are evaluated. */
export type EvaluatedPoint = Pick<SamplePoint, "evaluation">;

/** For sums of plain numbers, where a row is a point. */
export function createSumEvaluator(points: readonly EvaluatedPoint[]): SumEvaluator {
  const valuesOf = rememberedByTree((tree) => Float64Array.from(points, (point) => numberAt(tree, point)));
  const productAt = ({ coefficient, factors }: Product, point: number): number => {
    let value = coefficient;
    for (const { tree, power } of factors) {
      const of = valuesOf(tree)[point] ?? Number.NaN;
      value *= power === 1 ? of : of ** power;
    }
    return value;
  };
  return {
    at(sum, point) {
      let total = 0;
      for (const term of sum) total += productAt(term, point);
      return total;
    },
  };
}

/** For sums that come to this shape. */
export function createEntryEvaluator(points: readonly EvaluatedPoint[], shape: Shape): SumEvaluator {
  const valuesOf = rememberedByTree((tree) => points.map((point) => tensorAt(tree, point)));
  const entries = shape.reduce((size, axis) => size * axis, 1);
  const productAt = ({ coefficient, factors }: Product, point: number): Tensor | null => {
    let value: Tensor | null = scalar(coefficient);
    for (const each of factors) {
      const of: Tensor | null = valuesOf(each.tree)[point] ?? null;
      value = value === null || of === null ? null : multiply(value, raise(of, each.power), each);
    }
    return value !== null && hasAxesOf(value.shape, shape) ? value : null;
  };
  const sumAt = (sum: Sum, point: number): Float64Array => {
    const total = new Float64Array(entries);
    for (const term of sum) {
      const value = productAt(term, point);
      for (let entry = 0; entry < entries; entry++) {
        total[entry] = (total[entry] ?? 0) + (value?.data[entry] ?? Number.NaN);
      }
    }
    return total;
  };
  // Sums are asked for their entries one after the other, often two beside each other.
  let latest: Evaluated | null = null;
  let before: Evaluated | null = null;
  return {
    at(sum, row) {
      const point = Math.floor(row / entries);
      if (latest?.sum !== sum || latest.point !== point) {
        const known = before?.sum === sum && before.point === point ? before : null;
        before = latest;
        latest = known ?? { sum, point, values: sumAt(sum, point) };
      }
      return latest.values[row % entries] ?? Number.NaN;
    },
  };
}

interface Evaluated {
  readonly sum: Sum;
  readonly point: number;
  readonly values: Float64Array;
}

/** Trees are remembered as they stand, and equal ones by their text. */
function rememberedByTree<Values>(evaluate: (tree: Tree) => Values): (tree: Tree) => Values {
  const byTree = new WeakMap<Tree, Values>();
  const byKey = new Map<string, Values>();
  return (tree) => {
    const known = byTree.get(tree);
    if (known !== undefined) return known;
    const key = keyOf(tree);
    const values = byKey.get(key) ?? evaluate(tree);
    byKey.set(key, values);
    byTree.set(tree, values);
    return values;
  };
}

function tensorAt(tree: Tree, { evaluation }: EvaluatedPoint): Tensor | null {
  const evaluated = evaluation.expression(tree);
  return evaluated.ok ? evaluated.value : null;
}

function numberAt(tree: Tree, point: EvaluatedPoint): number {
  const value = tensorAt(tree, point);
  return value?.data.length === 1 ? (value.data[0] ?? Number.NaN) : Number.NaN;
}

const raise = (tensor: Tensor, power: number): Tensor =>
  power === 1 ? tensor : mapTensor(tensor, (value) => value ** power);

/** What stands before, times the next factor; null where the shapes do not fit. */
function multiply(before: Tensor, tensor: Tensor, { side, tree }: Factor): Tensor | null {
  if (side === "entrywise" || before.shape.length === 0 || tensor.shape.length === 0) {
    return fitElements(before.shape, tensor.shape) === null ? null : compute.multiply(before, tensor);
  }
  const isRow = side === "left" && tree.kind === "transpose" && tensor.shape[0] === 1;
  return side === "left" ? multiplyMatrices(tensor, before, isRow) : multiplyMatrices(before, tensor, false);
}

function multiplyMatrices(left: Tensor, right: Tensor, isRow: boolean): Tensor | null {
  const fit = fitProduct(left.shape, right.shape, isRow);
  if (fit === null) return null;
  const { data } = compute.matmul({ ...left, shape: fit.left }, { ...right, shape: fit.right });
  return { shape: fit.result, data };
}

/** The same sizes in the same order, axes of size 1 left out. */
function hasAxesOf(given: Shape, expected: Shape): boolean {
  const long = (size: number) => size !== 1;
  return sameShape(given.filter(long), expected.filter(long));
}
