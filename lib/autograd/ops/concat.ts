import { type On, type Op, perInput } from "../op.ts";
import { assign } from "../rows.ts";
import { filled, type Shape, type Tensor } from "../tensor.ts";
import type { Strided } from "../view.ts";
import { sliced } from "./slice.ts";

/** Tensors one after another along an axis; their other axes agree. Each gets its part of the gradient. */
export const concat: Op<readonly Tensor[], [axis: number]> = {
  name: "concat",
  says: { value: "tensors one after another along an axis", slopes: ["1: each gets its part of the gradient"] },
  arity: "many",
  shape: (shapes, axis) => joinedShape(shapes, axis),
  value: (...all) => {
    const axis = all.at(-1) as number;
    return joined(all.slice(0, -1) as readonly Strided[], axis);
  },
  error: (_, errors, __, axis) => joined(errors, axis),
  pullback: (on, seed, inputs, _, axis) =>
    perInput(inputs, (input, place) => {
      const start = lengthOf(on, inputs.slice(0, place), axis);
      return on.slice(seed, axis, start, start + lengthOf(on, [input], axis));
    }),
  tangents: (on, inputs, _, axis) =>
    perInput(inputs, (_input, place) => {
      const before = lengthOf(on, inputs.slice(0, place), axis);
      const after = lengthOf(on, inputs.slice(place + 1), axis);
      return (tangent) => on.pad(tangent, axis, before, after);
    }),
};

/** How long the inputs are together along the axis. */
function lengthOf<V>(on: On<V>, inputs: readonly V[], axis: number): number {
  return inputs.reduce((total, input) => total + (on.shapeOf(input)[axis] ?? 0), 0);
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

function joined(tensors: readonly Strided[], axis: number): Tensor {
  const shapes = tensors.map((tensor) => tensor.shape);
  const whole = filled(joinedShape(shapes, axis), 0);
  let start = 0;
  for (const tensor of tensors) {
    const end = start + (tensor.shape[axis] ?? 0);
    assign(sliced(whole, axis, start, end), tensor);
    start = end;
  }
  return whole;
}
