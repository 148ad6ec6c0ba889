import type { Each } from "../op.ts";
import { relu, step } from "../ops/relu.ts";
import { sigmoid, sigmoidSlope } from "../ops/sigmoid.ts";
import { tanh, tanhSlope } from "../ops/tanh.ts";

/** An activation as two functions of one number, taken from its ops. */
export interface Activation {
  readonly name: string;
  readonly value: (z: number) => number;
  readonly slope: (z: number) => number;
  /** How steep it gets: each layer multiplies the gradient by at most this, times its weight. */
  readonly greatestSlope: number;
}

/**
 * The activations that a chain can be built of without the whole catalogue: a page that draws a gradient per layer stays small.
 */
export const activations = {
  sigmoid: { name: "sigmoid", value: rule(sigmoid.each), slope: rule(sigmoidSlope.each), greatestSlope: 1 / 4 },
  tanh: { name: "tanh", value: rule(tanh.each), slope: rule(tanhSlope.each), greatestSlope: 1 },
  relu: { name: "relu", value: rule(relu.each), slope: rule(step.each), greatestSlope: 1 },
} satisfies Readonly<Record<string, Activation>>;

export type ActivationName = keyof typeof activations;

/** The ops are declared by what every op has, and only elementwise ones have a rule for numbers. */
function rule(each: Each | undefined): (z: number) => number {
  if (each === undefined) throw new Error("an activation goes element by element");
  return (z) => each.value(z, z);
}
