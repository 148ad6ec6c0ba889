import { backward } from "#lib/autograd/backward.ts";
import { compute } from "#lib/autograd/compute.ts";
import { input, type Node, record, valuesOf } from "#lib/autograd/tape.ts";
import { scalar } from "#lib/autograd/tensor.ts";

/** The chain of the signature figure: one sigmoid neuron per layer, every weight 1. */
export const chain = { input: 1, weight: 1, target: 0.8, shallowest: 2, deepest: 50, usual: 12 } as const;

/**
 * ∂L/∂W of each layer, from the first to the last, in a chain of `depth` neurons: y_k = σ(W_k·y_{k−1}) and
 * L = (y_depth − target)²/2. The engine that grades answers computes it, here as there.
 */
export function chainGradients(depth: number): readonly number[] {
  const weights = Array.from({ length: depth }, () => input([]));
  let activation = record.constant(chain.input);
  for (const weight of weights) activation = record.sigmoid(record.multiply(weight, activation));
  const error = record.subtract(activation, record.constant(chain.target));
  const loss = record.multiply(record.constant(0.5), record.multiply(error, error));

  const values = valuesOf([loss], new Map(weights.map((weight) => [weight, scalar(chain.weight)])));
  const valueAt = (node: Node) => {
    const value = values.get(node);
    if (value === undefined) throw new Error("a node of the chain was not evaluated");
    return value;
  };
  const gradients = backward(compute, loss, scalar(1), valueAt);
  return weights.map((weight) => gradients.get(weight)?.data[0] ?? 0);
}

/** A depth that somebody asked for, brought into what the figure shows; anything else is the usual one. */
export function readDepth(text: string | undefined): number {
  const depth = Number(text);
  if (text === undefined || text.trim() === "" || !Number.isInteger(depth)) return chain.usual;
  return Math.min(chain.deepest, Math.max(chain.shallowest, depth));
}
