import { dense, meanSquaredError } from "#lib/autograd/network/layer.ts";
import { partials } from "#lib/autograd/partials.ts";
import { Program } from "#lib/autograd/program.ts";
import { startRun } from "#lib/autograd/run.ts";
import { input, record } from "#lib/autograd/tape.ts";
import type { Tensor } from "#lib/autograd/tensor.ts";
import { randomKey, uniformBetween } from "#lib/exercises/random.ts";
import { type InTurn, ratiosOf, timeAlone, timeInTurn } from "../in-turn.ts";
import { medianOf } from "../median.ts";
import { areAlternativesWanted } from "./alternatives.ts";
import { type Network, trainByHand } from "./network-by-hand.ts";
import { isPytorchThere, trainWithPytorch } from "./pytorch.ts";
import { loadTensorflow, trainOnTensorflow } from "./tensorflow.ts";

const networks = [
  { name: "2-32-32-1, tanh, batch 64", sizes: [2, 32, 32, 1], activation: "tanh", batch: 64 },
  { name: "30 layers of 16, sigmoid, batch 32", sizes: new Array(31).fill(16), activation: "sigmoid", batch: 32 },
] as const;

type Shape = (typeof networks)[number];

const comparedSteps = 3;

/** Steps of gradient descent: forward, backward to every parameter, and the parameters moved. */
export async function measureTraining(dataDir: string): Promise<readonly string[]> {
  const lines = networks.map(measureByHand);
  if (!areAlternativesWanted) return lines;
  return [...lines, ...(await measureTensorflow(dataDir)), ...measurePytorch()];
}

function measureByHand(shape: Shape): string {
  const network = drawNetwork(shape);
  const [engine, byHand] = [trainOnTape(network), trainByHand(network)];
  expectSameLosses(shape.name, engine, byHand, 1e-9);
  return `Training ${shape.name}, steps per second beside typed arrays: ${describeSteps(timeInTurn(engine, byHand))}; aim 0.8`;
}

async function measureTensorflow(dataDir: string): Promise<readonly string[]> {
  const tensorflow = await loadTensorflow(dataDir);
  const lines: string[] = [];
  for (const backend of ["cpu", "wasm"]) {
    if (!(await tensorflow.setBackend(backend))) throw new Error(`@tensorflow/tfjs has no backend ${backend} here`);
    for (const shape of networks) {
      const network = drawNetwork(shape);
      const [engine, other] = [trainOnTape(network), trainOnTensorflow(tensorflow, network)];
      expectSameLosses(shape.name, engine, other, 1e-4); // float32
      const steps = describeSteps(timeInTurn(engine, other));
      lines.push(
        `Training ${shape.name}, beside @tensorflow/tfjs on ${backend}: ${steps}; aim 2.5 times the faster backend`,
      );
    }
  }
  return lines;
}

function measurePytorch(): readonly string[] {
  if (!isPytorchThere()) {
    return ["Training beside PyTorch: python3 has no torch here; Debian's is apt-get install python3-torch"];
  }
  return networks.map((shape) => {
    const network = drawNetwork(shape);
    const engine = trainOnTape(network);
    const { losses, microseconds } = trainWithPytorch(network, comparedSteps);
    const given = losses.values();
    expectSameLosses(shape.name, engine, () => given.next().value ?? Number.NaN, 1e-9);
    // One after the other: PyTorch runs in a process of its own.
    const times = { engine: timeAlone(engine), other: microseconds };
    return `Training ${shape.name}, beside PyTorch on one thread: ${describeSteps(times)}; aim 1`;
  });
}

function expectSameLosses(name: string, engine: () => number, other: () => number, relative: number): void {
  for (let step = 0; step < comparedSteps; step++) {
    const [given, truth] = [engine(), other()];
    if (!(Math.abs(given - truth) <= relative * truth)) throw new Error(`${name}: loss ${given}, beside it ${truth}`);
  }
}

function describeSteps(times: InTurn): string {
  const perSecond = (runs: readonly number[]) => Math.round(1e6 / medianOf(runs)).toLocaleString("en");
  const shares = ratiosOf(times).map((ratio) => 1 / ratio);
  const spread = `${Math.min(...shares).toFixed(2)} to ${Math.max(...shares).toFixed(2)}, ${shares.length} runs`;
  return `${perSecond(times.engine)} against ${perSecond(times.other)}, ${medianOf(shares).toFixed(2)} times (${spread})`;
}

function drawNetwork({ sizes, activation, batch }: Pick<Network, "sizes" | "activation" | "batch">): Network {
  const random = randomKey(sizes.join("-"));
  let counter = 0;
  const draw = (length: number) => Float64Array.from({ length }, () => uniformBetween(random, counter++, -0.5, 0.5));
  const layers = sizes.slice(1).map((units, layer) => ({ units, inner: sizes[layer] ?? 0 }));
  return {
    sizes,
    activation,
    batch,
    weights: layers.map(({ units, inner }) => draw(units * inner)),
    biases: layers.map(({ units }) => draw(units)),
    samples: draw(batch * (sizes[0] ?? 0)),
    targets: draw(batch * (sizes.at(-1) ?? 0)),
    rate: 0.01,
  };
}

function trainOnTape({ sizes, activation, batch, rate, ...numbers }: Network): () => number {
  const last = sizes.length - 1;
  const samples: Tensor = { shape: [batch, sizes[0] ?? 0], data: numbers.samples };
  const targets: Tensor = { shape: [batch, sizes[last] ?? 0], data: numbers.targets };
  const [x, t] = [input(samples.shape), input(targets.shape)];
  const weights = numbers.weights.map(
    (data, layer): Tensor => ({ shape: [sizes[layer + 1] ?? 0, sizes[layer] ?? 0], data }),
  );
  const biases = numbers.biases.map((data): Tensor => ({ shape: [data.length], data }));
  let parameters: readonly Tensor[] = [...weights, ...biases];
  const nodes = parameters.map(({ shape }) => input(shape));
  let h = x;
  for (let layer = 0; layer < last; layer++) {
    const [weight, bias] = [nodes[layer], nodes[last + layer]];
    if (weight === undefined || bias === undefined) throw new Error(`layer ${layer} has no parameters`);
    const z = dense(record, h, weight, bias);
    h = layer === last - 1 ? z : record[activation](z);
  }
  const loss = meanSquaredError(record, h, t);
  const program = new Program();
  const lossSlot = program.add(loss);
  const gradients = partials(loss, nodes).map((node) => program.add(node));
  const steps = program.stepsTo([lossSlot, ...gradients]);
  const slots = nodes.map((node) => program.slotOf(node));
  const run = startRun(program, 1);
  return () => {
    run.restart(null);
    run.give(program.slotOf(x), 0, samples);
    run.give(program.slotOf(t), 0, targets);
    for (const [place, slot] of slots.entries()) run.give(slot, 0, parameters[place] as Tensor);
    run.compute(steps);
    parameters = parameters.map(({ shape, data }, place) => {
      const gradient = run.value(gradients[place] as number, 0).data;
      const moved = new Float64Array(data.length);
      for (let n = 0; n < data.length; n++) moved[n] = (data[n] as number) - rate * (gradient[n] as number);
      return { shape, data: moved };
    });
    return run.number(lossSlot, 0);
  };
}
