import { describe, expect, it } from "vitest";
import { compute } from "#lib/autograd/compute.ts";
import { type DeepActivationName, deepActivations, slopesOf } from "#lib/autograd/network/deep-activation.ts";
import type { DeepNetwork } from "#lib/autograd/network/deep-network.ts";
import { runDeepNetwork } from "#lib/autograd/network/run-deep-network.ts";
import { startNetwork } from "#lib/autograd/network/start-network.ts";
import { callOn } from "#lib/autograd/op.ts";
import type { Tensor } from "#lib/autograd/tensor.ts";
import { expectNear, layer, layersOf, networkWith } from "./deep-layers.ts";

describe("the gradient on its way back", () => {
  it("is as long in every layer of a linear network with orthogonal weights", () => {
    const layers = layersOf({
      depth: 60,
      activation: "linear",
      initialisation: { rule: "orthogonal" },
      bias: null,
      batch: 1,
    });
    for (const { size } of layers) expectNear(size, layer(layers, 1).size, 1e-12);
  });

  it("passes skips whole where the layers give nothing", () => {
    const silent = { depth: 20, activation: "tanh", initialisation: { rule: "constant", value: 0 } } as const;
    const everyLayer = layersOf({ ...silent, skip: 1 });
    for (const { size } of everyLayer) expectNear(size, layer(everyLayer, 1).size, 1e-12);

    const everyFive = layersOf({ ...silent, skip: 5 });
    const passed = layer(everyLayer, 1).meanActivation;
    for (const { layer: number, meanActivation } of everyFive) {
      expect(meanActivation).toBe(number % 5 === 0 ? passed : 0);
    }
  });

  it.each(["batch", "layer"] as const)("halves with %s normalisation where the weights double", (normalisation) => {
    const network = networkWith({ depth: 6, activation: "tanh", bias: null, normalisation });
    const once = runDeepNetwork(network);
    const twice = runDeepNetwork({ ...network, scale: 2 });
    // Only the 1e-5 that is added to each variance knows of the scale.
    expectNear(twice.loss, once.loss, 1e-3);
    for (const [place, { size }] of once.layers.entries())
      expectNear(2 * layer(twice.layers, place + 1).size, size, 1e-2);
  });

  it("keeps its size through 50 layers of ReLU with He's weights, and vanishes in all of them with a fifth of those", () => {
    const he = networkWith({ depth: 50, width: 32, inputs: 32, outputs: 32, activation: "relu" });
    const start = runDeepNetwork({ ...he, initialisation: { rule: "he-normal" } }).layers;
    const small = runDeepNetwork({ ...he, initialisation: { rule: "he-normal" }, scale: 0.2 }).layers;
    expect(layer(start, 1).perWeight / layer(start, 50).perWeight).toBeGreaterThan(0.01);
    // ReLU and no biases: each gradient is multiplied by the scale of all other layers, at least once.
    for (const { size, layer: number } of small) expect(size / layer(start, number).size).toBeLessThan(1e-33);
  });
});

describe("what ends a gradient", () => {
  const deep = { depth: 60, activation: "sigmoid" } as const;

  it("is the number format, where it is too small for it", () => {
    expect(layer(layersOf({ ...deep, format: "float16" }), 1)).toMatchObject({
      size: 0,
      log10: null,
      isUnderflow: true,
    });
    expect(layer(layersOf({ ...deep, format: "float16" }), 60).isUnderflow).toBe(false);
    const wide = layer(layersOf(deep), 1);
    expect(wide.isUnderflow).toBe(false);
    expect(wide.log10).toBeLessThan(-30);
  });

  it("is a dead unit, and then it is 0 in truth", () => {
    const negative = { rule: "constant", value: -1 } as const;
    const layers = layersOf({
      depth: 4,
      activation: "relu",
      initialisation: negative,
      input: { rule: "constant", value: 1 },
    });
    expect(layer(layers, 1)).toMatchObject({ size: 0, isUnderflow: false, dead: 1, saturated: 1, meanActivation: 0 });
  });

  it("is an overflow, and then it has no size", () => {
    const layers = layersOf({ depth: 50, activation: "linear", initialisation: { rule: "he-normal" }, scale: 1e8 });
    expect(layer(layers, 1).perWeight).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("the units of a layer", () => {
  /** tanh′(z) = 1 − tanh²(z) is this at the one unit of the layer. */
  const withSlope = (slope: number) =>
    layersOf({
      depth: 1,
      inputs: 1,
      outputs: 1,
      activation: "tanh",
      bias: null,
      initialisation: { rule: "constant", value: Math.atanh(Math.sqrt(1 - slope)) },
      input: { rule: "constant", value: 1 },
    });

  it("count as saturated below a twentieth of the steepest slope", () => {
    expect(layer(withSlope(1 / 19), 1).saturated).toBe(0);
    expect(layer(withSlope(1 / 21), 1).saturated).toBe(1);
    const wide = { depth: 5, activation: "tanh", initialisation: { rule: "normal", deviation: 3 } } as const;
    expect(layer(layersOf(wide), 5).saturated).toBeGreaterThan(0.5);
    expect(layer(layersOf({ ...wide, scale: 0.01 }), 5).saturated).toBe(0);
  });

  it("are half saturated with ReLU, and dead only where no sample gets through", () => {
    const he = { depth: 1, activation: "relu", initialisation: { rule: "he-normal" }, bias: null } as const;
    const half = layer(layersOf(he), 1);
    expect(half.saturated).toBeGreaterThan(0.4);
    expect(half.saturated).toBeLessThan(0.6);
    expect(half.dead).toBe(0);
    const single = layer(layersOf({ ...he, batch: 1 }), 1);
    expect(single.dead).toBe(single.saturated);
    expect(single.dead).toBeGreaterThan(0);
    expect(layer(layersOf({}), 1).dead).toBe(0);
  });
});

it.each(Object.keys(deepActivations) as DeepActivationName[])("knows how steep %s gets", (name) => {
  const { op, greatestSlope } = deepActivations[name];
  const z = { shape: [10_001], data: Float64Array.from({ length: 10_001 }, (_, place) => place / 1000 - 5) };
  const slopes = slopesOf(compute, name, z, callOn(compute, op, [z]));
  expectNear(Math.max(...slopes.data), greatestSlope, 1e-3);
});

it("normalises over the batch or over the units of a layer", () => {
  const tanh = { depth: 2, activation: "tanh", bias: null } as const;
  const last = (change: Partial<DeepNetwork>) => layer(layersOf({ ...tanh, ...change }), 2).meanActivation;
  // A single number is its own mean, so that nothing is left of it.
  expect(last({ normalisation: "batch", batch: 1 })).toBe(0);
  expect(last({ normalisation: "layer", batch: 1 })).toBeGreaterThan(0.1);
  expect(last({ normalisation: "layer", inputs: 3, width: 1, outputs: 1 })).toBe(0);
  expect(last({ normalisation: "batch", inputs: 3, width: 1, outputs: 1 })).toBeGreaterThan(0.1);
});

it("leaves a linear head alone: no activation, no normalisation, nothing round it", () => {
  const silent = { depth: 3, initialisation: { rule: "constant", value: 0 }, skip: 1, hasLinearOutput: true } as const;
  expect(layer(layersOf({ ...silent, bias: 2 }), 3)).toMatchObject({ meanActivation: 2, saturated: 0, dead: 0 });
  expect(layer(layersOf({ ...silent, bias: 2, normalisation: "layer" }), 3).meanActivation).toBe(2);
  expect(layer(layersOf({ ...silent, bias: 2, hasLinearOutput: false }), 3).meanActivation).not.toBe(2);
});

it("gives orthogonal weights right angles between rows or columns, whichever are fewer", () => {
  const { weights } = startNetwork(
    networkWith({ depth: 3, inputs: 3, width: 5, outputs: 2, initialisation: { rule: "orthogonal" } }),
  );
  const [up, square, down] = weights as [Tensor, Tensor, Tensor];
  expect([up.shape, square.shape, down.shape]).toEqual([
    [5, 3],
    [5, 5],
    [2, 5],
  ]);
  const products = [compute.matmul(compute.transpose(up), up), compute.matmul(down, compute.transpose(down))];
  for (const { shape, data } of products) {
    const size = shape[0] as number;
    data.forEach((value, place) => {
      expect(Math.abs(value - (place % (size + 1) === 0 ? 1 : 0))).toBeLessThan(1e-14);
    });
  }
});
