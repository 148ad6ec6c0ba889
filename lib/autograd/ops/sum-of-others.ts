import type { Op } from "../op.ts";
import { unitRoundoff } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";
import { alongRows } from "./along-rows.ts";

/**
 * yᵢ = Σⱼ zⱼ over j ≠ i, along the last axis: 1 − zᵢ with all its digits where z adds up to 1. Its matrix is symmetric, so
 * gradients and tangents are summed in the same way.
 */
export const sumOfOthers: Op<[Tensor]> = {
  name: "sumOfOthers",
  arity: 1,
  says: { value: "yᵢ = Σⱼ zⱼ over j ≠ i, along the last axis", slopes: ["∂yᵢ/∂zⱼ = 0 for i = j, else 1"] },
  shape: ([z]) => z,
  value: (z) => alongRows(z, (row, to) => to.set(sumsOfOthers(row))),
  error: ([z], [e]) =>
    alongRows(z, (row, to, start) => {
      const sizes = sumsOfOthers(row.map(Math.abs));
      const passed = sumsOfOthers(e.data.subarray(start, start + row.length));
      for (let i = 0; i < row.length; i++) {
        to[i] = (passed[i] as number) + row.length * unitRoundoff * (sizes[i] as number);
      }
    }),
  pullback: (on, seed) => [on.sumOfOthers(seed)],
  tangents: (on) => [(dz) => on.sumOfOthers(dz)],
};

/** Σ before i plus Σ behind i: two passes, and nothing is subtracted. */
export function sumsOfOthers(row: Float64Array): Float64Array {
  const sums = new Float64Array(row.length);
  let before = 0;
  for (let i = 0; i < row.length; i++) {
    sums[i] = before;
    before += row[i] as number;
  }
  let behind = 0;
  for (let i = row.length - 1; i >= 0; i--) {
    sums[i] = (sums[i] as number) + behind;
    behind += row[i] as number;
  }
  return sums;
}
