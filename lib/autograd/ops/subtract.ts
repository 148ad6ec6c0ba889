import { elementwisePair } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { roundingPastZero } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** a − b, elementwise with broadcasting. Slopes 1 and −1. */
export const subtract: Op<[Tensor, Tensor]> = {
  name: "subtract",
  says: { value: "a − b", slopes: ["1", "−1"] },
  ...elementwisePair(
    "subtract",
    (a, b) => a - b,
    (_a, _b, y, ea, eb) => ea + eb + roundingPastZero(y, 1),
  ),
  pullback: (on, seed) => [seed, on.negative(seed)],
  tangents: (on) => [(da) => da, (db) => on.negative(db)],
};
