import type { Op } from "../op.ts";
import { type Shape, sizeOf, type Tensor } from "../tensor.ts";

/** A tensor seen along one axis: `outer` blocks of `length` rows of `inner` numbers. */
interface Along {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

function along(op: string, shape: Shape, axis: number): Along {
  const length = shape[axis];
  if (length === undefined) throw new Error(`${op}: [${shape}] has no axis ${axis}`);
  return { outer: sizeOf(shape.slice(0, axis)), length, inner: sizeOf(shape.slice(axis + 1)) };
}

/** Elements `start` (with) to `end` (without) along an axis. The gradient is padded with zeros. */
export const slice: Op<[Tensor], [axis: number, start: number, end: number]> = {
  name: "slice",
  arity: 1,
  shape: ([z], axis, start, end) => z.with(axis, end - start),
  value: cut,
  error: (_, [e], __, axis, start, end) => cut(e, axis, start, end),
  pullback: (on, seed, [z], _, axis, start, end) => [on.pad(seed, axis, start, (on.shapeOf(z)[axis] ?? end) - end)],
  tangents: (on, _, __, axis, start, end) => [(dz) => on.slice(dz, axis, start, end)],
};

/** Zeros before and after, along an axis: the transpose of `slice`. */
export const pad: Op<[Tensor], [axis: number, before: number, after: number]> = {
  name: "pad",
  arity: 1,
  shape: ([z], axis, before, after) => z.with(axis, (z[axis] ?? 0) + before + after),
  value: padded,
  error: (_, [e], __, axis, before, after) => padded(e, axis, before, after),
  pullback: (on, seed, [z], _, axis, before) => [on.slice(seed, axis, before, before + (on.shapeOf(z)[axis] ?? 0))],
  tangents: (on, _, __, axis, before, after) => [(dz) => on.pad(dz, axis, before, after)],
};

/** Tensors one after another along an axis; their other axes agree. Each gets its part of the gradient. */
export const concat: Op<readonly Tensor[], [axis: number]> = {
  name: "concat",
  arity: "many",
  shape: (shapes, axis) => joinedShape(shapes, axis),
  value: (...all) => {
    const axis = all.at(-1) as number;
    return joined(all.slice(0, -1) as readonly Tensor[], axis);
  },
  error: (_, errors, __, axis) => joined(errors, axis),
  pullback: (on, seed, inputs, _, axis) => {
    let start = 0;
    return inputs.map((input) => {
      const from = start;
      start += on.shapeOf(input)[axis] ?? 0;
      return on.slice(seed, axis, from, start);
    });
  },
  tangents: (on, inputs, y, axis) => {
    const total = on.shapeOf(y)[axis] ?? 0;
    let start = 0;
    return inputs.map((input) => {
      const before = start;
      start += on.shapeOf(input)[axis] ?? 0;
      const after = total - start;
      return (tangent) => on.pad(tangent, axis, before, after);
    });
  },
};

function cut(z: Tensor, axis: number, start: number, end: number): Tensor {
  const { outer, length, inner } = along("slice", z.shape, axis);
  if (start < 0 || end > length || start > end) throw new Error(`slice: ${start} to ${end} of ${length}`);
  const data = new Float64Array(outer * (end - start) * inner);
  for (let block = 0; block < outer; block++) {
    const from = (block * length + start) * inner;
    data.set(z.data.subarray(from, from + (end - start) * inner), block * (end - start) * inner);
  }
  return { shape: z.shape.with(axis, end - start), data };
}

function padded(z: Tensor, axis: number, before: number, after: number): Tensor {
  const { outer, length, inner } = along("pad", z.shape, axis);
  const total = before + length + after;
  const data = new Float64Array(outer * total * inner);
  for (let block = 0; block < outer; block++) {
    const from = block * length * inner;
    data.set(z.data.subarray(from, from + length * inner), (block * total + before) * inner);
  }
  return { shape: z.shape.with(axis, total), data };
}

function joinedShape(shapes: readonly Shape[], axis: number): Shape {
  const [first] = shapes;
  if (first === undefined) throw new Error("concat: nothing to join");
  for (const shape of shapes) {
    const agrees =
      shape.length === first.length && shape.every((size, place) => place === axis || size === first[place]);
    if (!agrees) throw new Error(`concat: [${first}] and [${shape}] differ beside axis ${axis}`);
  }
  return first.with(
    axis,
    shapes.reduce((total, shape) => total + (shape[axis] ?? 0), 0),
  );
}

function joined(tensors: readonly Tensor[], axis: number): Tensor {
  const shape = joinedShape(
    tensors.map((tensor) => tensor.shape),
    axis,
  );
  const { outer, length: total, inner } = along("concat", shape, axis);
  const data = new Float64Array(sizeOf(shape));
  let start = 0;
  for (const tensor of tensors) {
    const run = (tensor.shape[axis] ?? 0) * inner;
    for (let block = 0; block < outer; block++) {
      data.set(tensor.data.subarray(block * run, (block + 1) * run), (block * total + start) * inner);
    }
    start += tensor.shape[axis] ?? 0;
  }
  return { shape, data };
}
