import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { functionRoundings, rounding, roundingPastZero } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** The slope of leaky ReLU below 0, as in PyTorch. */
export const leakySlope = 0.01;

/** z where z > 0, else 0.01·z, elementwise. Slope 1 or 0.01; at the kink 0.01. */
export const leakyRelu: Op<[Tensor]> = {
  name: "leakyRelu",
  notation: { names: ["leaky_relu", "leakyrelu"], inputs: 1 },
  ...elementwise(
    (z) => (z > 0 ? z : leakySlope * z),
    (z, y, e) => (z > 0 ? e : roundingPastZero(y, 1) + (z + e > 0 ? e : leakySlope * e)),
  ),
  pullback: (on, seed, [z]) => [on.multiply(seed, on.leakyReluSlope(z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, on.leakyReluSlope(z))],
};

/** 1 where z > 0, else 0.01, and not a number where z is none. Flat, so that nothing flows back through it. */
export const leakyReluSlope: Op<[Tensor]> = {
  name: "leakyReluSlope",
  ...elementwise(
    (z) => (Number.isNaN(z) ? z : z > 0 ? 1 : leakySlope),
    (z, _y, e) => (e > 0 && Math.abs(z) <= e ? 1 - leakySlope : 0),
  ),
  pullback: () => [null],
  tangents: () => [null],
};

/** z where z > 0, else e^z − 1, elementwise (Clevert et al. 2016, α = 1). Slope e^min(z, 0), so 1 at z = 0. */
export const elu: Op<[Tensor]> = {
  name: "elu",
  notation: { names: ["elu", "ELU"], inputs: 1 },
  ...elementwise(
    (z) => (z > 0 ? z : Math.expm1(z)),
    (z, y, e) => Math.exp(Math.min(z + e, 0)) * e + (z > 0 ? 0 : roundingPastZero(y, functionRoundings)),
  ),
  pullback: (on, seed, [z]) => [on.multiply(seed, on.exp(on.minimum(z, on.constant(0))))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, on.exp(on.minimum(z, on.constant(0))))],
};

/** λ and α of Klambauer et al. 2017, for which mean 0 and variance 1 pass from layer to layer. */
const seluScale = 1.0507009873554805;
const seluAlpha = 1.6732632423543772;

/** λz where z > 0, else λα(e^z − 1), elementwise. Slope λ or λα·e^z; at z = 0 it is λα. */
export const selu: Op<[Tensor]> = {
  name: "selu",
  notation: { names: ["selu", "SELU"], inputs: 1 },
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
