import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { functionRoundings, roundingPastZero } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** The natural logarithm, elementwise; −∞ at 0 and not a number below. Slope 1/z. */
export const log: Op<[Tensor]> = {
  name: "log",
  notation: { names: ["log", "ln"], inputs: 1 },
  says: { value: "ln z", slopes: ["1/z"] },
  ...elementwise(Math.log, (z, y, e) =>
    e < z ? -Math.log1p(-e / z) + roundingPastZero(y, functionRoundings) : Number.POSITIVE_INFINITY,
  ),
  pullback: (on, seed, [z]) => [on.divide(seed, z)],
  tangents: (on, [z]) => [(dz) => on.divide(dz, z)],
};
