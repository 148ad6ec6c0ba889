import type { Op } from "../op.ts";
import { rounding } from "../rounding.ts";
import { mapTensor, type Shape, sizeOf, type Tensor } from "../tensor.ts";
import { summedShape } from "./sum.ts";
import { errorOfSum, summedTo } from "./sum-to.ts";

/** How many elements each mean is taken over. */
function countOf(shape: Shape, axis: number | undefined): number {
  return axis === undefined ? sizeOf(shape) : (shape[axis] ?? 1);
}

/** Σ z / n over all elements, or over one axis that is kept with size 1. Every element has slope 1/n. */
export const mean: Op<[Tensor], [axis?: number]> = {
  name: "mean",
  arity: 1,
  notation: { names: ["mean"], inputs: 1 },
  says: { value: "Σᵢ zᵢ/n, of all n elements or along an axis", slopes: ["1/n at every element"] },
  shape: ([z], axis) => summedShape(z, axis),
  value: (z, axis) => {
    const count = countOf(z.shape, axis);
    return mapTensor(summedTo(z, summedShape(z.shape, axis)), (total) => total / count);
  },
  error: ([z], [e], y, axis) => {
    const count = countOf(z.shape, axis);
    const total = summedTo(z, y.shape);
    const ofSum = errorOfSum(z, e, y.shape);
    const bound = ofSum.data.map((error, place) => {
      const isNothing = total.data[place] === 0;
      return error / count + (isNothing ? 0 : rounding(y.data[place] as number, 1));
    });
    return { shape: y.shape, data: bound };
  },
  pullback: (on, seed, [z], _, axis) => {
    const shape = on.shapeOf(z);
    return [on.broadcastTo(on.divide(seed, on.constant(countOf(shape, axis))), shape)];
  },
  tangents: (on, _inputs, _y, axis) => [(dz) => on.mean(dz, axis)],
};
