import { elementwisePair } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { rounding } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** a·b, element by element with broadcasting. The slope by each factor is the other one. */
export const multiply: Op<[Tensor, Tensor]> = {
  name: "multiply",
  says: { value: "a·b", slopes: ["b", "a"] },
  ...elementwisePair(
    "multiply",
    (a, b) => a * b,
    (a, b, y, ea, eb) => Math.abs(a) * eb + Math.abs(b) * ea + ea * eb + (a === 0 || b === 0 ? 0 : rounding(y, 1)),
  ),
  pullback: (on, seed, [a, b]) => [on.multiply(seed, b), on.multiply(seed, a)],
  tangents: (on, [a, b]) => [(da) => on.multiply(da, b), (db) => on.multiply(a, db)],
};
