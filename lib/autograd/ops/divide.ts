import { elementwisePair } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { rounding } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** a/b, elementwise with broadcasting. Slopes 1/b and −a/b² = −(a/b)/b. */
export const divide: Op<[Tensor, Tensor]> = {
  name: "divide",
  says: { value: "a/b", slopes: ["1/b", "−a/b²"] },
  ...elementwisePair(
    "divide",
    (a, b) => a / b,
    (a, b, y, ea, eb) => {
      const leastDivisor = Math.abs(b) - eb;
      if (leastDivisor <= 0) return Number.POSITIVE_INFINITY;
      return (ea + Math.abs(y) * eb) / leastDivisor + (a === 0 ? 0 : rounding(y, 1));
    },
  ),
  pullback: (on, seed, [_a, b], y) => [on.divide(seed, b), on.negative(on.divide(on.multiply(seed, y), b))],
  tangents: (on, [_a, b], y) => [(da) => on.divide(da, b), (db) => on.negative(on.divide(on.multiply(y, db), b))],
};
