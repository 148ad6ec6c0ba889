import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { functionRoundings, roundingPastZero } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** atan(z), elementwise. Slope 1/(1 + z²). */
export const atan: Op<[Tensor]> = {
  name: "atan",
  notation: { names: ["atan", "arctan"], inputs: 1 },
  says: { value: "the angle in (−π/2, π/2) whose tangent is z", slopes: ["1/(1 + z²)"] },
  ...elementwise(Math.atan, (z, y, e) => {
    const nearest = Math.max(0, Math.abs(z) - e);
    return e / (1 + nearest * nearest) + roundingPastZero(y, functionRoundings);
  }),
  pullback: (on, seed, [z]) => [on.divide(seed, on.add(on.constant(1), on.multiply(z, z)))],
  tangents: (on, [z]) => [(dz) => on.divide(dz, on.add(on.constant(1), on.multiply(z, z)))],
};
