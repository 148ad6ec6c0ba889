import { type Shape, sameShape, sizeOf, type Tensor } from "./tensor.ts";

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

/**
 * For each element of a tensor of shape `to`, in order, the place in a tensor of shape `from` that broadcasting reads there:
 * `[0, 0, 0, 1, 1, 1]` from [2, 1] to [2, 3].
 */
export function sourcePlaces(from: Shape, to: Shape): Int32Array {
  const places = new Int32Array(sizeOf(to));
  const missing = to.length - from.length;
  let stride = sizeOf(from);
  let period = places.length;
  for (let axis = 0; axis < to.length; axis++) {
    const size = to[axis] ?? 1;
    period /= size;
    const fromSize = axis < missing ? 1 : (from[axis - missing] ?? 1);
    stride /= fromSize;
    if (fromSize === 1) continue;
    for (let place = 0; place < places.length; place++) {
      places[place] = (places[place] ?? 0) + (Math.floor(place / period) % size) * stride;
    }
  }
  return places;
}

export function broadcastTo(tensor: Tensor, shape: Shape): Tensor {
  if (sameShape(tensor.shape, shape)) return tensor;
  const places = sourcePlaces(tensor.shape, shape);
  return { shape, data: Float64Array.from(places, (place) => tensor.data[place] ?? Number.NaN) };
}

/** The transpose of `broadcastTo`: adds up all elements that one was broadcast to. */
export function sumTo(tensor: Tensor, shape: Shape): Tensor {
  if (sameShape(tensor.shape, shape)) return tensor;
  const places = sourcePlaces(shape, tensor.shape);
  const data = new Float64Array(sizeOf(shape));
  for (let place = 0; place < places.length; place++) {
    const target = places[place] ?? 0;
    data[target] = (data[target] ?? 0) + (tensor.data[place] ?? 0);
  }
  return { shape, data };
}
