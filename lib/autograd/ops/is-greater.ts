import { elementwisePair } from "../elementwise.ts";
import type { Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";

/** 1 where a > b, 0 where a < b, 1/2 at a tie, else not a number, elementwise. Flat, so that nothing flows back through it. */
export const isGreater: Op<[Tensor, Tensor]> = {
  name: "isGreater",
  says: {
    value: "1 where a > b, 0 where a < b",
    slopes: ["0", "0"],
    kink: "where a = b the value is 1/2 and the slopes are 0",
  },
  ...elementwisePair(
    "isGreater",
    (a, b) => (a > b ? 1 : a < b ? 0 : a === b ? 0.5 : Number.NaN),
    (a, b, _y, ea, eb) => (ea + eb > 0 && Math.abs(a - b) <= ea + eb ? 1 : 0),
  ),
  pullback: () => [null, null],
  tangents: () => [null, null],
};
