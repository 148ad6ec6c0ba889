import { mapTensor } from "../tensor.ts";
import type { Tensors } from "./optimiser.ts";

/** Every number held between −limit and limit: the gradient's direction changes, unlike with `clipByNorm`. */
export function clipByValue(gradients: Tensors, limit: number): Tensors {
  return gradients.map((gradient) => mapTensor(gradient, (g) => Math.min(limit, Math.max(-limit, g))));
}

/**
 * All gradients scaled by limit/‖g‖ where the norm of them all, ‖g‖, exceeds `limit` (Pascanu, Mikolov & Bengio 2013). The
 * direction stays. An infinite gradient has none and gives NaN, which a loss shows at the next step.
 */
export function clipByNorm(gradients: Tensors, limit: number): Tensors {
  const norm = globalNorm(gradients);
  return norm > limit ? gradients.map((gradient) => mapTensor(gradient, (g) => (g / norm) * limit)) : gradients;
}

/** √Σg² over all numbers of all gradients. By their share of the largest: the square of a vanished gradient is 0 (below 1e-162). */
export function globalNorm(gradients: Tensors): number {
  let largest = 0;
  for (const { data } of gradients) for (const g of data) largest = Math.max(largest, Math.abs(g));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let squares = 0;
  for (const { data } of gradients) for (const g of data) squares += (g / largest) ** 2;
  return largest * Math.sqrt(squares);
}
