import { stretched } from "./broadcast.ts";
import { type Shape, sizeOf, type Tensor } from "./tensor.ts";
import { asView, isTensor, type Strided, type View } from "./view.ts";

/** One of two tensors that are gone through in step: where each row begins in its numbers, and the step along a row. */
export interface Side {
  readonly numbers: Float64Array;
  readonly starts: readonly number[];
  readonly step: number;
}

/** Rows of `length` elements, in row-major order. */
export interface Rows {
  readonly length: number;
  readonly left: Side;
  readonly right: Side;
}

/**
 * Two tensors stretched to `shape`, cut into rows along which each goes by a fixed step. Rows are as long as can be: two contiguous
 * tensors of this shape are one row.
 */
export function rowsOf(left: Strided, right: Strided, shape: Shape): Rows {
  const size = sizeOf(shape);
  if (isTensor(left) && isTensor(right) && left.data.length === size && right.data.length === size) {
    return { length: size, left: wholeOf(left), right: wholeOf(right) };
  }
  const [a, b] = [asView(stretched(left, shape)), asView(stretched(right, shape))];
  const axes = joinedAxes(shape, a.strides, b.strides);
  const length = axes.sizes[0] ?? 1;
  return { length, left: sideOf(a, axes.sizes, axes.left), right: sideOf(b, axes.sizes, axes.right) };
}

/** Writes `source`, stretched where it has to be, into what `target` shows: the one place where a view is written through. */
export function assign(target: Strided, source: Strided): void {
  const { length, left, right } = rowsOf(target, source, target.shape);
  for (let row = 0; row < left.starts.length; row++) {
    const [to, from] = [left.starts[row] as number, right.starts[row] as number];
    for (let n = 0; n < length; n++) left.numbers[to + n * left.step] = right.numbers[from + n * right.step] as number;
  }
}

/** The same numbers in row-major order: what a view shows is copied, a tensor is given back as it is. */
export function contiguous(z: Strided): Tensor {
  if (isTensor(z)) return z;
  const copy = { shape: z.shape, data: new Float64Array(sizeOf(z.shape)) };
  assign(copy, z);
  return copy;
}

/** Sizes and the strides of two sides, from the innermost axis outwards. */
export interface Axes {
  readonly sizes: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** Leaves out axes of size 1, and joins an axis to the one inside it where both sides go on from one to the next in equal steps. */
export function joinedAxes(shape: Shape, leftStrides: readonly number[], rightStrides: readonly number[]): Axes {
  const sizes: number[] = [];
  const left: number[] = [];
  const right: number[] = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis] as number;
    if (size === 1) continue;
    const [ofLeft, ofRight] = [leftStrides[axis] as number, rightStrides[axis] as number];
    const inner = sizes.length - 1;
    const width = sizes[inner] ?? 0;
    if (inner >= 0 && ofLeft === (left[inner] as number) * width && ofRight === (right[inner] as number) * width) {
      sizes[inner] = width * size;
    } else {
      sizes.push(size);
      left.push(ofLeft);
      right.push(ofRight);
    }
  }
  return { sizes, left, right };
}

const firstPlace: readonly number[] = [0];

function wholeOf({ data }: Tensor): Side {
  return { numbers: data, starts: firstPlace, step: 1 };
}

function sideOf({ numbers, offset }: View, sizes: readonly number[], strides: readonly number[]): Side {
  let starts = [offset];
  for (let axis = sizes.length - 1; axis > 0; axis--) {
    const [size, stride] = [sizes[axis] as number, strides[axis] as number];
    const finer: number[] = [];
    for (const start of starts) for (let n = 0; n < size; n++) finer.push(start + n * stride);
    starts = finer;
  }
  return { numbers, starts, step: strides[0] ?? 0 };
}
