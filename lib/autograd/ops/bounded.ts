import type { On } from "../op.ts";

/** σ(−z) and φ(z) are 0 in float64 long before, and σ(z) and Φ(z) are 1. */
const farAway = 1000;

/** z, held between ±1000: for products with a factor that falls faster than z grows, where ∞·0 would be no number. */
export function bounded<V>(on: On<V>, z: V): V {
  return on.maximum(on.minimum(z, on.constant(farAway)), on.constant(-farAway));
}
