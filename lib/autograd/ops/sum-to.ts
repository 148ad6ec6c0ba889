import type { Op } from "../op.ts";
import { unitRoundoff } from "../rounding.ts";
import { rowsOf } from "../rows.ts";
import { filled, mapTensor, type Shape, sameShape, type Tensor } from "../tensor.ts";
import { isTensor, type Strided } from "../view.ts";

/** Adds up the elements that broadcasting from `shape` would have copied: `backward` sums gradients back with it. */
export const sumTo: Op<[Tensor], [shape: Shape]> = {
  name: "sumTo",
  says: { value: "Σ z over the axes along which a smaller shape would be stretched", slopes: ["1 at every element"] },
  arity: 1,
  shape: (_, shape) => shape,
  value: summedTo,
  error: ([z], [e], y) => errorOfSum(z, e, y.shape),
  pullback: (on, seed, [z]) => [on.broadcastTo(seed, on.shapeOf(z))],
  tangents: (on, _inputs, _y, shape) => [(dz) => on.sumTo(dz, shape)],
};

/** The transpose of broadcasting: every element is added to the one that it would be a copy of. */
export function summedTo(z: Strided, shape: Shape): Tensor {
  if (isTensor(z) && sameShape(z.shape, shape)) return z;
  const sums = filled(shape, 0);
  const { length, left, right } = rowsOf(sums, z, z.shape);
  for (let row = 0; row < left.starts.length; row++) {
    const [to, from] = [left.starts[row] as number, right.starts[row] as number];
    for (let n = 0; n < length; n++) {
      const place = to + n * left.step;
      sums.data[place] = (sums.data[place] as number) + (right.numbers[from + n * right.step] as number);
    }
  }
  return sums;
}

/** Every partial sum is rounded: |Σ|-of-sizes times their number bounds it (Higham 2002, section 4.2). */
export function errorOfSum(z: Tensor, e: Tensor, shape: Shape): Tensor {
  const sizes = summedTo(mapTensor(z, Math.abs), shape);
  const errors = summedTo(e, shape);
  const terms = Math.max(1, z.data.length / Math.max(1, sizes.data.length));
  return {
    shape,
    data: errors.data.map((error, place) => error + (terms - 1) * unitRoundoff * (sizes.data[place] as number)),
  };
}
