import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { functionRoundings, roundingPastZero } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** z where z > 0, else e^z − 1, elementwise (Clevert et al. 2016, α = 1). Slope e^min(z, 0), so 1 at z = 0. */
export const elu: Op<[Tensor]> = {
  name: "elu",
  notation: { names: ["elu", "ELU"], inputs: 1 },
  says: {
    value: "z where z > 0, else e^z − 1",
    slopes: ["e^min(z, 0)"],
    kink: "at z = 0 the slope is 1, and its own slope 1/2",
  },
  ...elementwise(
    (z) => (z > 0 ? z : Math.expm1(z)),
    (z, y, e) => Math.exp(Math.min(z + e, 0)) * e + (z > 0 ? 0 : roundingPastZero(y, functionRoundings)),
  ),
  pullback: (on, seed, [z]) => [on.multiply(seed, on.exp(on.minimum(z, on.constant(0))))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, on.exp(on.minimum(z, on.constant(0))))],
};
