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

/** Four rows of B at a time, so that the inner loop runs along memory and keeps its sum at hand; terms are added in their order. */
function product(a: Tensor, b: Tensor): Tensor {
  const { rows, inner, columns } = sizes(a.shape, b.shape);
  const data = new Float64Array(rows * columns);
  const [left, right] = [a.data, b.data];
  const whole = inner - (inner % 4);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    const from = row * inner;
    for (let k = 0; k < whole; k += 4) {
      const first = left[from + k] as number;
      const second = left[from + k + 1] as number;
      const third = left[from + k + 2] as number;
      const fourth = left[from + k + 3] as number;
      const below = k * columns;
      for (let column = 0; column < columns; column++) {
        const at = below + column;
        data[start + column] =
          (data[start + column] as number) +
          first * (right[at] as number) +
          second * (right[at + columns] as number) +
          third * (right[at + 2 * columns] as number) +
          fourth * (right[at + 3 * columns] as number);
      }
    }
    for (let k = whole; k < inner; k++) {
      const factor = left[from + k] as number;
      for (let column = 0; column < columns; column++) {
        data[start + column] = (data[start + column] as number) + factor * (right[k * columns + column] as number);
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
