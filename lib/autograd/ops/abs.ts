import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";

/** |z|, elementwise. Slope −1 or 1; at the kink 0. */
export const abs: Op<[Tensor]> = {
  name: "abs",
  notation: { names: ["abs"], inputs: 1 },
  says: { value: "|z|", slopes: ["sign(z)"], kink: "at z = 0 the slope is 0" },
  ...elementwise(Math.abs, (_z, _y, e) => e),
  pullback: (on, seed, [z]) => [on.multiply(seed, on.sign(z))],
  tangents: (on, [z]) => [(dz) => on.multiply(dz, on.sign(z))],
};

/** −1, 0 or 1: the slope of |z|. Flat, so that nothing flows back through it. */
export const sign: Op<[Tensor]> = {
  name: "sign",
  says: { value: "−1, 0 or 1: the sign of z", slopes: ["0"], kink: "at z = 0 the slope is 0" },
  ...elementwise(Math.sign, (z, _y, e) => (e > 0 && Math.abs(z) <= e ? 2 : 0)),
  pullback: () => [null],
  tangents: () => [null],
};
