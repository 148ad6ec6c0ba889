import type { Op } from "../op.ts";
import { type Shape, sizeOf, type Tensor } from "../tensor.ts";

function reshaped(shape: Shape, to: Shape): Shape {
  if (sizeOf(shape) !== sizeOf(to)) throw new Error(`reshape: [${shape}] does not fill [${to}]`);
  return to;
}

/** The same numbers in the same order under another shape of the same size; the gradient takes the first shape again. */
export const reshape: Op<[Tensor], [shape: Shape]> = {
  name: "reshape",
  arity: 1,
  shape: ([z], to) => reshaped(z, to),
  value: (z, to) => ({ shape: reshaped(z.shape, to), data: z.data }),
  error: (_, [e], __, to) => ({ shape: to, data: e.data }),
  pullback: (on, seed, [z]) => [on.reshape(seed, on.shapeOf(z))],
  tangents: (on, _, __, to) => [(dz) => on.reshape(dz, to)],
};
