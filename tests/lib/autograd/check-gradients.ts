import { backward } from "#lib/autograd/backward.ts";
import { compute } from "#lib/autograd/compute.ts";
import { forward } from "#lib/autograd/forward.ts";
import { input, type Node, valuesOf } from "#lib/autograd/tape.ts";
import type { Tensor } from "#lib/autograd/tensor.ts";
import { randomTensor } from "./seeded-random.ts";

/** Three ways to the same number: how far Σ weights⊙output moves when the inputs move along `directions`. */
export interface DirectionalSlopes {
  readonly backward: number;
  readonly forward: number;
  readonly centralDifference: number;
  /** Sum of the sizes of the products that make up `backward`: the scale on which they can differ by rounding. */
  readonly scale: number;
}

/** Of an output recorded from `inputs`, projected on random directions. */
export function directionalSlopes(
  output: Node,
  inputs: readonly Node[],
  at: readonly Tensor[],
  random: () => number,
): DirectionalSlopes {
  const directions = at.map((tensor) => randomTensor(tensor.shape, random));
  const weights = randomTensor(output.shape, random);
  const values = valuesOf([output], new Map(inputs.map((node, place) => [node, at[place] as Tensor])));
  const primalOf = (node: Node) => values.get(node) as Tensor;

  const gradients = backward(compute, output, weights, primalOf);
  let total = 0;
  let scale = 0;
  inputs.forEach((node, place) => {
    const gradient = gradients.get(node);
    const direction = directions[place] as Tensor;
    gradient?.data.forEach((slope, element) => {
      total += slope * (direction.data[element] as number);
      scale += Math.abs(slope * (direction.data[element] as number));
    });
  });

  const tangents = new Map(inputs.map((node, place) => [node, directions[place] as Tensor]));
  const moved = forward(compute, output, tangents, primalOf);
  return {
    backward: total,
    forward: moved === null ? 0 : dot(moved, weights),
    centralDifference: centralDifference(output, inputs, at, directions, weights),
    scale,
  };
}

/** Its error is about 1e-10 here: h² from the formula, 1e-16/h from rounding. */
const width = 1e-5;

function centralDifference(
  output: Node,
  inputs: readonly Node[],
  at: readonly Tensor[],
  directions: readonly Tensor[],
  weights: Tensor,
): number {
  const valueAt = (shift: number) => {
    const given = new Map(
      inputs.map((node, place) => [node, shifted(at[place] as Tensor, directions[place] as Tensor, shift)]),
    );
    return dot(valuesOf([output], given).get(output) as Tensor, weights);
  };
  return (valueAt(width) - valueAt(-width)) / (2 * width);
}

function shifted(tensor: Tensor, direction: Tensor, shift: number): Tensor {
  const data = tensor.data.map((value, place) => value + shift * (direction.data[place] as number));
  return { shape: tensor.shape, data };
}

export function dot(left: Tensor, right: Tensor): number {
  return left.data.reduce((total, value, place) => total + value * (right.data[place] as number), 0);
}

/** Inputs of the given tensors' shapes. */
export function inputsLike(at: readonly Tensor[]): readonly Node[] {
  return at.map((tensor) => input(tensor.shape));
}
