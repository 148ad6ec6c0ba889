import type { Op } from "../op.ts";
import { functionRoundings, leastPositive, unitRoundoff } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";
import { alongRows, widestOf } from "./along-rows.ts";
import { exponentials } from "./exponentials.ts";

/**
 * eᶻⁱ / Σⱼ eᶻʲ along the last axis, computed from z − max z. With G the output's gradient: yᵢ·Σⱼ yⱼ(Gᵢ − Gⱼ), since
 * Gᵢ − Σⱼ yⱼGⱼ is exactly 0 where yᵢ rounds to 1.
 */
export const softmax: Op<[Tensor]> = {
  name: "softmax",
  arity: 1,
  notation: { names: ["softmax"], inputs: 1 },
  says: { value: "yᵢ = e^zᵢ/Σⱼ e^zⱼ, along the last axis", slopes: ["∂yᵢ/∂zⱼ = yᵢ·(1 − yᵢ) for i = j, else −yᵢ·yⱼ"] },
  shape: ([z]) => z,
  value: (z) =>
    alongRows(z, (row, to) => {
      const { top, rest } = exponentials(row);
      for (let place = 0; place < row.length; place++) to[place] = Math.exp((row[place] as number) - top) / (1 + rest);
    }),
  error: ([z], [e], y) =>
    alongRows(z, (row, to, start) => {
      const { top } = exponentials(row);
      const widest = widestOf(e, start, row.length);
      for (let place = 0; place < row.length; place++) {
        const share = y.data[start + place] as number;
        const roundings = row.length + 3 * functionRoundings + 2 * (top - (row[place] as number));
        to[place] = share * (Math.expm1(2 * widest) + roundings * unitRoundoff) + leastPositive;
      }
    }),
  // its Jacobian is symmetric, so tangents and gradients pass alike
  pullback: (on, seed, _, y) => [on.multiply(y, on.leadOverOthers(seed, y))],
  tangents: (on, _, y) => [(dz) => on.multiply(y, on.leadOverOthers(dz, y))],
};
