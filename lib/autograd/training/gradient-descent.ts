import { combine, type Optimiser } from "./optimiser.ts";

/** θ ← θ − η·g, with η the learning `rate`. On batches it is stochastic gradient descent (Robbins & Monro 1951). */
export function gradientDescent(rate: number): Optimiser<null> {
  return {
    start: () => null,
    step: (parameters, gradients) => ({
      parameters: combine((θ, g) => θ - rate * g, parameters, gradients),
      state: null,
    }),
  };
}
