import { callOn } from "../op.ts";
import { input, type Node, record } from "../tape.ts";
import { sameShape } from "../tensor.ts";
import { deepActivations } from "./deep-activation.ts";
import { type DeepNetwork, type LayerSize, layerSizes } from "./deep-network.ts";
import { batchNorm, dense, layerNorm, residual } from "./layer.ts";

/** The nodes of one layer. */
export interface RecordedLayer {
  /** [outputs, inputs] */
  readonly weights: Node;
  /** [outputs] */
  readonly biases: Node | null;
  /** γ and β of the normalisation, [outputs] each; `null` without one. */
  readonly scale: Node | null;
  readonly shift: Node | null;
  /** z after normalisation, f(z), and what the next layer gets: the same, or added to what a connection brought round. */
  readonly preActivation: Node;
  readonly activation: Node;
  readonly output: Node;
  /** False for a linear head. */
  readonly isActivated: boolean;
}

/** Writes the network on a tape; x is [batch, inputs]. Layer k is at place k − 1. */
export function recordNetwork(network: DeepNetwork, x: Node): readonly RecordedLayer[] {
  const layers: RecordedLayer[] = [];
  let blockStart = x;
  let blockLength = 0;
  let entering = x;
  for (const [place, size] of layerSizes(network).entries()) {
    const isHead = network.hasLinearOutput && place === network.depth - 1;
    const plain = isHead ? recordHead(network, size, entering) : recordLayer(network, size, entering);
    blockLength++;
    const endsBlock = !isHead && blockLength === network.skip;
    const isRound = endsBlock && sameShape(blockStart.shape, plain.activation.shape);
    const output = isRound ? residual(record, blockStart, () => plain.activation) : plain.activation;
    if (endsBlock) {
      blockStart = output;
      blockLength = 0;
    }
    layers.push({ ...plain, output });
    entering = output;
  }
  return layers;
}

type Plain = Omit<RecordedLayer, "output">;

function recordHead(network: DeepNetwork, size: LayerSize, entering: Node): Plain {
  const weights = input([size.outputs, size.inputs]);
  const biases = network.bias === null ? null : input([size.outputs]);
  const preActivation = dense(record, entering, weights, biases);
  const activation = preActivation;
  return { weights, biases, scale: null, shift: null, preActivation, activation, isActivated: false };
}

function recordLayer(network: DeepNetwork, size: LayerSize, entering: Node): Plain {
  const { activation: name, normalisation } = network;
  const head = recordHead(network, size, entering);
  const isNormalised = normalisation !== "none";
  const scale = isNormalised ? input([size.outputs]) : null;
  const shift = isNormalised ? input([size.outputs]) : null;
  const normalise = normalisation === "batch" ? batchNorm : layerNorm;
  const z = head.preActivation;
  const preActivation = scale === null || shift === null ? z : normalise(record, z, scale, shift);
  const activation = callOn(record, deepActivations[name].op, [preActivation]);
  return { ...head, scale, shift, preActivation, activation, isActivated: true };
}
