import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { functionRoundings, roundingPastZero } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** sin(z), elementwise. Slope cos(z). */
export const sin: Op<[Tensor]> = {
  name: "sin",
  notation: { names: ["sin"], inputs: 1 },
  says: { value: "sin z", slopes: ["cos z"] },
  ...elementwise(
    Math.sin,
    (z, y, e) => Math.abs(Math.cos(z)) * e + (e * e) / 2 + roundingPastZero(y, functionRoundings),
  ),
  pullback: (on, seed, [z]) => [on.multiply(seed, on.cos(z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, on.cos(z))],
};
