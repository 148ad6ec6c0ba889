import { describe, expect, it } from "vitest";
import { gradientsOf } from "#lib/autograd/backward.ts";
import {
  batchNorm,
  binaryCrossEntropy,
  dense,
  halfSquaredError,
  layerNorm,
  meanSquaredError,
  softmaxCrossEntropy,
} from "#lib/autograd/network/layer.ts";
import type { On } from "#lib/autograd/op.ts";
import { input, type Node, record, valuesOf } from "#lib/autograd/tape.ts";
import { fromNested, type Nested, type Tensor } from "#lib/autograd/tensor.ts";
import golden from "#tests/golden/mlps.json" with { type: "json" };

type Network = (typeof golden.networks)[number];

const activations = {
  sigmoid: (on, z) => on.sigmoid(z),
  tanh: (on, z) => on.tanh(z),
  relu: (on, z) => on.relu(z),
  leaky_relu: (on, z) => on.leakyRelu(z),
  silu: (on, z) => on.silu(z),
  gelu: (on, z) => on.gelu(z),
} satisfies Record<string, (on: On<Node>, z: Node) => Node>;

const normalisations: Readonly<Record<string, typeof batchNorm>> = { "batch-norm": batchNorm, "layer-norm": layerNorm };

/** The layers of one network as the file's conventions say: rows are samples, normalised before the activation. */
function recordNetwork(network: Network, x: Node, parameter: (name: string) => Node) {
  const activate = activations[network.hidden_activation as keyof typeof activations];
  const last = network.layers.length - 1;
  const outputs: Node[] = [];
  let h = x;
  for (let layer = 1; layer <= last; layer++) {
    let z = dense(record, h, parameter(`W${layer}`), parameter(`b${layer}`));
    const normalise = normalisations[network.feature];
    if (layer < last) {
      if (normalise !== undefined) z = normalise(record, z, parameter(`gamma${layer}`), parameter(`beta${layer}`));
      const y = activate(record, z);
      h = network.feature === "residual" && layer >= 2 ? record.add(h, y) : y;
    } else h = z;
    outputs.push(h);
  }
  return { outputs, last: h };
}

/** Classes are given by their index, everything else as numbers. */
function targetOf(network: Network): Node {
  if (network.loss !== "softmax-cross-entropy") return record.constant(fromNested(network.target as Nested));
  const classes = network.layers.at(-1) ?? 0;
  const rows = (network.target as readonly number[]).map((chosen) =>
    Array.from({ length: classes }, (_, place) => (place === chosen ? 1 : 0)),
  );
  return record.constant(fromNested(rows));
}

const losses = {
  mse: meanSquaredError,
  "mse-half": halfSquaredError,
  bce: binaryCrossEntropy,
  "softmax-cross-entropy": softmaxCrossEntropy,
} satisfies Record<string, typeof meanSquaredError>;

/** The entries were cross-checked by central differences only; design: networks with matrices 1e-10. */
const relative = 1e-10;

function expectClose(given: Tensor | undefined, expected: Nested, name: string, room = 0): void {
  const truth = fromNested(expected);
  expect(given?.shape, name).toEqual(truth.shape);
  truth.data.forEach((value, place) => {
    const difference = Math.abs((given?.data[place] as number) - value);
    expect(difference, `${name}[${place}]`).toBeLessThanOrEqual(relative * Math.abs(value) + room);
  });
}

/** Where gradients cancel to 0 in truth (a bias before batch norm) both engines leave rounding of the size of the others. */
function roundingOf(gradients: readonly Nested[]): number {
  const sizes = gradients.flatMap((nested) => Array.from(fromNested(nested).data, Math.abs));
  return 4e-16 * Math.max(...sizes);
}

describe.each(golden.networks)("$id: $hidden_activation, $feature, $loss", (network) => {
  const parameters = new Map<string, Node>();
  const given = new Map<Node, Tensor>();
  const place = (name: string, nested: Nested): Node => {
    const value = fromNested(nested);
    const node = input(value.shape);
    given.set(node, value);
    parameters.set(name, node);
    return node;
  };
  for (const [name, nested] of Object.entries(network.parameters)) place(name, nested as Nested);
  const x = place("x", network.x as Nested);
  const { outputs, last } = recordNetwork(network, x, (name) => parameters.get(name) as Node);
  const loss = losses[network.loss as keyof typeof losses](record, last, targetOf(network));

  it("gives PyTorch's outputs and loss", () => {
    const values = valuesOf([...outputs, loss], given);
    outputs.forEach((node, layer) => {
      expectClose(values.get(node), network.layer_outputs[layer] as Nested, `output ${layer + 1}`);
    });
    expectClose(values.get(loss), network.lossValue, "loss");
  });

  it("gives PyTorch's gradients of all parameters and of the input", () => {
    const gradients = gradientsOf(record, loss);
    const expected = Object.entries({ ...network.gradients, x: network.gradX });
    const nodes = expected.map(([name]) => gradients.get(parameters.get(name) as Node) as Node);
    const values = valuesOf(nodes, given);
    const room = roundingOf(Object.values(network.gradients) as Nested[]);
    expected.forEach(([name, nested], row) => {
      expectClose(values.get(nodes[row] as Node), nested as Nested, name, room);
    });
  });
});
