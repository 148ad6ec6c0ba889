import type { Op } from "../op.ts";
import type { Shape, Tensor } from "../tensor.ts";

/** Aᵀ of a matrix, [m, n] to [n, m]; the gradient is transposed back. */
export const transpose: Op<[Tensor]> = {
  name: "transpose",
  arity: 1,
  shape: ([a]) => flipped(a),
  value: flip,
  error: (_, [e]) => flip(e),
  pullback: (on, seed) => [on.transpose(seed)],
  tangents: (on) => [(da) => on.transpose(da)],
};

function flipped(shape: Shape): Shape {
  const [rows, columns, ...more] = shape;
  if (rows === undefined || columns === undefined || more.length > 0) {
    throw new Error(`transpose: takes a matrix, not [${shape}]`);
  }
  return [columns, rows];
}

function flip(a: Tensor): Tensor {
  const shape = flipped(a.shape);
  const [columns = 0, rows = 0] = shape;
  const data = new Float64Array(a.data.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      data[column * rows + row] = a.data[row * columns + column] as number;
    }
  }
  return { shape, data };
}
