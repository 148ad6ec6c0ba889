import { type AnyOp, type On, splitInputs } from "#lib/autograd/op.ts";
import { catalogue } from "#lib/autograd/ops/catalogue.ts";
import { type Shape, sizeOf } from "#lib/autograd/tensor.ts";
import type { Partial, Tree } from "#lib/expression/tree.ts";
import { recordTree } from "./record-tree.ts";

/** Shapes of what a formula may name. */
export interface NamedShapes {
  shapeOf(name: string): Shape;
}

/**
 * How many numbers have to be worked out for a formula at one point, products inside a matrix product included. Known from
 * the shapes alone, before anything is computed: a list of n makes an n×n product, and a product of those n³ multiplications.
 * Null where the shapes do not fit, which evaluating it then says.
 */
export function workOf(tree: Tree, shapes: NamedShapes): number | null {
  const counter = new WorkCounter();
  const partial = ({ of, by }: Partial): Shape => {
    const rows = shapes.shapeOf(of);
    const shape = sizeOf(rows) === 1 ? shapes.shapeOf(by) : [...rows, ...shapes.shapeOf(by)];
    counter.work += sizeOf(shape);
    return shape;
  };
  const recorded = recordTree<Shape>({ on: counter.on, name: (name) => shapes.shapeOf(name), partial }, tree);
  return recorded.ok ? counter.work : null;
}

/** The catalogue on shapes: each op gives the shape of its result and is counted. */
class WorkCounter {
  work = 0;
  readonly on: On<Shape>;

  constructor() {
    const methods = Object.values<AnyOp>(catalogue).map((op) => [
      op.name,
      (...all: readonly unknown[]): Shape => {
        const [inputs, options] = splitInputs(op, all);
        const shape = op.shape(inputs as Shape[], ...options);
        this.work += this.#workOf(op, inputs as Shape[], shape);
        return shape;
      },
    ]);
    this.on = {
      ...(Object.fromEntries(methods) as unknown as On<Shape>),
      constant: (value) => (typeof value === "number" ? [] : value.shape),
      shapeOf: (shape) => shape,
    };
  }

  #workOf(op: AnyOp, inputs: readonly Shape[], output: Shape): number {
    const inner = op.name === catalogue.matmul.name ? (inputs[0]?.at(-1) ?? 1) : 1;
    return Math.max(sizeOf(output) * inner, ...inputs.map(sizeOf));
  }
}
