import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { functionRoundings, rounding, roundingPastZero } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** sin(z), elementwise. Slope cos(z). */
export const sin: Op<[Tensor]> = {
  name: "sin",
  notation: { names: ["sin"], inputs: 1 },
  ...elementwise(
    Math.sin,
    (z, y, e) => Math.abs(Math.cos(z)) * e + (e * e) / 2 + roundingPastZero(y, functionRoundings),
  ),
  pullback: (on, seed, [z]) => [on.multiply(seed, on.cos(z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, on.cos(z))],
};

/** cos(z), elementwise. Slope −sin(z). */
export const cos: Op<[Tensor]> = {
  name: "cos",
  notation: { names: ["cos"], inputs: 1 },
  ...elementwise(Math.cos, (z, y, e) => Math.abs(Math.sin(z)) * e + (e * e) / 2 + rounding(y, functionRoundings)),
  pullback: (on, seed, [z]) => [on.negative(on.multiply(seed, on.sin(z)))],
  tangents: (on, [z]) => [(dz) => on.negative(on.multiply(dz, on.sin(z)))],
};

/** tan(z), elementwise. Slope 1 + tan²(z). */
export const tan: Op<[Tensor]> = {
  name: "tan",
  notation: { names: ["tan"], inputs: 1 },
  ...elementwise(Math.tan, (_z, y, e) => {
    const share = Math.abs(y) * Math.tan(e);
    if (e >= Math.PI / 4 || share >= 1) return Number.POSITIVE_INFINITY;
    return (Math.tan(e) * (1 + y * y)) / (1 - share) + roundingPastZero(y, functionRoundings);
  }),
  pullback: (on, seed, _, y) => [on.multiply(seed, on.add(on.constant(1), on.multiply(y, y)))],
  tangents: (on, _, y) => [(dz) => on.multiply(dz, on.add(on.constant(1), on.multiply(y, y)))],
};

/** Both arcs grow ever more steeply towards ±1. */
function arcError(z: number, y: number, e: number): number {
  const rounded = roundingPastZero(y, functionRoundings);
  if (e === 0) return rounded;
  return greatestSteepness(z, e) * e + rounded;
}

/** 1/√(1 − z²) where z is farthest from 0 within e, from what is left up to 1: |z| + e would round. */
function greatestSteepness(z: number, e: number): number {
  const gap = 1 - Math.abs(z) - e;
  return gap > 0 ? 1 / Math.sqrt(gap * (2 - gap)) : Number.POSITIVE_INFINITY;
}

/** asin(z), elementwise, for −1 ≤ z ≤ 1. Slope 1/√(1 − z²). */
export const asin: Op<[Tensor]> = {
  name: "asin",
  notation: { names: ["asin", "arcsin"], inputs: 1 },
  ...elementwise(Math.asin, arcError),
  pullback: (on, seed, [z]) => [on.multiply(seed, on.asinSlope(z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, on.asinSlope(z))],
};

/** acos(z), elementwise, for −1 ≤ z ≤ 1. Slope −1/√(1 − z²). */
export const acos: Op<[Tensor]> = {
  name: "acos",
  notation: { names: ["acos", "arccos"], inputs: 1 },
  ...elementwise(Math.acos, arcError),
  pullback: (on, seed, [z]) => [on.negative(on.multiply(seed, on.asinSlope(z)))],
  tangents: (on, [z]) => [(dz) => on.negative(on.multiply(dz, on.asinSlope(z)))],
};

/** 1/√(1 − z²), elementwise, from a product that keeps its digits near ±1. Slope z·y³, which keeps its digits near 0. */
export const asinSlope: Op<[Tensor]> = {
  name: "asinSlope",
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

/** atan(z), elementwise. Slope 1/(1 + z²). */
export const atan: Op<[Tensor]> = {
  name: "atan",
  notation: { names: ["atan", "arctan"], inputs: 1 },
  ...elementwise(Math.atan, (z, y, e) => {
    const nearest = Math.max(0, Math.abs(z) - e);
    return e / (1 + nearest * nearest) + roundingPastZero(y, functionRoundings);
  }),
  pullback: (on, seed, [z]) => [on.divide(seed, on.add(on.constant(1), on.multiply(z, z)))],
  tangents: (on, [z]) => [(dz) => on.divide(dz, on.add(on.constant(1), on.multiply(z, z)))],
};
