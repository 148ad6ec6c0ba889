import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";

/** −z, elementwise and exact. */
export const negative: Op<[Tensor]> = {
  name: "negative",
  says: { value: "−z", slopes: ["−1"] },
  ...elementwise(
    (z) => -z,
    (_z, _y, e) => e,
  ),
  pullback: (on, seed) => [on.negative(seed)],
  tangents: (on) => [(dz) => on.negative(dz)],
};
