import { type AnyOp, callOn, type On, splitInputs } from "./op.ts";
import { catalogue } from "./ops/catalogue.ts";
import { type Shape, scalar, type Tensor } from "./tensor.ts";
import { topologicalOrder } from "./topological-order.ts";

/**
 * One recorded step. Nodes point at what they were made from, and nothing points forwards: a tape is the set of nodes that an
 * output reaches. A node knows its shape and no value, so it is recorded once and evaluated at many points.
 */
export interface Node {
  /** `null` for an input and for a constant. */
  readonly op: AnyOp | null;
  readonly inputs: readonly Node[];
  readonly options: readonly unknown[];
  readonly shape: Shape;
  /** The value of a constant, else `null`. */
  readonly constant: Tensor | null;
}

const none: readonly never[] = [];

/** A quantity whose value is given at each evaluation. Every call makes another one. */
export function input(shape: Shape): Node {
  return { op: null, inputs: none, options: none, shape, constant: null };
}

function constant(value: number | Tensor): Node {
  const tensor = typeof value === "number" ? scalar(value) : value;
  return { op: null, inputs: none, options: none, shape: tensor.shape, constant: tensor };
}

function recorded(op: AnyOp, all: readonly unknown[]): Node {
  const [parts, options] = splitInputs(op, all);
  const inputs = parts as Node[];
  const shape = op.shape(
    inputs.map((node) => node.shape),
    ...options,
  );
  return { op, inputs, options, shape, constant: null };
}

/** The catalogue as methods on nodes: rules written against `on` are written down. */
export const record: On<Node> = {
  ...(Object.fromEntries(
    Object.values<AnyOp>(catalogue).map((op) => [op.name, (...all: readonly unknown[]) => recorded(op, all)]),
  ) as unknown as On<Node>),
  constant,
  shapeOf: (node) => node.shape,
};

/** Carries a tape out, one node after another. Throws where an input has no value. */
export function valuesOf(outputs: readonly Node[], given: ReadonlyMap<Node, Tensor>): Map<Node, Tensor> {
  const values = new Map<Node, Tensor>();
  for (const node of topologicalOrder(outputs)) {
    const value =
      given.get(node) ??
      node.constant ??
      node.op?.value(...node.inputs.map((part) => valueAt(values, part)), ...node.options);
    if (value === undefined) throw new Error(`an input of shape [${node.shape}] has no value`);
    values.set(node, value);
  }
  return values;
}

/** Carries a tape out on any carrier: the nodes of `given` stand for their values, the rest is worked out from them. */
export function replay<V>(on: On<V>, output: Node, given: ReadonlyMap<Node, V>): V {
  return replayAll(on, [output], given).get(output) as V;
}

/** The same for several outputs, with the value of every node on the way. */
export function replayAll<V>(on: On<V>, outputs: readonly Node[], given: ReadonlyMap<Node, V>): Map<Node, V> {
  const made = new Map<Node, V>(given);
  for (const node of topologicalOrder(outputs, (known) => given.has(known))) {
    const inputs = node.inputs.map((part) => made.get(part) as V);
    if (node.constant !== null) made.set(node, on.constant(node.constant));
    else if (node.op !== null) made.set(node, callOn(on, node.op, inputs, node.options));
    else throw new Error(`an input of shape [${node.shape}] has no value`);
  }
  return made;
}

function valueAt(values: ReadonlyMap<Node, Tensor>, node: Node): Tensor {
  const value = values.get(node);
  if (value === undefined) throw new Error("a node was reached before its inputs");
  return value;
}
