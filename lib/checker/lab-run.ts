import type { DeepNetwork } from "#lib/autograd/network/deep-network.ts";
import { type DeepLayer, type NetworkRun, runDeepNetwork } from "#lib/autograd/network/run-deep-network.ts";
import { keepLatest } from "./keep-latest.ts";

/** A few hundred numbers each. A class that answers one exercise shares its runs. */
const kept = keepLatest<NetworkRun>(256);

/** The run that answers are judged by: the same settings give the same numbers on any machine. */
export function labRun(network: DeepNetwork): NetworkRun {
  return kept(JSON.stringify(network), () => runDeepNetwork(network));
}

/** How the gradients of a run's layers lie to each other. */
export interface GradientSpread {
  readonly weakest: DeepLayer;
  /** The next larger gradient; null in a network of one layer. */
  readonly nextWeakest: DeepLayer | null;
  /** The largest gradient over the smallest; ∞ where the smallest is 0. */
  readonly factor: number;
}

export function spreadOf({ layers }: NetworkRun): GradientSpread {
  const [weakest, nextWeakest = null] = layers.toSorted((a, b) => a.perWeight - b.perWeight);
  if (weakest === undefined) throw new Error("a network without layers has no gradient");
  const strongest = Math.max(...layers.map(({ perWeight }) => perWeight));
  return { weakest, nextWeakest, factor: strongest / weakest.perWeight };
}
