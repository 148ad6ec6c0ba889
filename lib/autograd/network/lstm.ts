import type { On } from "../op.ts";
import { type RecurrentWeights, recurrentPreActivation } from "./recurrent.ts";

/** What an LSTM carries from step to step; both [batch, units]. */
export interface LstmState<V> {
  /** h: what the layer shows. */
  readonly hidden: V;
  /** c: what it keeps. Its gradient passes from step to step by the forget gate alone. */
  readonly cell: V;
}

export interface LstmWeights<V> {
  readonly inputGate: RecurrentWeights<V>;
  readonly forgetGate: RecurrentWeights<V>;
  readonly outputGate: RecurrentWeights<V>;
  readonly candidate: RecurrentWeights<V>;
}

/**
 * One step of an LSTM (Hochreiter & Schmidhuber 1997) with the forget gate of Gers et al. 2000 and no peepholes. x [batch, in].
 * With i, f, o = σ(x·Wᵀ + h·Uᵀ + b) and g = tanh(…) of four sets of weights: c ← f⊙c + i⊙g, h ← o⊙tanh(c).
 */
export function lstm<V>(on: On<V>, x: V, before: LstmState<V>, weights: LstmWeights<V>): LstmState<V> {
  const preActivation = (ofGate: RecurrentWeights<V>) => recurrentPreActivation(on, x, before.hidden, ofGate);
  const admitted = on.sigmoid(preActivation(weights.inputGate));
  const kept = on.sigmoid(preActivation(weights.forgetGate));
  const shown = on.sigmoid(preActivation(weights.outputGate));
  const candidate = on.tanh(preActivation(weights.candidate));
  const cell = on.add(on.multiply(kept, before.cell), on.multiply(admitted, candidate));
  return { hidden: on.multiply(shown, on.tanh(cell)), cell };
}
