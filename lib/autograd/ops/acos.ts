import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { arcError } from "./asin.ts";

/** acos(z), elementwise, for −1 ≤ z ≤ 1. Slope −1/√(1 − z²). */
export const acos: Op<[Tensor]> = {
  name: "acos",
  notation: { names: ["acos", "arccos"], inputs: 1 },
  says: {
    value: "the angle in [0, π] whose cosine is z",
    slopes: ["−1/√(1 − z²)"],
    kink: "at z = ±1 the slope is −∞, its limit",
  },
  ...elementwise(Math.acos, arcError),
  pullback: (on, seed, [z]) => [on.negative(on.multiply(seed, on.asinSlope(z)))],
  tangents: (on, [z]) => [(dz) => on.negative(on.multiply(dz, on.asinSlope(z)))],
};
