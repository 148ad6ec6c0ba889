import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";

/** z, taken as a constant: nothing flows back through it (a detached value). */
export const stopGradient: Op<[Tensor]> = {
  name: "stopGradient",
  says: { value: "z, taken as a constant", slopes: ["0"] },
  ...elementwise(
    (z) => z,
    (_z, _y, e) => e,
  ),
  pullback: () => [null],
  tangents: () => [null],
};
