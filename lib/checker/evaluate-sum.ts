import type { Tree } from "#lib/expression/tree.ts";
import type { Product, Sum } from "./factors.ts";
import { keyOf } from "./rewrite.ts";
import type { SamplePoint } from "./sample-points.ts";

/** Values of sums at a fixed row of points. Each factor is evaluated once, whatever sums it stands in. */
export interface SumEvaluator {
  /** NaN where a factor has no value or is no plain number. */
  at(sum: Sum, point: number): number;
}

export function createSumEvaluator(points: readonly SamplePoint[]): SumEvaluator {
  const byTree = new WeakMap<Tree, Float64Array>();
  const byKey = new Map<string, Float64Array>();
  const valuesOf = (tree: Tree): Float64Array => {
    const known = byTree.get(tree);
    if (known !== undefined) return known;
    const key = keyOf(tree);
    const values = byKey.get(key) ?? Float64Array.from(points, (point) => numberAt(tree, point));
    byKey.set(key, values);
    byTree.set(tree, values);
    return values;
  };
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

function numberAt(tree: Tree, { evaluation }: SamplePoint): number {
  const evaluated = evaluation.expression(tree);
  if (!evaluated.ok || evaluated.value.data.length !== 1) return Number.NaN;
  return evaluated.value.data[0] ?? Number.NaN;
}
