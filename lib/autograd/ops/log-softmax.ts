import type { Op } from "../op.ts";
import { functionRoundings, leastPositive, unitRoundoff } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";
import { alongRows, widestOf } from "./along-rows.ts";
import { exponentials } from "./exponentials.ts";

/**
 * zᵢ − ln Σⱼ eᶻʲ along the last axis, which keeps its digits where softmax is nearly 0 or nearly 1. Gradient with
 * y = softmax(z): Gᵢ·Σⱼ yⱼ − yᵢ·Σⱼ Gⱼ, both sums over j ≠ i.
 */
export const logSoftmax: Op<[Tensor]> = {
  name: "logSoftmax",
  arity: 1,
  notation: { names: ["log_softmax"], inputs: 1 },
  says: {
    value: "yᵢ = zᵢ − ln Σⱼ e^zⱼ, along the last axis",
    slopes: ["∂yᵢ/∂zⱼ = 1 − softmax(z)ᵢ for i = j, else −softmax(z)ⱼ"],
  },
  shape: ([z]) => z,
  value: (z) =>
    alongRows(z, (row, to) => {
      const { top, rest } = exponentials(row);
      const logOfTotal = Math.log1p(rest);
      for (let place = 0; place < row.length; place++) to[place] = (row[place] as number) - top - logOfTotal;
    }),
  error: ([z], [e], y) =>
    alongRows(z, (row, to, start) => {
      const { top, rest, restRoundings } = exponentials(row);
      const logOfTotal = Math.log1p(rest);
      const widest = widestOf(e, start, row.length);
      for (let place = 0; place < row.length; place++) {
        const distance = top - (row[place] as number);
        const size = Math.abs(y.data[start + place] as number);
        const roundings = restRoundings + functionRoundings * logOfTotal + distance + size;
        const rounded = 2 * roundings * unitRoundoff + (row.length + 2 * functionRoundings) * leastPositive;
        // 1 − softmax(z)ᵢ ≤ |y|, and shifts of z make it at most e^(2·widest) times as large
        const steepest = Math.min(1, (size + rounded) * Math.exp(2 * widest));
        to[place] = 2 * widest * steepest + rounded;
      }
    }),
  pullback: (on, seed, [z]) => {
    const y = on.softmax(z);
    return [on.subtract(on.multiply(seed, on.sumOfOthers(y)), on.multiply(y, on.sumOfOthers(seed)))];
  },
  tangents: (on, [z]) => [(dz) => on.leadOverOthers(dz, on.softmax(z))],
};
