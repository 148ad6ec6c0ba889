import { elementwise } from "../elementwise.ts";
import { errorFunctionComplement } from "../error-function.ts";
import type { On, Op } from "../op.ts";
import { functionRoundings, rounding } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";
import { bounded } from "./bounded.ts";

/** Φ(z), the share of a standard normal below z, elementwise: erfc(−z/√2)/2, with all its digits far below 0. Slope φ(z). */
export const normalCdf: Op<[Tensor]> = {
  name: "normalCdf",
  says: { value: "Φ(z), the share of a standard normal below z", slopes: ["φ(z) = e^(−z²/2)/√(2π)"] },
  ...elementwise(normalShare, (z, y, e) => density(Math.max(0, Math.abs(z) - e)) * e + shareRounding(z, y)),
  pullback: (on, seed, [z]) => [on.multiply(seed, normalDensity(on, z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, normalDensity(on, z))],
};

export function normalShare(z: number): number {
  return 0.5 * errorFunctionComplement(-z * Math.SQRT1_2);
}

/** erfc falls like e^(−z²/2), so a rounded z/√2 moves it by z² roundings. */
export function shareRounding(z: number, y: number): number {
  return rounding(y, 4 * functionRoundings + 2 * (z < 0 ? z * z : 0));
}

export function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** φ(z) = e^(−z²/2)/√(2π). */
export function normalDensity<V>(on: On<V>, z: V): V {
  const near = bounded(on, z);
  const raised = on.exp(on.multiply(on.constant(-0.5), on.multiply(near, near)));
  return on.multiply(on.constant(1 / Math.sqrt(2 * Math.PI)), raised);
}
