import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { functionRoundings, rounding } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** cos(z), elementwise. Slope −sin(z). */
export const cos: Op<[Tensor]> = {
  name: "cos",
  notation: { names: ["cos"], inputs: 1 },
  says: { value: "cos z", slopes: ["−sin z"] },
  ...elementwise(Math.cos, (z, y, e) => Math.abs(Math.sin(z)) * e + (e * e) / 2 + rounding(y, functionRoundings)),
  pullback: (on, seed, [z]) => [on.negative(on.multiply(seed, on.sin(z)))],
  tangents: (on, [z]) => [(dz) => on.negative(on.multiply(dz, on.sin(z)))],
};
