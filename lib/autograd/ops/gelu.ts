import { elementwise } from "../elementwise.ts";
import { errorFunctionComplement } from "../error-function.ts";
import type { On, Op } from "../op.ts";
import { functionRoundings, rounding } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** Φ(z), the share of a standard normal below z, elementwise: erfc(−z/√2)/2, with all its digits far below 0. Slope φ(z). */
export const normalCdf: Op<[Tensor]> = {
  name: "normalCdf",
  ...elementwise(normalShare, (z, y, e) => density(Math.max(0, Math.abs(z) - e)) * e + shareRounding(z, y)),
  pullback: (on, seed, [z]) => [on.multiply(seed, normalDensity(on, z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, normalDensity(on, z))],
};

/** z·Φ(z), elementwise, and its limit 0 at −∞: the exact GELU of Hendrycks & Gimpel 2016. Slope Φ(z) + z·φ(z). */
export const gelu: Op<[Tensor]> = {
  name: "gelu",
  notation: { names: ["gelu", "GELU"], inputs: 1 },
  ...elementwise(
    (z) => (z === Number.NEGATIVE_INFINITY ? 0 : z * normalShare(z)),
    (z, y, e) => {
      const highest = z + e;
      if (highest === Number.NEGATIVE_INFINITY) return 0;
      const steepest = highest < -1 ? (1 + Math.abs(z) + e) * density(highest) : greatestGeluSlope;
      return steepest * e + (z === 0 ? 0 : shareRounding(z, y) + rounding(y, 1));
    },
  ),
  pullback: (on, seed, [z]) => [on.multiply(seed, slope(on, z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, slope(on, z))],
};

/** Reached at z = √2. */
const greatestGeluSlope = 1.13;

function normalShare(z: number): number {
  return 0.5 * errorFunctionComplement(-z * Math.SQRT1_2);
}

/** erfc falls like e^(−z²/2), so a rounded z/√2 moves it by z² roundings. */
function shareRounding(z: number, y: number): number {
  return rounding(y, 4 * functionRoundings + 2 * (z < 0 ? z * z : 0));
}

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** φ(z) = e^(−z²/2)/√(2π). */
function normalDensity<V>(on: On<V>, z: V): V {
  const raised = on.exp(on.multiply(on.constant(-0.5), on.multiply(z, z)));
  return on.multiply(on.constant(1 / Math.sqrt(2 * Math.PI)), raised);
}

function slope<V>(on: On<V>, z: V): V {
  return on.add(on.normalCdf(z), on.multiply(z, normalDensity(on, z)));
}
