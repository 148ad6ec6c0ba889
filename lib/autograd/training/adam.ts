import { mapTensor } from "../tensor.ts";
import { combine, type Optimiser, type Tensors } from "./optimiser.ts";

/** The constants of Adam; the paper's, unless told otherwise. */
export interface AdamConstants {
  readonly rate: number;
  /** β₁, how much of the mean gradient is kept at each step. */
  readonly meanDecay: number;
  /** β₂, how much of the mean square is kept. */
  readonly squareDecay: number;
  /** ε, added to the root of the mean square: a gradient far smaller than this hardly moves anything. */
  readonly epsilon: number;
}

const paperConstants: AdamConstants = { rate: 0.001, meanDecay: 0.9, squareDecay: 0.999, epsilon: 1e-8 };

export interface AdamState {
  readonly steps: number;
  readonly means: Tensors;
  readonly squares: Tensors;
}

/**
 * Adam (Kingma & Ba 2015, algorithm 1): m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², then θ ← θ − η·m̂/(√v̂ + ε) with the
 * means freed of their start at 0: m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ), t counted from 1.
 */
export function adam(constants: Partial<AdamConstants> = {}): Optimiser<AdamState> {
  const { rate, meanDecay, squareDecay, epsilon } = { ...paperConstants, ...constants };
  const zeros = (parameters: Tensors) => parameters.map((tensor) => mapTensor(tensor, () => 0));
  const keepMean = (kept: Float64Array, m: Float64Array, g: Float64Array) => {
    for (let n = 0; n < kept.length; n++) kept[n] = meanDecay * (m[n] as number) + (1 - meanDecay) * (g[n] as number);
  };
  const keepSquare = (kept: Float64Array, v: Float64Array, g: Float64Array) => {
    for (let n = 0; n < kept.length; n++) {
      const slope = g[n] as number;
      kept[n] = squareDecay * (v[n] as number) + (1 - squareDecay) * slope * slope;
    }
  };
  return {
    start: (parameters) => ({ steps: 0, means: zeros(parameters), squares: zeros(parameters) }),
    step: (parameters, gradients, before) => {
      const steps = before.steps + 1;
      const means = combine(keepMean, before.means, gradients);
      const squares = combine(keepSquare, before.squares, gradients);
      const meanShare = 1 - meanDecay ** steps;
      const squareShare = 1 - squareDecay ** steps;
      const move = (moved: Float64Array, θ: Float64Array, m: Float64Array, v: Float64Array) => {
        for (let n = 0; n < moved.length; n++) {
          const root = Math.sqrt((v[n] as number) / squareShare);
          moved[n] = (θ[n] as number) - (rate * ((m[n] as number) / meanShare)) / (root + epsilon);
        }
      };
      return { parameters: combine(move, parameters, means, squares), state: { steps, means, squares } };
    },
  };
}
