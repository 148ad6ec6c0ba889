import type { Op } from "../op.ts";
import { leastPositive, unitRoundoff } from "../rounding.ts";
import type { Shape, Tensor } from "../tensor.ts";

/** A·B of [m, k] and [k, n], shape [m, n]. With G the gradient of the output: ∂/∂A is G·Bᵀ, ∂/∂B is Aᵀ·G. */
export const matmul: Op<[Tensor, Tensor]> = {
  name: "matmul",
  arity: 2,
  shape: ([a, b]) => {
    const { rows, columns } = sizes(a, b);
    return [rows, columns];
  },
  value: product,
  error: ([a, b], [ea, eb], y) => {
    const { inner } = sizes(a.shape, b.shape);
    const fromA = product(ea, plus(size(b), eb));
    const fromB = product(size(a), eb);
    const absolute = product(size(a), size(b));
    const factors = product(presence(a), presence(b));
    const data = y.data.map((_, place) => {
      const terms = absolute.data[place] as number;
      // Whether there is anything to round is asked of the factors: their products may all have underflowed to 0.
      const rounded = factors.data[place] === 0 ? 0 : inner * (terms * unitRoundoff + leastPositive);
      return (fromA.data[place] as number) + (fromB.data[place] as number) + rounded;
    });
    return { shape: y.shape, data };
  },
  pullback: (on, seed, [a, b]) => [on.matmul(seed, on.transpose(b)), on.matmul(on.transpose(a), seed)],
  tangents: (on, [a, b]) => [(da) => on.matmul(da, b), (db) => on.matmul(a, db)],
};

function sizes(a: Shape, b: Shape): { rows: number; inner: number; columns: number } {
  const [rows, inner, ...moreA] = a;
  const [innerOfB, columns, ...moreB] = b;
  if (rows === undefined || inner === undefined || columns === undefined || moreA.length + moreB.length > 0) {
    throw new Error(`matmul: takes two matrices, not [${a}] and [${b}]`);
  }
  if (inner !== innerOfB) throw new Error(`matmul: inner sizes ${inner} and ${innerOfB} differ`);
  return { rows, inner, columns };
}

/** Row by row of B, so that the inner loop runs along memory. */
function product(a: Tensor, b: Tensor): Tensor {
  const { rows, inner, columns } = sizes(a.shape, b.shape);
  const data = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    for (let k = 0; k < inner; k++) {
      const factor = a.data[row * inner + k] as number;
      const from = k * columns;
      for (let column = 0; column < columns; column++) {
        data[start + column] = (data[start + column] as number) + factor * (b.data[from + column] as number);
      }
    }
  }
  return { shape: [rows, columns], data };
}

function size(tensor: Tensor): Tensor {
  return { shape: tensor.shape, data: tensor.data.map(Math.abs) };
}

/** 1 where a number stands, 0 where there is 0. */
function presence(tensor: Tensor): Tensor {
  return { shape: tensor.shape, data: tensor.data.map((value) => (value === 0 ? 0 : 1)) };
}

function plus(a: Tensor, b: Tensor): Tensor {
  return { shape: a.shape, data: a.data.map((value, place) => value + (b.data[place] as number)) };
}
