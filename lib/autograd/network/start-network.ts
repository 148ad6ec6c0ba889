import { mapTensor, type Shape, type Tensor } from "../tensor.ts";
import {
  type DeepNetwork,
  type Distribution,
  type Initialisation,
  type LayerSize,
  layerSizes,
} from "./deep-network.ts";
import {
  constantWeights,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  normalWeights,
  orthogonalWeights,
  type Random,
  uniformWeights,
} from "./initialise.ts";
import { randomStream } from "./random-stream.ts";

/** The values a network begins with. */
export interface NetworkStart {
  /** [batch, inputs] */
  readonly x: Tensor;
  /** [batch, outputs] */
  readonly target: Tensor;
  /** Of layer k at place k − 1; [outputs, inputs] each. */
  readonly weights: readonly Tensor[];
}

/** Streams of the seed: one for each thing that is drawn, so that a longer batch leaves the weights as they are. */
const streamOfInput = 1;
const streamOfTarget = 2;
const streamOfLayers = 3;

export function startNetwork(network: DeepNetwork): NetworkStart {
  const { batch, inputs, outputs, seed, initialisation, scale } = network;
  return {
    x: draw([batch, inputs], network.input, randomStream(seed, streamOfInput)),
    target: draw([batch, outputs], network.target, randomStream(seed, streamOfTarget)),
    weights: layerSizes(network).map((size, place) => {
      const weights = drawWeights(size, initialisation, randomStream(seed, streamOfLayers + place));
      return scale === 1 ? weights : mapTensor(weights, (weight) => scale * weight);
    }),
  };
}

function draw(shape: Shape, distribution: Distribution, random: Random): Tensor {
  switch (distribution.rule) {
    case "constant":
      return constantWeights(shape, distribution.value);
    case "uniform":
      return uniformWeights(shape, distribution.limit, random);
    case "normal":
      return normalWeights(shape, distribution.deviation, random);
  }
}

function drawWeights({ inputs, outputs }: LayerSize, initialisation: Initialisation, random: Random): Tensor {
  switch (initialisation.rule) {
    case "glorot-uniform":
      return glorotUniform(outputs, inputs, random);
    case "glorot-normal":
      return glorotNormal(outputs, inputs, random);
    case "he-uniform":
      return heUniform(outputs, inputs, random);
    case "he-normal":
      return heNormal(outputs, inputs, random);
    case "orthogonal":
      return cutOut(orthogonalWeights(Math.max(inputs, outputs), random), outputs, inputs);
    default:
      return draw([outputs, inputs], initialisation, random);
  }
}

/** The upper left corner: of an orthogonal matrix its rows or its columns, whichever are fewer, keep their right angles. */
function cutOut({ shape, data }: Tensor, rows: number, columns: number): Tensor {
  const width = shape[1] ?? 1;
  const corner = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    corner.set(data.subarray(row * width, row * width + columns), row * columns);
  }
  return { shape: [rows, columns], data: corner };
}
