import type { Op } from "../op.ts";
import { leastPositive, unitRoundoff } from "../rounding.ts";
import type { Shape, Tensor } from "../tensor.ts";
import { asView, type Strided } from "../view.ts";

/** A·B of [m, k] and [k, n], shape [m, n]. With G the gradient of the output: ∂/∂A is G·Bᵀ, ∂/∂B is Aᵀ·G. */
export const matmul: Op<[Tensor, Tensor]> = {
  name: "matmul",
  says: { value: "A·B: the matrix of Σₖ aᵢₖ·bₖⱼ", slopes: ["G·Bᵀ, G the gradient of the product", "Aᵀ·G"] },
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

/**
 * Two rows and four columns at a time: their eight sums stay at hand, and each number that is read serves several. Where the matrix
 * ends sooner, its last row or column is worked out again. Both are read by their strides, so a transposed matrix needs no copy.
 */
function product(a: Strided, b: Strided): Tensor {
  const { rows, inner, columns } = sizes(a.shape, b.shape);
  const data = new Float64Array(rows * columns);
  const { numbers: left, offset: leftStart, strides: leftStrides } = asView(a);
  const { numbers: right, offset: rightStart, strides: rightStrides } = asView(b);
  const [down, along] = leftStrides as [number, number];
  const [below, beside] = rightStrides as [number, number];
  for (let column = 0; column < columns; column += 4) {
    const [second, third, fourth] = [1, 2, 3].map((n) => Math.min(n, columns - 1 - column)) as [number, number, number];
    const [toSecond, toThird, toFourth] = [second * beside, third * beside, fourth * beside];
    for (let row = 0; row < rows; row += 2) {
      const lower = Math.min(1, rows - 1 - row);
      const toLower = lower * down;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let s4 = 0;
      let t1 = 0;
      let t2 = 0;
      let t3 = 0;
      let t4 = 0;
      let i = leftStart + row * down;
      let j = rightStart + column * beside;
      for (let k = 0; k < inner; k++) {
        const x = left[i] as number;
        const y = left[i + toLower] as number;
        const first = right[j] as number;
        s1 += x * first;
        t1 += y * first;
        const second = right[j + toSecond] as number;
        s2 += x * second;
        t2 += y * second;
        const third = right[j + toThird] as number;
        s3 += x * third;
        t3 += y * third;
        const fourth = right[j + toFourth] as number;
        s4 += x * fourth;
        t4 += y * fourth;
        i += along;
        j += below;
      }
      const upperRow = row * columns + column;
      data[upperRow] = s1;
      data[upperRow + second] = s2;
      data[upperRow + third] = s3;
      data[upperRow + fourth] = s4;
      const lowerRow = upperRow + lower * columns;
      data[lowerRow] = t1;
      data[lowerRow + second] = t2;
      data[lowerRow + third] = t3;
      data[lowerRow + fourth] = t4;
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
