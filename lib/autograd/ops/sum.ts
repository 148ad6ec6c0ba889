import { broadcastShape, broadcastTo as stretch, sumTo as sumBack } from "../broadcast.ts";
import type { Op } from "../op.ts";
import { unitRoundoff } from "../rounding.ts";
import type { Shape, Tensor } from "../tensor.ts";

/** The shape that is left when `axis` is added up and kept with size 1; [] for all axes. */
export function summedShape(shape: Shape, axis: number | undefined): Shape {
  if (axis === undefined) return [];
  if (shape[axis] === undefined) throw new Error(`sum: [${shape}] has no axis ${axis}`);
  return shape.map((size, place) => (place === axis ? 1 : size));
}

/** Every partial sum is rounded: |Σ|-of-sizes times their number bounds it (Higham 2002, section 4.2). */
function errorOfSum(z: Tensor, e: Tensor, shape: Shape): Tensor {
  const sizes = sumBack({ shape: z.shape, data: z.data.map(Math.abs) }, shape);
  const errors = sumBack(e, shape);
  const terms = Math.max(1, z.data.length / Math.max(1, sizes.data.length));
  return {
    shape,
    data: errors.data.map((error, place) => error + (terms - 1) * unitRoundoff * (sizes.data[place] as number)),
  };
}

/** Σ z over all elements, or over one axis that is kept with size 1. Every element has slope 1. */
export const sum: Op<[Tensor], [axis?: number]> = {
  name: "sum",
  arity: 1,
  notation: { names: ["sum"], inputs: 1 },
  shape: ([z], axis) => summedShape(z, axis),
  value: (z, axis) => sumBack(z, summedShape(z.shape, axis)),
  error: ([z], [e], y) => errorOfSum(z, e, y.shape),
  pullback: (on, seed, [z]) => [on.broadcastTo(seed, on.shapeOf(z))],
  tangents: (on, _inputs, _y, axis) => [(dz) => on.sum(dz, axis)],
};

/** Adds up the elements that broadcasting from `shape` would have copied: `backward` sums gradients back with it. */
export const sumTo: Op<[Tensor], [shape: Shape]> = {
  name: "sumTo",
  arity: 1,
  shape: (_, shape) => shape,
  value: (z, shape) => sumBack(z, shape),
  error: ([z], [e], y) => errorOfSum(z, e, y.shape),
  pullback: (on, seed, [z]) => [on.broadcastTo(seed, on.shapeOf(z))],
  tangents: (on, _inputs, _y, shape) => [(dz) => on.sumTo(dz, shape)],
};

/** z with its missing axes and axes of size 1 stretched to `shape`. `backward` sums the gradient back. */
export const broadcastTo: Op<[Tensor], [shape: Shape]> = {
  name: "broadcastTo",
  arity: 1,
  shape: ([z], shape) => {
    if (broadcastShape(z, shape)?.length !== shape.length) throw new Error(`broadcastTo: [${z}] to [${shape}]`);
    return shape;
  },
  value: (z, shape) => stretch(z, shape),
  error: (_, [e], y) => stretch(e, y.shape),
  pullback: (_on, seed) => [seed],
  tangents: (on, _inputs, _y, shape) => [(dz) => on.broadcastTo(dz, shape)],
};
