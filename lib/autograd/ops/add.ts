import { elementwisePair } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { roundingPastZero } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** a + b, elementwise with broadcasting. Both slopes are 1. */
export const add: Op<[Tensor, Tensor]> = {
  name: "add",
  says: { value: "a + b", slopes: ["1", "1"] },
  ...elementwisePair(
    "add",
    (a, b) => a + b,
    (_a, _b, y, ea, eb) => ea + eb + roundingPastZero(y, 1),
  ),
  pullback: (_on, seed) => [seed, seed],
  tangents: () => [(da) => da, (db) => db],
};
