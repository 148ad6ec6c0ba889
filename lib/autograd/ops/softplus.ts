import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { functionRoundings, rounding } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";
import { logistic } from "./sigmoid.ts";

/** ln(1 + e^z), elementwise, as max(z, 0) + ln(1 + e^−|z|), which does not overflow. Slope σ(z). */
export const softplus: Op<[Tensor]> = {
  name: "softplus",
  notation: { names: ["softplus"], inputs: 1 },
  says: { value: "ln(1 + e^z)", slopes: ["σ(z)"] },
  ...elementwise(
    (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
    (z, y, e) => logistic(z + e) * e + rounding(y, 2 * functionRoundings + 1),
  ),
  pullback: (on, seed, [z]) => [on.multiply(seed, on.sigmoid(z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, on.sigmoid(z))],
};
