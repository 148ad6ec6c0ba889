import type { AnyOp, On } from "../op.ts";
import { catalogue } from "../ops/catalogue.ts";

/** An activation of a deep network: its op, and how steep it gets. */
interface DeepActivation {
  readonly op: AnyOp;
  readonly greatestSlope: number;
}

const anyOp = (op: unknown) => op as AnyOp;

/** By the names under which people know them. */
export const deepActivations = {
  sigmoid: { op: anyOp(catalogue.sigmoid), greatestSlope: 1 / 4 },
  tanh: { op: anyOp(catalogue.tanh), greatestSlope: 1 },
  relu: { op: anyOp(catalogue.relu), greatestSlope: 1 },
  leaky_relu: { op: anyOp(catalogue.leakyRelu), greatestSlope: 1 },
  elu: { op: anyOp(catalogue.elu), greatestSlope: 1 },
  /** λα, just below 0. */
  selu: { op: anyOp(catalogue.selu), greatestSlope: 1.7581 },
  /** At z = √2. */
  gelu: { op: anyOp(catalogue.gelu), greatestSlope: 1.1289 },
  /** At z = 2.4. */
  silu: { op: anyOp(catalogue.silu), greatestSlope: 1.0998 },
  linear: { op: anyOp(catalogue.identity), greatestSlope: 1 },
} as const satisfies Readonly<Record<string, DeepActivation>>;

export type DeepActivationName = keyof typeof deepActivations;

/** f′(z) element by element, as backpropagation sees it: the pullback of a seed of ones. z and y = f(z) have one shape. */
export function slopesOf<V>(on: On<V>, name: DeepActivationName, z: V, y: V): V {
  const ones = on.broadcastTo(on.constant(1), on.shapeOf(z));
  const [slopes] = deepActivations[name].op.pullback(on, ones, [z], y);
  if (slopes == null) throw new Error(`${name} has no slope`);
  return slopes;
}
