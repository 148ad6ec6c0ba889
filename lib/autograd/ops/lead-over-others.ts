import type { Op } from "../op.ts";
import { leastPositive, unitRoundoff } from "../rounding.ts";
import { contiguous } from "../rows.ts";
import { type Shape, sameShape, type Tensor } from "../tensor.ts";
import { alongRows } from "./along-rows.ts";
import { sumsOfOthers } from "./sum-of-others.ts";

/**
 * yᵢ = Σⱼ bⱼ·(aᵢ − aⱼ), along the last axis of two tensors of one shape: by how much aᵢ exceeds the mean of a, weighed by
 * shares b that add up to 1, without the cancellation of aᵢ − Σⱼ bⱼaⱼ where bᵢ rounds to 1.
 */
export const leadOverOthers: Op<[Tensor, Tensor]> = {
  name: "leadOverOthers",
  arity: 2,
  says: {
    value: "yᵢ = Σⱼ bⱼ·(aᵢ − aⱼ), along the last axis",
    slopes: ["∂yᵢ/∂aⱼ = Σₖ bₖ over k ≠ i for i = j, else −bⱼ", "∂yᵢ/∂bⱼ = aᵢ − aⱼ"],
  },
  shape: ([a, b]) => commonShape(a, b),
  value: (a, b) => {
    commonShape(a.shape, b.shape);
    const shares = contiguous(b).data;
    return alongRows(a, (row, to, start) => fillLeads(row, shares.subarray(start, start + row.length), to));
  },
  error: ([a, b], [ea, eb]) =>
    alongRows(a, (row, to, start) => {
      const rowOf = ({ data }: Tensor) => data.subarray(start, start + row.length);
      fillErrors([row, rowOf(b)], [rowOf(ea), rowOf(eb)], to);
    }),
  pullback: (on, seed, [a, b]) => [
    on.subtract(on.multiply(seed, on.sumOfOthers(b)), on.multiply(b, on.sumOfOthers(seed))),
    on.negative(on.leadOverOthers(a, seed)),
  ],
  tangents: (on, [a, b]) => [(da) => on.leadOverOthers(da, b), (db) => on.leadOverOthers(a, db)],
};

type Row = Float64Array;

function commonShape(a: Shape, b: Shape): Shape {
  if (!sameShape(a, b)) throw new Error(`leadOverOthers: shapes [${a}] and [${b}] differ`);
  return a;
}

/**
 * With dᵢ = aᵢ − aₖ for the heaviest bₖ: dᵢ·Σⱼ bⱼ − Σⱼ bⱼdⱼ, both sums over j ≠ i. At the heaviest nothing is subtracted,
 * since dₖ is 0; where all aᵢ are equal every lead is exactly 0.
 */
function fillLeads(a: Row, b: Row, to: Row): void {
  const distances = distancesFromHeaviest(a, b);
  const shares = sumsOfOthers(b);
  const weighed = sumsOfOthers(product(b, distances));
  for (let i = 0; i < to.length; i++) to[i] = (distances[i] as number) * (shares[i] as number) - (weighed[i] as number);
}

/** Each term bⱼ(aᵢ − aⱼ) by the product rule, with |aᵢ − aⱼ| ≤ |dᵢ| + |dⱼ|, and the rounding of sums of that size. */
function fillErrors([a, b]: readonly [Row, Row], [ea, eb]: readonly [Row, Row], to: Row): void {
  const distances = distancesFromHeaviest(a, b);
  const far = distances.map((distance, i) => Math.abs(distance) + (ea[i] as number));
  const shares = b.map(Math.abs);
  const passed = [pairSums(ea, shares), pairSums(far, eb)];
  const terms = pairSums(far, shares);
  const factors = pairSums(distances.map(presence), b.map(presence));
  const roundings = to.length + 4;
  for (let i = 0; i < to.length; i++) {
    // Whether there is anything to round is asked of the factors: their products may all have underflowed to 0.
    const rounded = factors[i] === 0 ? 0 : roundings * ((terms[i] as number) * unitRoundoff + leastPositive);
    to[i] = (passed[0]?.[i] as number) + (passed[1]?.[i] as number) + rounded;
  }
}

/** Σⱼ (xᵢ + xⱼ)·wⱼ over j ≠ i. */
function pairSums(x: Row, w: Row): Row {
  const others = sumsOfOthers(w);
  const weighed = sumsOfOthers(product(x, w));
  return x.map((value, i) => value * (others[i] as number) + (weighed[i] as number));
}

function distancesFromHeaviest(a: Row, b: Row): Row {
  let heaviest = 0;
  for (let i = 1; i < b.length; i++) if (Math.abs(b[i] as number) > Math.abs(b[heaviest] as number)) heaviest = i;
  return a.map((value) => value - (a[heaviest] as number));
}

function product(x: Row, y: Row): Row {
  return x.map((value, i) => value * (y[i] as number));
}

/** 1 where a number stands, 0 where there is 0. */
const presence = (value: number) => (value === 0 ? 0 : 1);
