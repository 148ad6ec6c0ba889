import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";

/** z itself, as a quantity of its own: `y = z` names a second quantity, and ∂z/∂y is 0 though ∂y/∂z is 1. */
export const identity: Op<[Tensor]> = {
  name: "identity",
  says: { value: "z", slopes: ["1"] },
  ...elementwise(
    (z) => z,
    (_z, _y, e) => e,
  ),
  pullback: (_on, seed) => [seed],
  tangents: () => [(dz) => dz],
};
