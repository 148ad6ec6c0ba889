import { broadcastShape, stretched } from "../broadcast.ts";
import type { Op } from "../op.ts";
import type { Shape, Tensor } from "../tensor.ts";
import { viewOp } from "../view-op.ts";

/** z with its missing axes and axes of size 1 stretched to `shape`. `backward` sums the gradient back. */
export const broadcastTo: Op<[Tensor], [shape: Shape]> = {
  name: "broadcastTo",
  says: { value: "z, stretched to a greater shape", slopes: ["1 to every copy: the gradient is summed over them"] },
  ...viewOp(stretched),
  shape: ([z], shape) => {
    if (broadcastShape(z, shape)?.length !== shape.length) throw new Error(`broadcastTo: [${z}] to [${shape}]`);
    return shape;
  },
  pullback: (_on, seed) => [seed],
  tangents: (on, _inputs, _y, shape) => [(dz) => on.broadcastTo(dz, shape)],
};
