import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";

/** max(z, 0), elementwise. Slope 1 where z > 0, else 0; at the kink relu′(0) = 0, as in PyTorch. */
export const relu: Op<[Tensor]> = {
  name: "relu",
  notation: { names: ["relu", "ReLU"], inputs: 1 },
  says: { value: "max(z, 0)", slopes: ["1 where z > 0, else 0"], kink: "at z = 0 the slope is 0" },
  ...elementwise(
    (z) => Math.max(z, 0),
    (z, _y, e) => (z + e <= 0 ? 0 : e),
  ),
  pullback: (on, seed, [z]) => [on.multiply(seed, on.step(z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, on.step(z))],
};

/** 1 where z > 0, else 0: the slope of ReLU. Flat, so that nothing flows back through it. */
export const step: Op<[Tensor]> = {
  name: "step",
  says: { value: "1 where z > 0, else 0", slopes: ["0"], kink: "at z = 0 the value is 0 and the slope 0" },
  ...elementwise(
    (z) => (Number.isNaN(z) ? z : z > 0 ? 1 : 0),
    (z, _y, e) => (e > 0 && Math.abs(z) <= e ? 1 : 0),
  ),
  pullback: () => [null],
  tangents: () => [null],
};
