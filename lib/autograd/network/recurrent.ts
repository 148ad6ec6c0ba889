import type { On } from "../op.ts";
import { dense } from "./layer.ts";

/** What one set of units reads: W from the input [units, in], U from its own past [units, units], b [units]. */
export interface RecurrentWeights<V> {
  readonly input: V;
  readonly hidden: V;
  readonly bias: V;
}

/** x·Wᵀ + h·Uᵀ + b: what enters the activation of a recurrent unit or of a gate. x [batch, in], h and result [batch, units]. */
export function recurrentPreActivation<V>(on: On<V>, x: V, h: V, weights: RecurrentWeights<V>): V {
  return on.add(dense(on, x, weights.input, weights.bias), dense(on, h, weights.hidden, null));
}

/** One step of a simple recurrent layer: tanh(x·Wᵀ + h·Uᵀ + b) (Elman 1990). x [batch, in], h [batch, units]. */
export function recurrent<V>(on: On<V>, x: V, h: V, weights: RecurrentWeights<V>): V {
  return on.tanh(recurrentPreActivation(on, x, h, weights));
}

/**
 * A recurrent layer written out over time: the state after each step, first step first, all with the same weights. Gradients
 * through it are backpropagation through time (Werbos 1990). No inputs give no states.
 */
export function unroll<X, State>(step: (x: X, before: State) => State, inputs: readonly X[], start: State): State[] {
  let state = start;
  return inputs.map((x) => {
    state = step(x, state);
    return state;
  });
}
