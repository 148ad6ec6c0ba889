import { describe, expect, it } from "vitest";
import { gradientsOf } from "#lib/autograd/backward.ts";
import { type ActivationName, activations } from "#lib/autograd/network/activation.ts";
import { type Chain, chainGradients } from "#lib/autograd/network/closed-form.ts";
import { type DeepActivationName, deepActivations } from "#lib/autograd/network/deep-activation.ts";
import { mostWork, workOf } from "#lib/autograd/network/deep-network.ts";
import {
  binaryCrossEntropy,
  halfSquaredError,
  meanSquaredError,
  softmaxCrossEntropy,
} from "#lib/autograd/network/layer.ts";
import { randomStream } from "#lib/autograd/network/random-stream.ts";
import { recordNetwork } from "#lib/autograd/network/record-network.ts";
import { runDeepNetwork } from "#lib/autograd/network/run-deep-network.ts";
import { startNetwork } from "#lib/autograd/network/start-network.ts";
import { input, type Node, record, valuesOf } from "#lib/autograd/tape.ts";
import { fromNested, type Nested, type Tensor } from "#lib/autograd/tensor.ts";
import golden from "#tests/golden/mlps.json" with { type: "json" };
import { expectNear, layer, layersOf, networkWith } from "./deep-layers.ts";

describe("a network of one unit a layer", () => {
  it.each(Object.keys(activations) as ActivationName[])(
    "has the gradients of the closed form, 100 layers of %s",
    (name) => {
      const [weight, bias, given, target, depth] = [0.9, 0.1, 0.8, 0.3, 100];
      const chain: Chain = {
        activation: activations[name],
        input: given,
        target,
        weights: new Array<number>(depth).fill(weight),
        biases: new Array<number>(depth).fill(bias),
      };
      const closed = chainGradients(chain);
      const { loss, layers } = runDeepNetwork(
        networkWith({
          depth,
          inputs: 1,
          width: 1,
          outputs: 1,
          activation: name,
          initialisation: { rule: "constant", value: weight },
          bias,
          batch: 3,
          input: { rule: "constant", value: given },
          target: { rule: "constant", value: target },
        }),
      );
      expectNear(loss, closed.loss, 1e-13);
      for (const [place, gradient] of closed.byWeights.entries()) {
        const { size, perWeight, meanActivation } = layer(layers, place + 1);
        expectNear(size, Math.abs(gradient), 1e-12);
        expectNear(perWeight, Math.abs(gradient), 1e-12);
        expectNear(meanActivation, Math.abs(closed.outputs[place] as number), 1e-13);
      }
      expect(Math.abs(closed.byWeights[0] as number)).toBeLessThan(name === "sigmoid" ? 1e-60 : 0.1);
    },
  );
});

const losses = {
  mse: meanSquaredError,
  "mse-half": halfSquaredError,
  bce: binaryCrossEntropy,
  "softmax-cross-entropy": softmaxCrossEntropy,
} satisfies Record<string, typeof meanSquaredError>;

/** Those of the golden networks whose hidden layers are all alike. */
const alike = golden.networks.filter(
  ({ layers, feature }) => feature !== "batch-norm" && new Set(layers.slice(1, -1)).size <= 1,
);

describe.each(alike)("a recorded network like $id: $hidden_activation, $feature", (network) => {
  const [inputs = 1, ...rest] = network.layers;
  const outputs = rest.at(-1) ?? 1;
  const recorded = networkWith({
    depth: rest.length,
    inputs,
    width: rest[0] ?? 1,
    outputs,
    activation: network.hidden_activation as DeepActivationName,
    hasLinearOutput: true,
    skip: network.feature === "residual" ? 1 : 0,
  });

  it("has PyTorch's gradients", () => {
    const x = fromNested(network.x as Nested);
    const given = new Map<Node, Tensor>();
    const xNode = input(x.shape);
    given.set(xNode, x);
    const layers = recordNetwork(recorded, xNode);
    const parameters = network.parameters as Readonly<Record<string, Nested>>;
    for (const [place, { weights, biases }] of layers.entries()) {
      given.set(weights, fromNested(parameters[`W${place + 1}`] as Nested));
      if (biases !== null) given.set(biases, fromNested(parameters[`b${place + 1}`] as Nested));
    }
    const classes = network.target as readonly number[];
    const oneHot = () => classes.map((chosen) => Array.from({ length: outputs }, (_, at) => (at === chosen ? 1 : 0)));
    const isClasses = network.loss === "softmax-cross-entropy";
    const target = record.constant(fromNested(isClasses ? oneHot() : (network.target as Nested)));
    const loss = losses[network.loss as keyof typeof losses](record, layers.at(-1)?.output as Node, target);

    const gradients = gradientsOf(record, loss);
    const nodes = layers.map(({ weights }) => gradients.get(weights) as Node);
    const values = valuesOf(nodes, given);
    const expected = network.gradients as Readonly<Record<string, Nested>>;
    for (const [place, node] of nodes.entries()) {
      const truth = fromNested(expected[`W${place + 1}`] as Nested);
      const found = values.get(node) as Tensor;
      expect(found.shape).toEqual(truth.shape);
      truth.data.forEach((value, at) => {
        expectNear(found.data[at] as number, value, 1e-10);
      });
    }
  });
});

it("finds networks among the golden ones, with and without skips", () => {
  expect(alike.length).toBeGreaterThanOrEqual(4);
  expect(new Set(alike.map(({ feature }) => feature))).toEqual(new Set(["plain", "residual"]));
});

describe("the same settings", () => {
  const names = Object.keys(deepActivations) as DeepActivationName[];

  it.each(names)("give the same numbers bit for bit, and other seeds others: %s", (activation) => {
    const network = networkWith({ depth: 8, activation, normalisation: "layer", skip: 2 });
    expect(runDeepNetwork(network)).toEqual(runDeepNetwork(networkWith({ ...network })));
    expect(runDeepNetwork({ ...network, seed: 2 }).loss).not.toBe(runDeepNetwork(network).loss);
    for (const { size } of runDeepNetwork(network).layers) expect(size).toBeGreaterThan(0);
  });

  it("give the same first layers whatever stands behind them, and whatever the batch", () => {
    const short = startNetwork(networkWith({ depth: 3 }));
    const long = startNetwork(networkWith({ depth: 9, batch: 7 }));
    expect(long.weights.slice(0, 2)).toEqual(short.weights.slice(0, 2));
    expect(long.x.data).toEqual(short.x.data.slice(0, long.x.data.length));
  });

  it("give nearly the same in float32", () => {
    const wide = layersOf({ depth: 10 });
    for (const { layer: number, size } of layersOf({ depth: 10, format: "float32" })) {
      expectNear(size, layer(wide, number).size, 1e-4);
      expect(size).not.toBe(layer(wide, number).size);
    }
  });
});

it("refuses more work than a run may take, before doing any", () => {
  const huge = networkWith({ depth: 100, width: 64, inputs: 64, outputs: 64, batch: 256 });
  expect(workOf(huge)).toBe(100 * 64 * 64 * 256);
  expect(() => runDeepNetwork(huge)).toThrow(`beyond the limit of ${mostWork}`);
  const turned = networkWith({ ...huge, batch: 1, initialisation: { rule: "orthogonal" } });
  expect(workOf(turned)).toBe(100 * 64 ** 3);
});

describe("streams of random numbers", () => {
  const drawn = (seed: number, stream: number) => {
    const random = randomStream(seed, stream);
    return Array.from({ length: 4000 }, random);
  };

  it("are uniform from 0 to 1, with nothing in common between seeds and streams", () => {
    const streams = [drawn(1, 1), drawn(1, 2), drawn(2, 1), drawn(0, 0)];
    for (const [place, numbers] of streams.entries()) {
      const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
      expect(Math.abs(mean - 0.5)).toBeLessThan(0.02);
      expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...numbers)).toBeLessThan(1);
      for (const others of streams.slice(place + 1)) {
        const product = numbers.reduce((sum, value, at) => sum + (value - 0.5) * ((others[at] as number) - 0.5), 0);
        // Independent ones come to 0 with a deviation of √4000/12, about 5.3.
        expect(Math.abs(product)).toBeLessThan(21);
      }
    }
  });
});
