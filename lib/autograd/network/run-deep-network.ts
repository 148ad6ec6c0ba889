import { backward } from "../backward.ts";
import { compute } from "../compute.ts";
import { float16, float32, float64, type NumberFormat } from "../number-format.ts";
import type { On } from "../op.ts";
import { computeIn } from "../reduced-precision.ts";
import { input, type Node, record, replayAll } from "../tape.ts";
import { filled, mapTensor, onlyNumber, type Tensor } from "../tensor.ts";
import { traced, traceIn } from "../traced.ts";
import { deepActivations, slopesOf } from "./deep-activation.ts";
import { type DeepNetwork, mostWork, workOf } from "./deep-network.ts";
import type { LayerGradient } from "./gradient-flow.ts";
import { halfSquaredError } from "./layer.ts";
import { type RecordedLayer, recordNetwork } from "./record-network.ts";
import { startNetwork } from "./start-network.ts";

/** One layer after a forward and a backward pass. `size` is the length of ∂L/∂W; it is ∞ where the numbers overflowed. */
export interface DeepLayer extends LayerGradient {
  /** √ of the mean of (∂L/∂w)² over the layer's weights: the gradient of one weight, whatever the width. */
  readonly perWeight: number;
  /** Mean of |h| over units and samples, where h is what the next layer gets. */
  readonly meanActivation: number;
  /** Share, 0–1, of units and samples at which the slope is under a twentieth of the activation's steepest. */
  readonly saturated: number;
  /** Share, 0–1, of units whose slope is 0 at every sample of the batch. */
  readonly dead: number;
}

export interface NetworkRun {
  readonly loss: number;
  /** Layer 1 first. */
  readonly layers: readonly DeepLayer[];
}

/** By the names that settings use. */
export const numberFormats = { float64, float32, float16 } satisfies Record<NumberFormat["name"], NumberFormat>;

/** The slope of σ at z = ±4.4 and of tanh at ±2.2, as a share of the steepest. */
const flatBelow = 1 / 20;

/**
 * One forward and one backward pass on one batch. The same settings give the same numbers, bit for bit. Throws on more work than
 * `mostWork`: whoever lets people set the sizes asks `workOf` before.
 */
export function runDeepNetwork(network: DeepNetwork): NetworkRun {
  const work = workOf(network);
  if (!(work <= mostWork)) throw new Error(`a network of ${work} multiplications is beyond the limit of ${mostWork}`);
  const format = numberFormats[network.format];
  const start = startNetwork(network);
  const [x, target] = [input(start.x.shape), input(start.target.shape)];
  const layers = recordNetwork(network, x);
  const loss = halfSquaredError(record, layers.at(-1)?.output ?? x, target);

  const given = new Map<Node, Tensor>([
    [x, start.x],
    [target, start.target],
  ]);
  for (const [place, layer] of layers.entries()) {
    given.set(layer.weights, start.weights[place] as Tensor);
    if (layer.biases !== null) given.set(layer.biases, filled(layer.biases.shape, network.bias ?? 0));
    if (layer.scale !== null) given.set(layer.scale, filled(layer.scale.shape, 1));
    if (layer.shift !== null) given.set(layer.shift, filled(layer.shift.shape, 0));
  }
  return report(network, format, layers, loss, given);
}

function report(
  network: DeepNetwork,
  format: NumberFormat,
  layers: readonly RecordedLayer[],
  loss: Node,
  given: ReadonlyMap<Node, Tensor>,
): NetworkRun {
  const on = format === float64 ? compute : computeIn(format);
  const held = new Map(Array.from(given, ([node, value]) => [node, mapTensor(value, format.round)]));
  const values = replayAll(on, [loss], held);
  const gradients = backward(on, loss, on.constant(1), (node) => values.get(node) as Tensor);
  const sizes = layers.map(({ weights }) => sizeOfGradient(gradients.get(weights) as Tensor));
  const isFaint = sizes.some(({ largest }) => largest < format.leastNormal);
  const lost = isFaint ? lostLayers(format, layers, loss, given) : layers.map(() => false);
  return {
    loss: onlyNumber(values.get(loss) as Tensor),
    layers: layers.map((layer, place) => {
      const { length, largest, perWeight } = sizes[place] as GradientSize;
      return {
        layer: place + 1,
        size: length,
        log10: length === 0 ? null : Math.log10(length),
        isUnderflow: largest < format.leastNormal && (largest > 0 || lost[place] === true),
        perWeight,
        meanActivation: meanSize(values.get(layer.output) as Tensor),
        ...flatness(on, network, layer, values),
      };
    }),
  };
}

/**
 * Which layers' gradients hold a zero that stands for a number too small. Tracing takes several times as long as computing, so it is
 * asked only where a gradient has all but vanished.
 */
function lostLayers(
  format: NumberFormat,
  layers: readonly RecordedLayer[],
  loss: Node,
  given: ReadonlyMap<Node, Tensor>,
): readonly boolean[] {
  const on = traceIn(format);
  const start = new Map(Array.from(given, ([node, value]) => [node, traced(format, value)]));
  const values = replayAll(on, [loss], start);
  const gradients = backward(on, loss, on.constant(1), (node) => values.get(node) as ReturnType<typeof traced>);
  return layers.map(({ weights }) => gradients.get(weights)?.lost != null);
}

interface GradientSize {
  readonly length: number;
  readonly largest: number;
  readonly perWeight: number;
}

/** Squares of shares of the largest number: that of a vanished gradient would underflow. */
function sizeOfGradient({ data }: Tensor): GradientSize {
  let largest = 0;
  for (const value of data) {
    if (!Number.isFinite(value)) return overflowed;
    largest = Math.max(largest, Math.abs(value));
  }
  if (largest === 0) return { length: 0, largest, perWeight: 0 };
  let squares = 0;
  for (const value of data) squares += (value / largest) ** 2;
  const perWeight = largest * Math.sqrt(squares / data.length);
  return { length: largest * Math.sqrt(squares), largest, perWeight };
}

const overflowed: GradientSize = {
  length: Number.POSITIVE_INFINITY,
  largest: Number.POSITIVE_INFINITY,
  perWeight: Number.POSITIVE_INFINITY,
};

function meanSize({ data }: Tensor): number {
  let sum = 0;
  for (const value of data) sum += Math.abs(value);
  return sum / data.length;
}

function flatness(
  on: On<Tensor>,
  { activation: name }: DeepNetwork,
  { preActivation, activation, isActivated }: RecordedLayer,
  values: ReadonlyMap<Node, Tensor>,
): { saturated: number; dead: number } {
  if (!isActivated) return { saturated: 0, dead: 0 };
  const slopes = slopesOf(on, name, values.get(preActivation) as Tensor, values.get(activation) as Tensor);
  const units = slopes.shape[1] ?? 1;
  const flat = flatBelow * deepActivations[name].greatestSlope;
  const isDead = new Array<boolean>(units).fill(true);
  let saturated = 0;
  slopes.data.forEach((slope, place) => {
    if (Math.abs(slope) < flat) saturated++;
    if (slope !== 0) isDead[place % units] = false;
  });
  return { saturated: saturated / slopes.data.length, dead: isDead.filter(Boolean).length / units };
}
