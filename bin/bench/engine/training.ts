import { dense, meanSquaredError } from "#lib/autograd/network/layer.ts";
import { partials } from "#lib/autograd/partials.ts";
import { Program } from "#lib/autograd/program.ts";
import { startRun } from "#lib/autograd/run.ts";
import { input, record } from "#lib/autograd/tape.ts";
import type { Tensor } from "#lib/autograd/tensor.ts";
import { randomKey, uniformBetween } from "#lib/exercises/random.ts";
import { type InTurn, ratiosOf, timeInTurn } from "../in-turn.ts";
import { medianOf } from "../median.ts";
import { type Network, trainByHand } from "./network-by-hand.ts";

const networks = [
  { name: "2-32-32-1, tanh, batch 64", sizes: [2, 32, 32, 1], activation: "tanh", batch: 64 },
  { name: "30 layers of 16, sigmoid, batch 32", sizes: new Array(31).fill(16), activation: "sigmoid", batch: 32 },
] as const;

/** Steps of gradient descent: forward, backward to every parameter, and the parameters moved. */
export function measureTraining(): readonly string[] {
  return networks.map(({ name, ...shape }) => {
    const network = drawNetwork(shape);
    const [engine, byHand] = [trainOnTape(network), trainByHand(network)];
    for (let step = 0; step < 3; step++) {
      const [given, truth] = [engine(), byHand()];
      if (!(Math.abs(given - truth) <= 1e-9 * truth)) throw new Error(`${name}: loss ${given}, by hand ${truth}`);
    }
    return `Training ${name}, steps per second beside typed arrays: ${describeSteps(timeInTurn(engine, byHand))}; aim 0.8`;
  });
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
