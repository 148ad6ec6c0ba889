import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { rounding } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** The steepest slope of the sigmoid, at z = 0: each layer multiplies the gradient by at most this. */
export const greatestSigmoidSlope = 1 / 4;

/** 1/(1 + e^−z) for one number, written so that e^… never overflows and small results keep their digits. */
export function logistic(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const raised = Math.exp(z);
  return raised / (1 + raised);
}

/** σ(z)·σ(−z) for one number, as e/(1 + e)² with e = e^−|z|: s(1 − s) is exactly 0 from z = 37 on, where it is 8.5e-17. */
export function logisticSlope(z: number): number {
  const raised = Math.exp(-Math.abs(z));
  return raised / ((1 + raised) * (1 + raised));
}

/** An exponential, a sum and a quotient, and the error of the sum's 1 + e^z. */
const logisticRoundings = 8;

/** σ(z) = 1/(1 + e^−z), elementwise. z, output and gradient share one shape. Slope σ(z)·σ(−z), at most 1/4. */
export const sigmoid: Op<[Tensor]> = {
  name: "sigmoid",
  notation: { names: ["sigmoid", "σ", "sigma"], inputs: 1 },
  says: { value: "1/(1 + e^−z)", slopes: ["σ(z)·σ(−z)"] },
  ...elementwise(
    logistic,
    (z, y, e) => logisticSlope(Math.max(0, Math.abs(z) - e)) * e + rounding(y, logisticRoundings),
  ),
  pullback: (on, seed, [z]) => [on.multiply(seed, on.sigmoidSlope(z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, on.sigmoidSlope(z))],
};

/** σ′(z) = σ(z)·σ(−z), elementwise. Its own slope is −σ′(z)·tanh(z/2), since 1 − 2σ(z) = −tanh(z/2). */
export const sigmoidSlope: Op<[Tensor]> = {
  name: "sigmoidSlope",
  says: { value: "σ(z)·σ(−z)", slopes: ["−σ′(z)·tanh(z/2)"] },
  ...elementwise(logisticSlope, (_z, y, e) => y * Math.expm1(e) + rounding(y, logisticRoundings)),
  pullback: (on, seed, [z], y) => {
    const bend = on.tanh(on.multiply(z, on.constant(0.5)));
    return [on.negative(on.multiply(seed, on.multiply(y, bend)))];
  },
  tangents: (on, [z], y) => {
    const bend = on.tanh(on.multiply(z, on.constant(0.5)));
    return [(dz) => on.negative(on.multiply(dz, on.multiply(y, bend)))];
  },
};
