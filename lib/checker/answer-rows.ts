import type { Tree } from "#lib/expression/tree.ts";
import type { SamplePoint } from "./sample-points.ts";

/** An answer's values, entry by entry at one point after the other; each point is computed when it is first asked for. */
export interface AnswerRows {
  /** NaN where the answer has no value there. */
  value(row: number): number;
  /** Absolute rounding error of the value. */
  bound(row: number): number;
}

/** `entries`: how many numbers the answer comes to at each point. */
export function createAnswerRows(tree: Tree, points: readonly SamplePoint[], entries: number): AnswerRows {
  const values = new Float64Array(points.length * entries).fill(Number.NaN);
  const bounds = new Float64Array(points.length * entries);
  const isFilled = new Uint8Array(points.length);
  const fill = (row: number): void => {
    const point = Math.floor(row / entries);
    if (isFilled[point] === 1) return;
    isFilled[point] = 1;
    const evaluated = points[point]?.evaluation.expression(tree);
    if (evaluated?.ok !== true || evaluated.value.data.length !== entries) return;
    values.set(evaluated.value.data, point * entries);
    bounds.set(evaluated.bound.data, point * entries);
  };
  return {
    value(row) {
      fill(row);
      return values[row] ?? Number.NaN;
    },
    bound(row) {
      fill(row);
      return bounds[row] ?? 0;
    },
  };
}
