import { elementwise } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { functionRoundings, rounding } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** e^z, elementwise; its own slope. */
export const exp: Op<[Tensor]> = {
  name: "exp",
  notation: { names: ["exp"], inputs: 1 },
  says: { value: "e^z", slopes: ["e^z"] },
  ...elementwise(Math.exp, (_z, y, e) => y * Math.expm1(e) + rounding(y, functionRoundings)),
  pullback: (on, seed, _, y) => [on.multiply(seed, y)],
  tangents: (on, _, y) => [(dz) => on.multiply(dz, y)],
};
