import { mapTensor } from "../tensor.ts";
import { combine, type Optimiser, type Tensors } from "./optimiser.ts";

/**
 * Polyak's heavy ball (1964) with a velocity: v ← μ·v − η·g, then θ ← θ + v; `decay` is μ, 0 to 1. The gradient is taken where
 * the ball is, not where it is going (that would be Nesterov's). With a fixed η, PyTorch's v ← μ·v + g, θ ← θ − η·v moves alike.
 */
export function momentum(rate: number, decay: number): Optimiser<Tensors> {
  const push = (pushed: Float64Array, v: Float64Array, g: Float64Array) => {
    for (let n = 0; n < pushed.length; n++) pushed[n] = decay * (v[n] as number) - rate * (g[n] as number);
  };
  const move = (moved: Float64Array, θ: Float64Array, v: Float64Array) => {
    for (let n = 0; n < moved.length; n++) moved[n] = (θ[n] as number) + (v[n] as number);
  };
  return {
    start: (parameters) => parameters.map((tensor) => mapTensor(tensor, () => 0)),
    step: (parameters, gradients, before) => {
      const velocities = combine(push, before, gradients);
      return { parameters: combine(move, parameters, velocities), state: velocities };
    },
  };
}
