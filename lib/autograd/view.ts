import type { Shape, Tensor } from "./tensor.ts";

/**
 * A window on numbers that stand elsewhere, by strides as in NumPy: element [i, j] is `numbers[offset + i·strides[0] +
 * j·strides[1]]`. A stride of 0 repeats one element along a whole axis. A view has no `data`: code that counts on row-major
 * order does not compile on it.
 */
export interface View {
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly offset: number;
  readonly numbers: Float64Array;
}

/** What ops read: numbers in row-major order, or a view of some. */
export type Strided = Tensor | View;

export function isTensor(z: Strided): z is Tensor {
  return "data" in z;
}

export function asView(z: Strided): View {
  if (!isTensor(z)) return z;
  return { shape: z.shape, strides: rowMajorStrides(z.shape), offset: 0, numbers: z.data };
}

/** [12, 4, 1] for the shape [2, 3, 4]. */
export function rowMajorStrides(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis] as number;
  }
  return strides;
}
