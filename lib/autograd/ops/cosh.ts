import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { functionRoundings, rounding } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** cosh(z), elementwise. Slope sinh(z). */
export const cosh: Op<[Tensor]> = {
  name: "cosh",
  notation: { names: ["cosh"], inputs: 1 },
  says: { value: "(e^z + e^−z)/2", slopes: ["sinh(z)"] },
  ...elementwise(Math.cosh, (z, y, e) => Math.sinh(Math.abs(z) + e) * e + rounding(y, functionRoundings)),
  pullback: (on, seed, [z]) => [on.multiply(seed, on.sinh(z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, on.sinh(z))],
};
