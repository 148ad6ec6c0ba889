import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { functionRoundings, rounding, roundingPastZero } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** sinh(z), elementwise. Slope cosh(z). */
export const sinh: Op<[Tensor]> = {
  name: "sinh",
  notation: { names: ["sinh"], inputs: 1 },
  ...elementwise(Math.sinh, (z, y, e) => Math.cosh(Math.abs(z) + e) * e + roundingPastZero(y, functionRoundings)),
  pullback: (on, seed, [z]) => [on.multiply(seed, on.cosh(z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, on.cosh(z))],
};

/** cosh(z), elementwise. Slope sinh(z). */
export const cosh: Op<[Tensor]> = {
  name: "cosh",
  notation: { names: ["cosh"], inputs: 1 },
  ...elementwise(Math.cosh, (z, y, e) => Math.sinh(Math.abs(z) + e) * e + rounding(y, functionRoundings)),
  pullback: (on, seed, [z]) => [on.multiply(seed, on.sinh(z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, on.sinh(z))],
};

/** 1/cosh(z) by e^−|z|, which does not overflow. */
function hyperbolicSecant(z: number): number {
  const raised = Math.exp(-Math.abs(z));
  return (2 * raised) / (1 + raised * raised);
}

/** sech(z) = 1/cosh(z), elementwise. Slope −sech(z)·tanh(z); sech² is the slope of tanh. */
export const sech: Op<[Tensor]> = {
  name: "sech",
  notation: { names: ["sech"], inputs: 1 },
  ...elementwise(hyperbolicSecant, (_z, y, e) => y * Math.expm1(e) + rounding(y, 4 * functionRoundings)),
  pullback: (on, seed, [z], y) => [on.negative(on.multiply(seed, on.multiply(y, on.tanh(z))))],
  tangents: (on, [z], y) => [(dz) => on.negative(on.multiply(dz, on.multiply(y, on.tanh(z))))],
};
