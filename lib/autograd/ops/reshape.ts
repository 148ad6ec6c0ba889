import type { Op } from "../op.ts";
import { contiguous, joinedAxes } from "../rows.ts";
import { type Shape, sizeOf, type Tensor } from "../tensor.ts";
import { isTensor, rowMajorStrides, type Strided, type View } from "../view.ts";
import { viewOp } from "../view-op.ts";

/** The same numbers in the same order under another shape of the same size; the gradient takes the first shape again. */
export const reshape: Op<[Tensor], [shape: Shape]> = {
  name: "reshape",
  says: {
    value: "the same numbers in the same order under another shape",
    slopes: ["1: the gradient takes the first shape again"],
  },
  ...viewOp(reshaped),
  shape: ([z], to) => filling(z, to),
  pullback: (on, seed, [z]) => [on.reshape(seed, on.shapeOf(z))],
  tangents: (on, _, __, to) => [(dz) => on.reshape(dz, to)],
};

function filling(shape: Shape, to: Shape): Shape {
  if (sizeOf(shape) !== sizeOf(to)) throw new Error(`reshape: [${shape}] does not fill [${to}]`);
  return to;
}

/** Copies only what no strides can say: a transposed matrix as one list. */
function reshaped(z: Strided, to: Shape): Strided {
  const shape = filling(z.shape, to);
  if (isTensor(z)) return { shape, data: z.data };
  const strides = stridesUnder(z, shape);
  return strides === null ? { shape, data: contiguous(z).data } : { ...z, shape, strides };
}

/** From the last axis on, each axis of `shape` takes its share of a run of equally spaced elements; `null` if one reaches over its end. */
function stridesUnder(z: View, shape: Shape): readonly number[] | null {
  const runs = joinedAxes(z.shape, z.strides, z.strides);
  const strides = rowMajorStrides(shape);
  let run = -1;
  let left = 1;
  let stride = 0;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis] as number;
    if (size === 1) continue;
    if (left === 1) {
      run++;
      left = runs.sizes[run] as number;
      stride = runs.left[run] as number;
    }
    if (left % size !== 0) return null;
    strides[axis] = stride;
    stride *= size;
    left /= size;
  }
  return strides;
}
