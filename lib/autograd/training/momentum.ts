import { mapTensor } from "../tensor.ts";
import { combine, type Optimiser, type Tensors } from "./optimiser.ts";

/**
 * Polyak's heavy ball (1964) with a velocity: v ← μ·v − η·g, then θ ← θ + v; `decay` is μ, 0 to 1. The gradient is taken where
 * the ball is, not where it is going (that would be Nesterov's). With a fixed η, PyTorch's v ← μ·v + g, θ ← θ − η·v moves alike.
 */
export function momentum(rate: number, decay: number): Optimiser<Tensors> {
  return {
    start: (parameters) => parameters.map((tensor) => mapTensor(tensor, () => 0)),
    step: (parameters, gradients, velocities) => {
      const moved = combine((v, g) => decay * v - rate * g, velocities, gradients);
      return { parameters: combine((θ, v) => θ + v, parameters, moved), state: moved };
    },
  };
}
