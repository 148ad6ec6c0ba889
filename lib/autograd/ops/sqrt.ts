import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { rounding, roundingPastZero } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** √z, elementwise; not a number below 0. Slope 1/(2√z), infinite at 0. */
export const sqrt: Op<[Tensor]> = {
  name: "sqrt",
  notation: { names: ["sqrt"], inputs: 1 },
  says: { value: "√z", slopes: ["1/(2·√z)"], kink: "at z = 0 the slope is +∞, its limit" },
  ...elementwise(Math.sqrt, (z, y, e) => {
    if (e === 0) return roundingPastZero(y, 1);
    return e <= z ? e / y + rounding(y, 1) : Number.POSITIVE_INFINITY;
  }),
  pullback: (on, seed, _, y) => [on.divide(on.multiply(seed, on.constant(0.5)), y)],
  tangents: (on, _, y) => [(dz) => on.divide(on.multiply(dz, on.constant(0.5)), y)],
};
