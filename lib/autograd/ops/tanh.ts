import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { functionRoundings, rounding, roundingPastZero } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";
import { logisticSlope } from "./sigmoid.ts";

/** The steepest slope of tanh, at z = 0. */
export const greatestTanhSlope = 1;

/** tanh′(z) = 4σ(2z)σ(−2z) for one number: 1 − tanh² is exactly 0 from z = 19.1 on, where the slope is 1e-16. */
export function hyperbolicSlope(z: number): number {
  return 4 * logisticSlope(2 * z);
}

/** tanh(z), elementwise. Slope 1 − tanh²(z), computed as 4σ(2z)σ(−2z). */
export const tanh: Op<[Tensor]> = {
  name: "tanh",
  notation: { names: ["tanh"], inputs: 1 },
  says: { value: "(e^z − e^−z)/(e^z + e^−z)", slopes: ["4·σ(2z)·σ(−2z)"] },
  ...elementwise(
    Math.tanh,
    (z, y, e) => hyperbolicSlope(Math.max(0, Math.abs(z) - e)) * e + roundingPastZero(y, functionRoundings),
  ),
  pullback: (on, seed, [z]) => [on.multiply(seed, on.tanhSlope(z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, on.tanhSlope(z))],
};

/** tanh′(z) = 4σ(2z)σ(−2z), elementwise. Its own slope is −2·tanh(z)·tanh′(z). */
export const tanhSlope: Op<[Tensor]> = {
  name: "tanhSlope",
  says: { value: "4·σ(2z)·σ(−2z)", slopes: ["−2·tanh(z)·tanh′(z)"] },
  ...elementwise(hyperbolicSlope, (_z, y, e) => y * Math.expm1(2 * e) + rounding(y, 8)),
  pullback: (on, seed, [z], y) => {
    const bend = on.multiply(on.constant(-2), on.tanh(z));
    return [on.multiply(seed, on.multiply(y, bend))];
  },
  tangents: (on, [z], y) => {
    const bend = on.multiply(on.constant(-2), on.tanh(z));
    return [(dz) => on.multiply(dz, on.multiply(y, bend))];
  },
};
