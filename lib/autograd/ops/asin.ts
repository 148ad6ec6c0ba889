import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { functionRoundings, rounding, roundingPastZero } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** asin(z), elementwise, for −1 ≤ z ≤ 1. Slope 1/√(1 − z²). */
export const asin: Op<[Tensor]> = {
  name: "asin",
  notation: { names: ["asin", "arcsin"], inputs: 1 },
  says: {
    value: "the angle in [−π/2, π/2] whose sine is z",
    slopes: ["1/√(1 − z²)"],
    kink: "at z = ±1 the slope is +∞, its limit",
  },
  ...elementwise(Math.asin, arcError),
  pullback: (on, seed, [z]) => [on.multiply(seed, on.asinSlope(z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, on.asinSlope(z))],
};

/** 1/√(1 − z²), elementwise, from a product that keeps its digits near ±1. Slope z·y³, which keeps its digits near 0. */
export const asinSlope: Op<[Tensor]> = {
  name: "asinSlope",
  says: { value: "1/√(1 − z²)", slopes: ["z/(1 − z²)^(3/2)"] },
  ...elementwise(steepnessOfArc, (z, y, e) => {
    const rounded = rounding(y, 4);
    return e === 0 ? rounded : greatestSteepness(z, e) ** 3 * (Math.abs(z) + e) * e + rounded;
  }),
  pullback: (on, seed, [z], y) => [on.multiply(seed, on.multiply(z, on.multiply(y, on.multiply(y, y))))],
  tangents: (on, [z], y) => [(dz) => on.multiply(dz, on.multiply(z, on.multiply(y, on.multiply(y, y))))],
};

function steepnessOfArc(z: number): number {
  return 1 / Math.sqrt((1 - z) * (1 + z));
}

/** Both arcs grow ever more steeply towards ±1. */
export function arcError(z: number, y: number, e: number): number {
  const rounded = roundingPastZero(y, functionRoundings);
  if (e === 0) return rounded;
  return greatestSteepness(z, e) * e + rounded;
}

/** 1/√(1 − z²) where z is farthest from 0 within e, from what is left up to 1: |z| + e would round. */
function greatestSteepness(z: number, e: number): number {
  const gap = 1 - Math.abs(z) - e;
  return gap > 0 ? 1 / Math.sqrt(gap * (2 - gap)) : Number.POSITIVE_INFINITY;
}
