import type { Op } from "../op.ts";
import type { Shape, Tensor } from "../tensor.ts";
import { asView, type Strided, type View } from "../view.ts";
import { viewOp } from "../view-op.ts";

/** Aᵀ of a matrix, [m, n] to [n, m]: its strides exchanged. The gradient is transposed back. */
export const transpose: Op<[Tensor]> = {
  name: "transpose",
  says: { value: "Aᵀ: row i becomes column i", slopes: ["Gᵀ, G the gradient of the transpose"] },
  ...viewOp(transposed),
  shape: ([a]) => exchanged(a),
  pullback: (on, seed) => [on.transpose(seed)],
  tangents: (on) => [(da) => on.transpose(da)],
};

export function transposed(a: Strided): View {
  const { shape, strides, offset, numbers } = asView(a);
  return { shape: exchanged(shape), strides: exchanged(strides), offset, numbers };
}

function exchanged(axes: Shape): Shape {
  const [rows, columns, ...more] = axes;
  if (rows === undefined || columns === undefined || more.length > 0) {
    throw new Error(`transpose: takes a matrix, not one of ${axes.length} axes`);
  }
  return [columns, rows];
}
