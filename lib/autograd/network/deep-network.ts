import type { NumberFormat } from "../number-format.ts";
import type { DeepActivationName } from "./deep-activation.ts";

/** How numbers are drawn: all alike, from −limit to limit, or normal with mean 0. */
export type Distribution =
  | { readonly rule: "constant"; readonly value: number }
  | { readonly rule: "uniform"; readonly limit: number }
  | { readonly rule: "normal"; readonly deviation: number };

/** The rules that fit the weights to the sizes of their layer. */
export const scaledRules = ["glorot-uniform", "glorot-normal", "he-uniform", "he-normal", "orthogonal"] as const;

export type Initialisation = Distribution | { readonly rule: (typeof scaledRules)[number] };

/**
 * A deep network by its settings: layer 1 leads from `inputs` to `width` units, the last one to `outputs`, and all layers are
 * built alike: z = x·Wᵀ + b, normalised, then activated, then added to what went round it. The loss is half the squared error,
 * summed over the outputs and averaged over the batch.
 */
export interface DeepNetwork {
  /** Layers with weights. */
  readonly depth: number;
  readonly inputs: number;
  /** Units of each layer but the last. */
  readonly width: number;
  readonly outputs: number;
  readonly activation: DeepActivationName;
  /** True where the last layer is W·x + b alone, a head without activation, normalisation and skip. */
  readonly hasLinearOutput: boolean;
  readonly initialisation: Initialisation;
  /** Every weight is multiplied by this. */
  readonly scale: number;
  /** What each bias begins at; `null` for a network without biases. */
  readonly bias: number | null;
  /** A connection goes round every so many layers, wherever it begins and ends at equal widths; 0 for none. */
  readonly skip: number;
  readonly normalisation: "none" | "batch" | "layer";
  readonly batch: number;
  readonly input: Distribution;
  readonly target: Distribution;
  /** A whole number. The weights of a layer depend on it and on their own shape, and not on the layers behind. */
  readonly seed: number;
  readonly format: NumberFormat["name"];
}

export const mostLayers = 100;
export const mostUnits = 64;
export const mostSamples = 256;

/** Multiplications of one forward pass through the weights; at this limit a run takes 20 to 200 ms. */
export const mostWork = 2_000_000;

/** What a run costs: depth·width²·batch where all layers are alike. Making weights orthogonal costs as much as a batch of the width. */
export function workOf(network: DeepNetwork): number {
  const { batch, initialisation } = network;
  return layerSizes(network).reduce((sum, { inputs, outputs }) => {
    const drawing = initialisation.rule === "orthogonal" ? Math.max(inputs, outputs) : 0;
    return sum + inputs * outputs * Math.max(batch, drawing);
  }, 0);
}

/** How many numbers go into each layer and come out of it, layer 1 first. */
export function layerSizes({ depth, inputs, width, outputs }: DeepNetwork): readonly LayerSize[] {
  return Array.from({ length: depth }, (_, place) => ({
    inputs: place === 0 ? inputs : width,
    outputs: place === depth - 1 ? outputs : width,
  }));
}

export interface LayerSize {
  readonly inputs: number;
  readonly outputs: number;
}

/** A few layers of sigmoids, as in the course. */
export const plainNetwork: DeepNetwork = {
  depth: 10,
  inputs: 16,
  width: 16,
  outputs: 16,
  activation: "sigmoid",
  hasLinearOutput: false,
  initialisation: { rule: "glorot-normal" },
  scale: 1,
  bias: 0,
  skip: 0,
  normalisation: "none",
  batch: 32,
  input: { rule: "normal", deviation: 1 },
  target: { rule: "normal", deviation: 1 },
  seed: 1,
  format: "float64",
};
