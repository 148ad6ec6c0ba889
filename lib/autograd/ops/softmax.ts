import type { On, Op } from "../op.ts";
import { functionRoundings, leastPositive, unitRoundoff } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/**
 * eᶻⁱ / Σⱼ eᶻʲ along the last axis, computed from z − max z. With G the output's gradient: yᵢ·Σⱼ yⱼ(Gᵢ − Gⱼ), since
 * Gᵢ − Σⱼ yⱼGⱼ is exactly 0 where yᵢ rounds to 1.
 */
export const softmax: Op<[Tensor]> = {
  name: "softmax",
  arity: 1,
  notation: { names: ["softmax"], inputs: 1 },
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
  pullback: (on, seed, _, y) => [on.multiply(y, lead(on, seed, y))],
  tangents: (on, _, y) => [(dz) => on.multiply(y, lead(on, dz, y))],
};

/**
 * zᵢ − ln Σⱼ eᶻʲ along the last axis, which keeps its digits where softmax is nearly 0 or nearly 1. Gradient with
 * y = softmax(z): Gᵢ·Σⱼ yⱼ − yᵢ·Σⱼ Gⱼ, both sums over j ≠ i.
 */
export const logSoftmax: Op<[Tensor]> = {
  name: "logSoftmax",
  arity: 1,
  notation: { names: ["log_softmax"], inputs: 1 },
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
    return [on.subtract(on.multiply(seed, sumOfOthers(on, y)), on.multiply(y, sumOfOthers(on, seed)))];
  },
  tangents: (on, [z]) => [(dz) => lead(on, dz, on.softmax(z))],
};

/** Gᵢ − Σⱼ yⱼGⱼ as Σⱼ yⱼ(Gᵢ − Gⱼ) over j ≠ i: where y adds up to 1 the two are the same, and this subtracts before it rounds. */
function lead<V>(on: On<V>, passing: V, y: V): V {
  const { down, across, last } = tableOf(on, y);
  const differences = on.subtract(on.reshape(passing, down), on.reshape(passing, across));
  return on.reshape(on.sum(on.multiply(others(on, y), differences), last), on.shapeOf(y));
}

/** Σ over j ≠ i along the last axis: 1 − yᵢ with all its digits where y adds up to 1. */
function sumOfOthers<V>(on: On<V>, z: V): V {
  return on.reshape(on.sum(others(on, z), tableOf(on, z).last), on.shapeOf(z));
}

/** Each row as a table, whose line i is the row with 0 in place i. */
function others<V>(on: On<V>, z: V): V {
  const { length, across } = tableOf(on, z);
  const data = Float64Array.from({ length: length * length }, (_, place) => (place % (length + 1) === 0 ? 0 : 1));
  return on.multiply(on.reshape(z, across), on.constant({ shape: [length, length], data }));
}

/** The shapes that hold the rows of z as columns and as lines of tables, one table for each row. */
function tableOf<V>(on: On<V>, z: V) {
  const shape = on.shapeOf(z);
  const [before, length] = [shape.slice(0, -1), shape.at(-1) ?? 1];
  return { length, down: [...before, length, 1], across: [...before, 1, length], last: before.length + 1 };
}

/** The largest z of one row and Σ e^(z − max z) over the others, with the roundings in that sum as multiples of one. */
function exponentials(row: Float64Array) {
  let top = Number.NEGATIVE_INFINITY;
  for (const value of row) top = Math.max(top, value);
  const placeOfTop = row.indexOf(top);
  // 0, but not a number where the largest is infinite
  let rest = top - top;
  let restRoundings = 0;
  for (let place = 0; place < row.length; place++) {
    if (place === placeOfTop) continue;
    const distance = top - (row[place] as number);
    const raised = Math.exp(-distance);
    rest += raised;
    if (raised > 0) restRoundings += raised * (distance + functionRoundings + row.length);
  }
  return { top, rest, restRoundings };
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
