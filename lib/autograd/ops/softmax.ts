import type { On, Op } from "../op.ts";
import { functionRoundings, leastPositive, unitRoundoff } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** eᶻⁱ / Σⱼ eᶻʲ along the last axis, computed from z − max z. With G the output's gradient: y⊙(G − Σ G⊙y). */
export const softmax: Op<[Tensor]> = {
  name: "softmax",
  arity: 1,
  notation: { names: ["softmax"], inputs: 1 },
  shape: ([z]) => z,
  value: (z) =>
    alongRows(z, (row, to) => {
      const { top, total } = exponentials(row);
      for (let place = 0; place < row.length; place++) to[place] = Math.exp((row[place] as number) - top) / total;
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
  pullback: (on, seed, _, y) => [throughSoftmax(on, seed, y)],
  tangents: (on, _, y) => [(dz) => throughSoftmax(on, dz, y)],
};

/** zᵢ − ln Σⱼ eᶻʲ along the last axis, which keeps its digits where softmax is nearly 0. Gradient: G − softmax(z)·Σ G. */
export const logSoftmax: Op<[Tensor]> = {
  name: "logSoftmax",
  arity: 1,
  notation: { names: ["log_softmax"], inputs: 1 },
  shape: ([z]) => z,
  value: (z) =>
    alongRows(z, (row, to) => {
      const { top, total } = exponentials(row);
      const logOfTotal = Math.log(total);
      for (let place = 0; place < row.length; place++) to[place] = (row[place] as number) - top - logOfTotal;
    }),
  error: ([z], [e], y) =>
    alongRows(z, (row, to, start) => {
      const { top, total } = exponentials(row);
      const widest = widestOf(e, start, row.length);
      for (let place = 0; place < row.length; place++) {
        const distance = top - (row[place] as number);
        const sizes = distance + Math.log(total) + Math.abs(y.data[start + place] as number);
        to[place] = 2 * widest + (row.length + 2 * functionRoundings + 2 * sizes) * unitRoundoff;
      }
    }),
  pullback: (on, seed, [z]) => [on.subtract(seed, on.multiply(on.softmax(z), on.sum(seed, lastAxis(on, z))))],
  tangents: (on, [z]) => [(dz) => on.subtract(dz, on.sum(on.multiply(on.softmax(z), dz), lastAxis(on, z)))],
};

/** The Jacobian of softmax is symmetric, so tangents and gradients pass alike. */
function throughSoftmax<V>(on: On<V>, passing: V, y: V): V {
  return on.multiply(y, on.subtract(passing, on.sum(on.multiply(passing, y), lastAxis(on, y))));
}

function lastAxis<V>(on: On<V>, z: V): number | undefined {
  const axes = on.shapeOf(z).length;
  return axes === 0 ? undefined : axes - 1;
}

/** max z and Σ e^(z − max z) of one row. */
function exponentials(row: Float64Array): { readonly top: number; readonly total: number } {
  let top = Number.NEGATIVE_INFINITY;
  for (const value of row) top = Math.max(top, value);
  let total = 0;
  for (const value of row) total += Math.exp(value - top);
  return { top, total };
}

function widestOf(e: Tensor, start: number, length: number): number {
  let widest = 0;
  for (let place = start; place < start + length; place++) widest = Math.max(widest, e.data[place] as number);
  return widest;
}

function alongRows(z: Tensor, fill: (row: Float64Array, to: Float64Array, start: number) => void): Tensor {
  const data = new Float64Array(z.data.length);
  const length = z.shape.at(-1) ?? 1;
  for (let start = 0; start < data.length; start += length) {
    fill(z.data.subarray(start, start + length), data.subarray(start, start + length), start);
  }
  return { shape: z.shape, data };
}
