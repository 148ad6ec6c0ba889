import { type Shape, sizeOf, type Tensor } from "#lib/autograd/tensor.ts";
import type { Tree } from "#lib/expression/tree.ts";
import type { EvaluatedPoint } from "./evaluate-sum.ts";

/**
 * What a tree comes to at each point, entry by entry of a gradient with this shape: as it is, or stretched to it. A vector is
 * a column: it stands beside the rows of a matrix. NaN where it does not fit.
 */
export function entryValues(tree: Tree, points: readonly EvaluatedPoint[], shape: Shape): Float64Array {
  const entries = sizeOf(shape);
  const values = new Float64Array(points.length * entries).fill(Number.NaN);
  for (const [index, { evaluation }] of points.entries()) {
    const evaluated = evaluation.expression(tree);
    const read = evaluated.ok ? entryReader(evaluated.value, shape) : null;
    if (read === null) continue;
    for (let entry = 0; entry < entries; entry++) values[index * entries + entry] = read(entry);
  }
  return values;
}

/** Gives the number beside each entry; null where the shapes do not fit. */
function entryReader({ shape: given, data }: Tensor, shape: Shape): ((entry: number) => number) | null {
  const [rows = 1, columns = 1, ...more] = shape;
  const [height = 1, width = 1, ...deeper] = given;
  const fits = more.length + deeper.length === 0 && [1, rows].includes(height) && [1, columns].includes(width);
  if (!fits) return null;
  return (entry) => {
    const row = height === 1 ? 0 : Math.floor(entry / columns);
    const column = width === 1 ? 0 : entry % columns;
    return data[row * width + column] ?? Number.NaN;
  };
}
