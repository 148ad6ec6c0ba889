import { combine, type Optimiser } from "./optimiser.ts";

/** θ ← θ − η·g, with η the learning `rate`. On batches it is stochastic gradient descent (Robbins & Monro 1951). */
export function gradientDescent(rate: number): Optimiser<null> {
  const move = (moved: Float64Array, θ: Float64Array, g: Float64Array) => {
    for (let n = 0; n < moved.length; n++) moved[n] = (θ[n] as number) - rate * (g[n] as number);
  };
  return {
    start: () => null,
    step: (parameters, gradients) => ({ parameters: combine(move, parameters, gradients), state: null }),
  };
}
