import fc from "fast-check";
import type { AnyOp } from "#lib/autograd/op.ts";
import { catalogue } from "#lib/autograd/ops/catalogue.ts";
import { type Shape, sizeOf, type Tensor } from "#lib/autograd/tensor.ts";
import { asView, type Strided } from "#lib/autograd/view.ts";

/** Up to four axes of up to four: small, and all of 0, 1, equal and different sizes come together. */
export const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 });
export const shapesWithNothing = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 });

/** 1, 2, 3, …: every number tells where it came from. */
export function counted(shape: Shape): Tensor {
  return { shape, data: Float64Array.from({ length: sizeOf(shape) }, (_, place) => place + 1) };
}

/** The element at one index, by the sum that defines a view. */
export function elementAt(z: Strided, index: readonly number[]): number {
  const { strides, offset, numbers } = asView(z);
  return numbers[index.reduce((place, step, axis) => place + step * (strides[axis] as number), offset)] as number;
}

export function* indicesOf(shape: Shape): Generator<readonly number[]> {
  const [size, ...inner] = shape;
  if (size === undefined) yield [];
  else for (let step = 0; step < size; step++) for (const rest of indicesOf(inner)) yield [step, ...rest];
}

/** A tensor filled element by element. */
export function built(shape: Shape, at: (index: readonly number[]) => number): Tensor {
  return { shape, data: Float64Array.from(indicesOf(shape), at) };
}

/** One op that only looks, and the same written out index by index, as a copy. */
interface Look {
  readonly op: AnyOp;
  readonly options: readonly unknown[];
  copy(z: Tensor): Tensor;
}

const look = (op: unknown, options: readonly unknown[], copy: (z: Tensor) => Tensor): Look => ({
  op: op as AnyOp,
  options,
  copy,
});

export const transposing = look(catalogue.transpose, [], (z) =>
  built([z.shape[1] as number, z.shape[0] as number], ([row, column]) => elementAt(z, [column, row] as number[])),
);

export const slicing = (axis: number, start: number, end: number) =>
  look(catalogue.slice, [axis, start, end], (z) =>
    built(z.shape.with(axis, end - start), (index) => elementAt(z, index.with(axis, (index[axis] as number) + start))),
  );

export const reshaping = (shape: Shape) => look(catalogue.reshape, [shape], (z) => ({ shape, data: z.data.slice() }));

export const stretching = (shape: Shape) =>
  look(catalogue.broadcastTo, [shape], (z) =>
    built(shape, (index) => {
      const own = index.slice(index.length - z.shape.length);
      return elementAt(
        z,
        own.map((step, axis) => (z.shape[axis] === 1 ? 0 : step)),
      );
    }),
  );

/** All ways to write a size as a product of up to three axes. */
function shapesOfSize(size: number): Shape[] {
  const divisors = Array.from({ length: size }, (_, n) => n + 1).filter((n) => size % n === 0);
  const two = divisors.map((n) => [n, size / n]);
  return [[size], ...two, ...two.flatMap(([n, rest]) => two.map(() => [n as number, 1, rest as number]))];
}

/** What can be looked at in a tensor of this shape; chosen by the numbers drawn. */
function drawLook(shape: Shape, [kind, first, second]: readonly [number, number, number]): Look {
  const axis = first % Math.max(1, shape.length);
  const size = shape[axis] ?? 1;
  const start = second % size;
  const wider = [
    ...Array.from({ length: first % 2 }, () => 2),
    ...shape.map((own) => (own === 1 ? 1 + (second % 3) : own)),
  ];
  const refilled = shapesOfSize(sizeOf(shape));
  if (kind === 0 && shape.length === 2) return transposing;
  if (kind === 1 && shape.length > 0) return slicing(axis, start, size - (first % (size - start)));
  if (kind === 2) return stretching(wider);
  return reshaping(refilled[(first + second) % refilled.length] as Shape);
}

export const draws = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.nat(60), fc.nat(60)), {
  minLength: 1,
  maxLength: 6,
});

/** A chain of views and the same chain of copies. */
export function chain(start: Tensor, drawn: readonly (readonly [number, number, number])[]) {
  let view: Strided = start;
  let copy = start;
  for (const draw of drawn) {
    if (sizeOf(copy.shape) > 500) break; // stretched again and again
    const { op, options, copy: copied } = drawLook(copy.shape, draw);
    view = op.view?.(view, ...options) as Strided;
    copy = copied(copy);
  }
  return { view, copy };
}

/** Numbers between −1 and 1 that no sum or product of them turns into one another. */
export function scaled(shape: Shape): Tensor {
  const { data } = counted(shape);
  return { shape, data: data.map((count) => Math.sin(count * count)) };
}
