import { elementwise } from "../elementwise.ts";
import type { On, Op } from "../op.ts";
import { rounding } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";
import { bounded } from "./bounded.ts";
import { logistic, logisticSlope } from "./sigmoid.ts";

/** z·σ(z), elementwise, and its limit 0 at −∞; also called swish. Slope σ(z) + z·σ′(z). */
export const silu: Op<[Tensor]> = {
  name: "silu",
  notation: { names: ["silu", "SiLU", "swish"], inputs: 1 },
  says: { value: "z·σ(z)", slopes: ["σ(z) + z·σ′(z)"] },
  ...elementwise(
    (z) => (z === Number.NEGATIVE_INFINITY ? 0 : z * logistic(z)),
    (z, y, e) => {
      const highest = z + e;
      if (highest === Number.NEGATIVE_INFINITY) return 0;
      const steepest = highest < -1 ? (1 + Math.abs(z) + e) * logistic(highest) : steepestNear(z, e);
      return steepest * e + (z === 0 ? 0 : rounding(y, 9));
    },
  ),
  pullback: (on, seed, [z]) => [on.multiply(seed, slope(on, z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, slope(on, z))],
};

/** Reached at z = 2.4. */
const greatestSiluSlope = 1.1;
/** Of the slope's own slope, at z = 0. */
const greatestSiluBend = 0.5;

/** Within e of z: with the greatest slope everywhere, a bound would grow by it in each layer of a deep chain. */
function steepestNear(z: number, e: number): number {
  const here = logistic(z) + z * logisticSlope(z);
  return Math.min(greatestSiluSlope, Math.abs(here) + greatestSiluBend * e);
}

/** Its limits are 1 at ∞ and 0 at −∞. */
function slope<V>(on: On<V>, z: V): V {
  return on.add(on.sigmoid(z), on.multiply(bounded(on, z), on.sigmoidSlope(z)));
}
