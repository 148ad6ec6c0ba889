import type { Op } from "../op.ts";
import { assign } from "../rows.ts";
import { filled, type Shape, type Tensor } from "../tensor.ts";
import type { Strided } from "../view.ts";
import { sliced } from "./slice.ts";

/** Zeros before and after, along an axis: the transpose of `slice`. */
export const pad: Op<[Tensor], [axis: number, before: number, after: number]> = {
  name: "pad",
  says: { value: "z with zeros before and after it along an axis", slopes: ["1: the gradient is cut to z"] },
  arity: 1,
  shape: ([z], axis, before, after) => widened(z, axis, before + after),
  value: padded,
  error: (_, [e], __, axis, before, after) => padded(e, axis, before, after),
  pullback: (on, seed, [z], _, axis, before) => [on.slice(seed, axis, before, before + (on.shapeOf(z)[axis] ?? 0))],
  tangents: (on, _, __, axis, before, after) => [(dz) => on.pad(dz, axis, before, after)],
};

function widened(shape: Shape, axis: number, more: number): Shape {
  const length = shape[axis];
  if (length === undefined) throw new Error(`pad: [${shape}] has no axis ${axis}`);
  return shape.with(axis, length + more);
}

function padded(z: Strided, axis: number, before: number, after: number): Tensor {
  const wide = filled(widened(z.shape, axis, before + after), 0);
  assign(sliced(wide, axis, before, before + (z.shape[axis] as number)), z);
  return wide;
}
