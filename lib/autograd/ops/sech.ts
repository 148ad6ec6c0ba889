import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { functionRoundings, rounding } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** sech(z) = 1/cosh(z), elementwise. Slope −sech(z)·tanh(z); sech² is the slope of tanh. */
export const sech: Op<[Tensor]> = {
  name: "sech",
  notation: { names: ["sech"], inputs: 1 },
  says: { value: "1/cosh(z)", slopes: ["−sech(z)·tanh(z)"] },
  ...elementwise(hyperbolicSecant, (_z, y, e) => y * Math.expm1(e) + rounding(y, 4 * functionRoundings)),
  pullback: (on, seed, [z], y) => [on.negative(on.multiply(seed, on.multiply(y, on.tanh(z))))],
  tangents: (on, [z], y) => [(dz) => on.negative(on.multiply(dz, on.multiply(y, on.tanh(z))))],
};

/** 1/cosh(z) by e^−|z|, which does not overflow. */
function hyperbolicSecant(z: number): number {
  const raised = Math.exp(-Math.abs(z));
  return (2 * raised) / (1 + raised * raised);
}
