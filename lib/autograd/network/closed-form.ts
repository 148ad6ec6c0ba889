import type { Activation } from "./activation.ts";

/**
 * A chain of layers of one unit: y₀ = input, z_k = W_k·y_{k−1} + b_k, y_k = f(z_k), L = (y_n − target)²/2. `weights` and
 * `biases` hold layer 1 first; no biases means zeros.
 */
export interface Chain {
  readonly activation: Activation;
  readonly input: number;
  readonly target: number;
  readonly weights: readonly number[];
  readonly biases?: readonly number[];
}

/** Everything backpropagation computes on a chain; each list holds layer 1 first. */
export interface ChainGradients {
  readonly preActivations: readonly number[];
  readonly outputs: readonly number[];
  readonly loss: number;
  /** ∂L/∂W_k */
  readonly byWeights: readonly number[];
  /** ∂L/∂z_k, which is also ∂L/∂b_k */
  readonly byPreActivations: readonly number[];
}

/**
 * The closed form: ∂L/∂z_k = (y_n − t)·f′(z_n)·∏_{j=k+1…n} W_j·f′(z_{j−1}) and ∂L/∂W_k = ∂L/∂z_k·y_{k−1}. Two loops over
 * numbers: fast enough for a figure that follows a slider, and the truth that the tape is tested against.
 */
export function chainGradients({ activation, input, target, weights, biases }: Chain): ChainGradients {
  const preActivations: number[] = [];
  const outputs: number[] = [];
  let output = input;
  for (const [layer, weight] of weights.entries()) {
    const z = weight * output + (biases?.[layer] ?? 0);
    output = activation.value(z);
    preActivations.push(z);
    outputs.push(output);
  }
  const error = output - target;
  const byWeights: number[] = [];
  const byPreActivations: number[] = [];
  let byOutput = error;
  for (let layer = weights.length - 1; layer >= 0; layer--) {
    const byPreActivation = byOutput * activation.slope(preActivations[layer] ?? 0);
    byPreActivations.unshift(byPreActivation);
    byWeights.unshift(byPreActivation * (layer === 0 ? input : (outputs[layer - 1] ?? 0)));
    byOutput = byPreActivation * (weights[layer] ?? 0);
  }
  return { preActivations, outputs, loss: (error * error) / 2, byWeights, byPreActivations };
}
