import type { On } from "../op.ts";
import { type RecurrentWeights, recurrentPreActivation } from "./recurrent.ts";

export interface GruWeights<V> {
  readonly updateGate: RecurrentWeights<V>;
  readonly resetGate: RecurrentWeights<V>;
  readonly candidate: RecurrentWeights<V>;
}

/**
 * One step of a GRU (Cho et al. 2014), x [batch, in], h and result [batch, units]. With z and r = σ(x·Wᵀ + h·Uᵀ + b):
 * h̃ = tanh(x·Wᵀ + (r⊙h)·Uᵀ + b) and h ← z⊙h + (1 − z)⊙h̃. The reset gate acts before the product with U, as in the paper;
 * PyTorch puts it after. 1 − z is computed as σ of the opposite pre-activation: of a gate that is nearly 1 it keeps its digits.
 */
export function gru<V>(on: On<V>, x: V, h: V, weights: GruWeights<V>): V {
  const toKeep = recurrentPreActivation(on, x, h, weights.updateGate);
  const [kept, renewed] = [on.sigmoid(toKeep), on.sigmoid(on.negative(toKeep))];
  const remembered = on.sigmoid(recurrentPreActivation(on, x, h, weights.resetGate));
  const candidate = on.tanh(recurrentPreActivation(on, x, on.multiply(remembered, h), weights.candidate));
  return on.add(on.multiply(kept, h), on.multiply(renewed, candidate));
}
