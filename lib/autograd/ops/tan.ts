import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { functionRoundings, roundingPastZero } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** tan(z), elementwise. Slope 1 + tan²(z). */
export const tan: Op<[Tensor]> = {
  name: "tan",
  notation: { names: ["tan"], inputs: 1 },
  says: { value: "sin z/cos z", slopes: ["1 + tan²(z)"] },
  ...elementwise(Math.tan, (_z, y, e) => {
    const share = Math.abs(y) * Math.tan(e);
    if (e >= Math.PI / 4 || share >= 1) return Number.POSITIVE_INFINITY;
    return (Math.tan(e) * (1 + y * y)) / (1 - share) + roundingPastZero(y, functionRoundings);
  }),
  pullback: (on, seed, _, y) => [on.multiply(seed, on.add(on.constant(1), on.multiply(y, y)))],
  tangents: (on, _, y) => [(dz) => on.multiply(dz, on.add(on.constant(1), on.multiply(y, y)))],
};
