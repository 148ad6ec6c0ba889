import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { roundingPastZero } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** The slope of leaky ReLU below 0, as in PyTorch. */
export const leakySlope = 0.01;

/** z where z > 0, else 0.01·z, elementwise. Slope 1 or 0.01; at the kink 0.01. */
export const leakyRelu: Op<[Tensor]> = {
  name: "leakyRelu",
  notation: { names: ["leaky_relu", "leakyrelu"], inputs: 1 },
  says: {
    value: "z where z > 0, else 0.01·z",
    slopes: ["1 where z > 0, else 0.01"],
    kink: "at z = 0 the slope is 0.01",
  },
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
  says: { value: "1 where z > 0, else 0.01", slopes: ["0"], kink: "at z = 0 the value is 0.01 and the slope 0" },
  ...elementwise(
    (z) => (Number.isNaN(z) ? z : z > 0 ? 1 : leakySlope),
    (z, _y, e) => (e > 0 && Math.abs(z) <= e ? 1 - leakySlope : 0),
  ),
  pullback: () => [null],
  tangents: () => [null],
};
