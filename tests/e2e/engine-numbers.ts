import { compute } from "#lib/autograd/compute.ts";
import { activations } from "#lib/autograd/network/activation.ts";
import { chainGradients } from "#lib/autograd/network/closed-form.ts";
import {
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  orthogonalWeights,
  truncatedNormalWeights,
} from "#lib/autograd/network/initialise.ts";
import { dense, meanSquaredError } from "#lib/autograd/network/layer.ts";
import { lstm } from "#lib/autograd/network/lstm.ts";
import type { RecurrentWeights } from "#lib/autograd/network/recurrent.ts";
import { type AnyOp, callOn } from "#lib/autograd/op.ts";
import { catalogue } from "#lib/autograd/ops/catalogue.ts";
import { partials } from "#lib/autograd/partials.ts";
import { input, type Node, record, valuesOf } from "#lib/autograd/tape.ts";
import { filled, type Shape, scalar, type Tensor } from "#lib/autograd/tensor.ts";
import { adam } from "#lib/autograd/training/adam.ts";
import { rounds } from "#lib/autograd/training/batches.ts";
import { train } from "#lib/autograd/training/train.ts";
import { randomKey, uniformAt } from "#lib/exercises/random.ts";

/** Numbers by what they are. */
export type Numbers = Readonly<Record<string, readonly number[]>>;

/** What engine.spec.ts computes in Node and in Chromium from one bundle. Every number is a function of the seeds below. */
export function engineNumbers(): Numbers {
  return { ...initialisers(), ...training(), ...lstmStep(), ...chain(), ...elementwiseOps() };
}

function seeded(seed: string): () => number {
  const key = randomKey(seed);
  let counter = 0;
  return () => uniformAt(key, counter++);
}

function randomTensor(shape: Shape, random: () => number): Tensor {
  const { data } = filled(shape, 0);
  return { shape, data: data.map(() => 2 * random() - 1) };
}

function initialisers(): Numbers {
  const drawn = {
    "Glorot's uniform weights": glorotUniform(8, 16, seeded("a")),
    "Glorot's normal weights": glorotNormal(8, 16, seeded("b")),
    "He's uniform weights": heUniform(8, 16, seeded("c")),
    "He's normal weights": heNormal(8, 16, seeded("d")),
    "truncated normal weights": truncatedNormalWeights([8, 16], 0.3, seeded("e")),
    "orthogonal weights": orthogonalWeights(12, seeded("f")),
  };
  return Object.fromEntries(Object.entries(drawn).map(([name, { data }]) => [name, [...data]]));
}

/** Eight steps of Adam on a network 2-8-8-1 with tanh. */
function training(): Numbers {
  const random = seeded("training");
  const [x, target] = [input([16, 2]), input([16, 1])];
  const sizes = [2, 8, 8, 1];
  const layers = sizes.slice(1).map((units, layer) => [input([units, sizes[layer] ?? 0]), input([units])] as const);
  const output = layers.reduce((h, [weights, biases], layer) => {
    const z = dense(record, h, weights, biases);
    return layer === layers.length - 1 ? z : record.tanh(z);
  }, x);
  const parameters = layers.flat();
  const batch = new Map([x, target].map((node) => [node, randomTensor(node.shape, random)]));
  const trained = train(
    {
      loss: meanSquaredError(record, output, target),
      parameters,
      optimiser: adam({ rate: 0.01 }),
      batches: rounds([batch], null),
      steps: 8,
    },
    parameters.map(({ shape }) => randomTensor(shape, random)),
  );
  return {
    "losses of training": trained.losses,
    "weights after training": trained.parameters.flatMap(({ data }) => [...data]),
  };
}

/** One step of an LSTM of 5 units on a batch of 4, and the gradients by all its weights. */
function lstmStep(): Numbers {
  const random = seeded("lstm");
  const [inputs, units] = [3, 5];
  const nodes: Node[] = [];
  const node = (shape: Shape) => {
    const made = input(shape);
    nodes.push(made);
    return made;
  };
  const gate = (): RecurrentWeights<Node> => ({
    input: node([units, inputs]),
    hidden: node([units, units]),
    bias: node([units]),
  });
  const weights = { inputGate: gate(), forgetGate: gate(), outputGate: gate(), candidate: gate() };
  const before = { hidden: node([4, units]), cell: node([4, units]) };
  const { hidden, cell } = lstm(record, node([4, inputs]), before, weights);
  const gradients = partials(record.sum(record.multiply(hidden, cell)), nodes);
  const values = valuesOf([hidden, cell, ...gradients], new Map(nodes.map((n) => [n, randomTensor(n.shape, random)])));
  const numbersOf = (asked: readonly Node[]) => asked.flatMap((n) => [...(values.get(n)?.data ?? [])]);
  return { "an LSTM's step": numbersOf([hidden, cell]), "an LSTM's gradients": numbersOf(gradients) };
}

/** 30 sigmoid layers, on the tape and in closed form: gradients down to 1e-20. */
function chain(): Numbers {
  const random = seeded("chain");
  const weights = Array.from({ length: 30 }, () => 0.5 + random());
  const nodes = weights.map(() => input([]));
  const output = nodes.reduce((y, weight) => record.sigmoid(record.multiply(weight, y)), record.constant(0.7));
  const error = record.subtract(output, record.constant(0.3));
  const gradients = partials(record.multiply(record.multiply(error, error), record.constant(0.5)), nodes);
  const values = valuesOf(gradients, new Map(nodes.map((node, layer) => [node, scalar(weights[layer] ?? 0)])));
  const closed = chainGradients({ activation: activations.sigmoid, input: 0.7, target: 0.3, weights });
  return {
    "gradients of 30 sigmoid layers": gradients.map((node) => values.get(node)?.data[0] ?? Number.NaN),
    "the same in closed form": closed.byWeights,
  };
}

/** From −40, where a sigmoid's slope is 4e-18, to 40; none of them is a kink or a pole. */
const grid = Float64Array.from({ length: 321 }, (_, place) => -40 + place / 4 + 0.0131);
const pairGrid = Float64Array.from({ length: 33 }, (_, place) => -4 + place / 4 + 0.0131);

/** Values and gradients of each. */
function elementwiseOps(): Numbers {
  const ops = Object.values<AnyOp>(catalogue).filter((op) => op.each !== undefined);
  return Object.fromEntries(
    ops.flatMap((op) => {
      const inputs = op.arity === 1 ? [{ shape: [grid.length], data: grid }] : pairs();
      const value = callOn(compute, op, inputs);
      const gradients = op.pullback(compute, filled(value.shape, 1), inputs, value);
      return [
        [`${op.name}, values`, [...value.data]],
        [`${op.name}, gradients`, gradients.flatMap((gradient) => [...(gradient?.data ?? [])])],
      ];
    }),
  );
}

function pairs(): readonly Tensor[] {
  const { length } = pairGrid;
  return [
    { shape: [length, 1], data: pairGrid },
    { shape: [1, length], data: pairGrid.map((value) => 0.9 * value) },
  ];
}

type MathFunction = (a: number, b: number) => number;

/** Every function of Math that takes numbers, on a grid: the engines of two programs may round them differently. */
export function mathNumbers(): Numbers {
  const functions = Object.entries(Object.getOwnPropertyDescriptors(Math)).flatMap(([name, { value }]) =>
    typeof value === "function" && name !== "random" && name !== "sumPrecise"
      ? [[name, value as MathFunction] as const]
      : [],
  );
  const points = [...grid, ...grid.map((value) => value / 40), ...grid.map((value) => 2 ** value)];
  return Object.fromEntries(
    functions.map(([name, work]) => [
      name,
      work.length === 1
        ? points.map((value) => work(value, value))
        : points.flatMap((value, place) =>
            [0, 7, 100].map((step) => work(value, points[(place + step) % points.length] ?? 0)),
          ),
    ]),
  );
}
