import { leastNormal } from "../rounding.ts";
import { type Chain, chainGradients } from "./closed-form.ts";

/** How much gradient reaches one layer's weights. */
export interface LayerGradient {
  /** Counted from 1 at the input. */
  readonly layer: number;
  /** |∂L/∂W|, or the root of the sum of squares where W is a matrix. */
  readonly size: number;
  /** For a log axis; `null` where the size is 0. */
  readonly log10: number | null;
  /**
   * True where float64 has run out: the size has lost digits, or is 0 though it is not 0 in truth. A chart says so instead of
   * drawing it as nothing.
   */
  readonly isUnderflow: boolean;
}

/** The gradient of each layer of a chain, layer 1 first. */
export function gradientFlow(chain: Chain): readonly LayerGradient[] {
  const { byWeights, preActivations, outputs } = chainGradients(chain);
  // A factor that is 0 in truth (a dead unit, no error, no input) makes a true 0.
  let isDead = (outputs.at(-1) ?? chain.input) === chain.target;
  const flow: LayerGradient[] = [];
  for (let layer = byWeights.length; layer >= 1; layer--) {
    const slope = chain.activation.slope(preActivations[layer - 1] ?? 0);
    const entering = layer === 1 ? chain.input : (outputs[layer - 2] ?? 0);
    isDead ||= slope === 0;
    flow.unshift(layerGradient(layer, Math.abs(byWeights[layer - 1] ?? 0), isDead || entering === 0));
    isDead ||= chain.weights[layer - 1] === 0;
  }
  return flow;
}

function layerGradient(layer: number, size: number, isTrulyZero: boolean): LayerGradient {
  return { layer, size, log10: size === 0 ? null : Math.log10(size), isUnderflow: size < leastNormal && !isTrulyZero };
}

/**
 * How many times more slowly layer 1 learns than the last layer: the ratio of their gradients. `null` where layer 1 gets
 * exactly nothing.
 */
export function slowdown(flow: readonly LayerGradient[]): number | null {
  const [first, last] = [flow[0], flow.at(-1)];
  return first === undefined || last === undefined || first.size === 0 ? null : last.size / first.size;
}
