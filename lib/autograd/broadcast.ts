import { type Shape, sameShape } from "./tensor.ts";
import { asView, type Strided } from "./view.ts";

/** The shape two operands take together, as in NumPy: aligned at the last axis, size 1 stretches; `null` if they do not fit. */
export function broadcastShape(left: Shape, right: Shape): Shape | null {
  if (sameShape(left, right) || right.length === 0) return left;
  if (left.length === 0) return right;
  const rank = Math.max(left.length, right.length);
  const shape: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const a = left[left.length - rank + axis] ?? 1;
    const b = right[right.length - rank + axis] ?? 1;
    if (a !== b && a !== 1 && b !== 1) return null;
    shape.push(a === 1 ? b : a);
  }
  return shape;
}

/** The shape of an elementwise result; throws where the operands do not fit, naming the op. */
export function fittingShape(op: string, left: Shape, right: Shape): Shape {
  const shape = broadcastShape(left, right);
  if (shape === null) throw new Error(`${op}: shapes [${left}] and [${right}] do not fit`);
  return shape;
}

/** Broadcast to `shape`, without a copy: along missing axes and axes of size 1 the stride 0 gives one element again and again. */
export function stretched(z: Strided, shape: Shape): Strided {
  if (sameShape(z.shape, shape)) return z;
  const { shape: own, strides, offset, numbers } = asView(z);
  const missing = shape.length - own.length;
  if (missing < 0) throw new Error(`[${own}] does not stretch to [${shape}]`);
  const wide = shape.map((size, axis) => {
    const ownSize = own[axis - missing] ?? 1;
    if (ownSize === 1) return 0;
    if (ownSize !== size) throw new Error(`[${own}] does not stretch to [${shape}]`);
    return strides[axis - missing] as number;
  });
  return { shape, strides: wide, offset, numbers };
}
