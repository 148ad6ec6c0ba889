import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";

const unchanged = elementwise(
  (z) => z,
  (_z, _y, e) => e,
);

/** z itself, as a quantity of its own: `y = z` names a second quantity, and ∂z/∂y is 0 though ∂y/∂z is 1. */
export const identity: Op<[Tensor]> = {
  name: "identity",
  ...unchanged,
  pullback: (_on, seed) => [seed],
  tangents: () => [(dz) => dz],
};

/** z, taken as a constant: nothing flows back through it (a detached value). */
export const stopGradient: Op<[Tensor]> = {
  name: "stopGradient",
  ...unchanged,
  pullback: () => [null],
  tangents: () => [null],
};
