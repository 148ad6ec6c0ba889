import { elementwise } from "../elementwise.ts";
import type { On, Op } from "../op.ts";
import { functionRoundings, rounding } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";
import { logistic } from "./sigmoid.ts";

/** z·σ(z), elementwise, and its limit 0 at −∞; also called swish. Slope σ(z) + z·σ′(z). */
export const silu: Op<[Tensor]> = {
  name: "silu",
  notation: { names: ["silu", "SiLU", "swish"], inputs: 1 },
  ...elementwise(
    (z) => (z === Number.NEGATIVE_INFINITY ? 0 : z * logistic(z)),
    (z, y, e) => {
      const highest = z + e;
      if (highest === Number.NEGATIVE_INFINITY) return 0;
      const steepest = highest < -1 ? (1 + Math.abs(z) + e) * logistic(highest) : greatestSiluSlope;
      return steepest * e + (z === 0 ? 0 : rounding(y, 9));
    },
  ),
  pullback: (on, seed, [z]) => [on.multiply(seed, slope(on, z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, slope(on, z))],
};

/** Reached at z = 2.4. */
const greatestSiluSlope = 1.1;

function slope<V>(on: On<V>, z: V): V {
  return on.add(on.sigmoid(z), on.multiply(z, on.sigmoidSlope(z)));
}

/** ln(1 + e^z), elementwise, as max(z, 0) + ln(1 + e^−|z|), which does not overflow. Slope σ(z). */
export const softplus: Op<[Tensor]> = {
  name: "softplus",
  notation: { names: ["softplus"], inputs: 1 },
  ...elementwise(
    (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
    (z, y, e) => logistic(z + e) * e + rounding(y, 2 * functionRoundings + 1),
  ),
  pullback: (on, seed, [z]) => [on.multiply(seed, on.sigmoid(z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, on.sigmoid(z))],
};
