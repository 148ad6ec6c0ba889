import type { Op } from "../op.ts";
import type { Shape, Tensor } from "../tensor.ts";
import { errorOfSum, summedTo } from "./sum-to.ts";

/** Σ z over all elements, or over one axis that is kept with size 1. Every element has slope 1. */
export const sum: Op<[Tensor], [axis?: number]> = {
  name: "sum",
  arity: 1,
  notation: { names: ["sum"], inputs: 1 },
  says: { value: "Σᵢ zᵢ, of all elements or along an axis", slopes: ["1 at every element"] },
  shape: ([z], axis) => summedShape(z, axis),
  value: (z, axis) => summedTo(z, summedShape(z.shape, axis)),
  error: ([z], [e], y) => errorOfSum(z, e, y.shape),
  pullback: (on, seed, [z]) => [on.broadcastTo(seed, on.shapeOf(z))],
  tangents: (on, _inputs, _y, axis) => [(dz) => on.sum(dz, axis)],
};

/** The shape that is left when `axis` is added up and kept with size 1; [] for all axes. */
export function summedShape(shape: Shape, axis: number | undefined): Shape {
  if (axis === undefined) return [];
  if (shape[axis] === undefined) throw new Error(`sum: [${shape}] has no axis ${axis}`);
  return shape.map((size, place) => (place === axis ? 1 : size));
}
