import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { functionRoundings, roundingPastZero } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** sinh(z), elementwise. Slope cosh(z). */
export const sinh: Op<[Tensor]> = {
  name: "sinh",
  notation: { names: ["sinh"], inputs: 1 },
  says: { value: "(e^z − e^−z)/2", slopes: ["cosh(z)"] },
  ...elementwise(Math.sinh, (z, y, e) => Math.cosh(Math.abs(z) + e) * e + roundingPastZero(y, functionRoundings)),
  pullback: (on, seed, [z]) => [on.multiply(seed, on.cosh(z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, on.cosh(z))],
};
