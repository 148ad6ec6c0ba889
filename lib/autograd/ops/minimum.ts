import { elementwisePair } from "../elementwise.ts";
import type { Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";

/** min(a, b), elementwise with broadcasting; of more inputs, taken in pairs. At a tie the gradient is split in halves. */
export const minimum: Op<[Tensor, Tensor]> = {
  name: "minimum",
  notation: { names: ["min"], inputs: "many" },
  says: {
    value: "the lesser of a and b",
    slopes: ["1 where a < b, else 0", "1 where b < a, else 0"],
    kink: "where a = b each slope is 1/2",
  },
  ...elementwisePair("minimum", Math.min, (_a, _b, _y, ea, eb) => Math.max(ea, eb)),
  pullback: (on, seed, [a, b]) => [on.multiply(seed, on.isGreater(b, a)), on.multiply(seed, on.isGreater(a, b))],
  tangents: (on, [a, b]) => [(da) => on.multiply(da, on.isGreater(b, a)), (db) => on.multiply(db, on.isGreater(a, b))],
};
