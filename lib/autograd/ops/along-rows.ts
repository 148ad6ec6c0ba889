import { contiguous } from "../rows.ts";
import type { Tensor } from "../tensor.ts";
import type { Strided } from "../view.ts";

/** A tensor of the same shape, filled row by row; a row runs along the last axis, and a lone number is one. */
export function alongRows(z: Strided, fill: (row: Float64Array, to: Float64Array, start: number) => void): Tensor {
  const { shape, data: numbers } = contiguous(z);
  const data = new Float64Array(numbers.length);
  const length = shape.at(-1) ?? 1;
  for (let start = 0; start < data.length; start += length) {
    fill(numbers.subarray(start, start + length), data.subarray(start, start + length), start);
  }
  return { shape, data };
}

/** The largest of a row of bounds. */
export function widestOf(e: Tensor, start: number, length: number): number {
  let widest = 0;
  for (let place = start; place < start + length; place++) widest = Math.max(widest, e.data[place] as number);
  return widest;
}
