import { elementwise } from "../elementwise.ts";
import type { On, Op } from "../op.ts";
import { rounding } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";
import { bounded } from "./bounded.ts";
import { density, normalDensity, normalShare, shareRounding } from "./normal-cdf.ts";

/** z·Φ(z), elementwise, and its limit 0 at −∞: the exact GELU of Hendrycks & Gimpel 2016. Slope Φ(z) + z·φ(z). */
export const gelu: Op<[Tensor]> = {
  name: "gelu",
  notation: { names: ["gelu", "GELU"], inputs: 1 },
  says: { value: "z·Φ(z)", slopes: ["Φ(z) + z·φ(z)"] },
  ...elementwise(
    (z) => (z === Number.NEGATIVE_INFINITY ? 0 : z * normalShare(z)),
    (z, y, e) => {
      const highest = z + e;
      if (highest === Number.NEGATIVE_INFINITY) return 0;
      const steepest = highest < -1 ? (1 + Math.abs(z) + e) * density(highest) : steepestNear(z, e);
      return steepest * e + (z === 0 ? 0 : shareRounding(z, y) + rounding(y, 1));
    },
  ),
  pullback: (on, seed, [z]) => [on.multiply(seed, slope(on, z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, slope(on, z))],
};

/** Reached at z = √2. */
const greatestGeluSlope = 1.13;
/** Of the slope's own slope, at z = 0: 2φ(0). */
const greatestGeluBend = 0.8;

/** Within e of z: with the greatest slope everywhere, a bound would grow by it in each layer of a deep chain. */
function steepestNear(z: number, e: number): number {
  const here = normalShare(z) + z * density(z);
  return Math.min(greatestGeluSlope, Math.abs(here) + greatestGeluBend * e);
}

/** Its limits are 1 at ∞ and 0 at −∞. */
function slope<V>(on: On<V>, z: V): V {
  return on.add(on.normalCdf(z), on.multiply(bounded(on, z), normalDensity(on, z)));
}
