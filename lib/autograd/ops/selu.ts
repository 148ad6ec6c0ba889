import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { functionRoundings, rounding, roundingPastZero } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** λ and α of Klambauer et al. 2017, for which mean 0 and variance 1 pass from layer to layer. */
const seluScale = 1.0507009873554805;

const seluAlpha = 1.6732632423543772;

/** λz where z > 0, else λα(e^z − 1), elementwise. Slope λ or λα·e^z; at z = 0 it is λα. */
export const selu: Op<[Tensor]> = {
  name: "selu",
  notation: { names: ["selu", "SELU"], inputs: 1 },
  says: {
    value: "λ·z where z > 0, else λ·α·(e^z − 1), with λ = 1.0507… and α = 1.6732…",
    slopes: ["λ where z > 0, else λ·α·e^z"],
    kink: "at z = 0 the slope is λ·α",
  },
  ...elementwise(
    (z) => (z > 0 ? seluScale * z : seluScale * seluAlpha * Math.expm1(z)),
    (z, y, e) =>
      (z > e ? seluScale : seluScale * seluAlpha * Math.exp(Math.min(z + e, 0))) * e +
      roundingPastZero(y, functionRoundings + 3),
  ),
  pullback: (on, seed, [z]) => [on.multiply(seed, on.seluSlope(z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, on.seluSlope(z))],
};

/** λ where z > 0, else λα·e^z. Its own slope is 0 where z > 0, else λα·e^z again. */
export const seluSlope: Op<[Tensor]> = {
  name: "seluSlope",
  says: {
    value: "λ where z > 0, else λ·α·e^z",
    slopes: ["0 where z > 0, else λ·α·e^z"],
    kink: "at z = 0 the slope is λ·α",
  },
  ...elementwise(
    (z) => (z > 0 ? seluScale : seluScale * seluAlpha * Math.exp(z)),
    (z, y, e) => {
      if (z > e) return 0;
      const jump = z + e > 0 ? seluScale * (seluAlpha - 1) : 0;
      return jump + seluScale * seluAlpha * Math.expm1(e) + rounding(y, functionRoundings + 3);
    },
  ),
  pullback: (on, seed, [z], y) => [on.multiply(seed, on.subtract(y, on.multiply(on.constant(seluScale), on.step(z))))],
  tangents: (on, [z], y) => [(dz) => on.multiply(dz, on.subtract(y, on.multiply(on.constant(seluScale), on.step(z))))],
};
