import { logistic, logisticSlope } from "#lib/autograd/ops/sigmoid.ts";
import { partials } from "#lib/autograd/partials.ts";
import { Program } from "#lib/autograd/program.ts";
import { startRun } from "#lib/autograd/run.ts";
import { input, record } from "#lib/autograd/tape.ts";
import { scalar } from "#lib/autograd/tensor.ts";
import { describeInTurn, type InTurn, timeInTurn } from "../in-turn.ts";
import { medianOf } from "../median.ts";

const depths = [10, 100, 1_000, 10_000];
const comparedDepth = 100;

/** y_k = σ(W_k·y_{k−1}), L = (y − t)²/2: forward, and back to every weight. */
export function measureChains(): readonly string[] {
  const measured = depths.map((depth) => ({ depth, times: timeChain(depth) }));
  const perLayer = ({ engine }: InTurn, depth: number) => medianOf(engine) / depth;
  const compared = measured.find(({ depth }) => depth === comparedDepth);
  if (compared === undefined) throw new Error(`no chain of ${comparedDepth}`);
  return measured.map(({ depth, times }) => {
    const growth = perLayer(times, depth) / perLayer(compared.times, comparedDepth);
    return `A chain of ${depth} neurons, forward and backward, beside typed arrays: ${describeInTurn(times)}; aim 2; per neuron ${growth.toFixed(2)} times the chain of ${comparedDepth}; aim 1.5`;
  });
}

/** Weights round 1, so that nothing dies or explodes on the way. */
const weightAt = (layer: number) => 1 + 0.5 * Math.sin(layer);
const start = 0.7;
const target = 0.3;

function timeChain(depth: number): InTurn {
  const weights = Float64Array.from({ length: depth }, (_, layer) => weightAt(layer));
  let sum = 0;
  const engine = chainOnTape(weights);
  const byHand = chainByHand(weights);
  const agree = Math.abs(engine() - byHand()) <= 1e-12 * Math.abs(byHand());
  if (!agree) throw new Error(`the chain of ${depth} gives ${engine()} and by hand ${byHand()}`);
  const times = timeInTurn(
    () => {
      sum += engine();
    },
    () => {
      sum += byHand();
    },
  );
  if (!Number.isFinite(sum)) throw new Error("a gradient is not finite");
  return times;
}

/** Recorded and laid out once; each call gives the inputs, works it out and reads all gradients: their sum. */
function chainOnTape(weights: Float64Array): () => number {
  const [x, t] = [input([]), input([])];
  const nodes = Array.from(weights, () => input([]));
  const y = nodes.reduce((before, weight) => record.sigmoid(record.multiply(weight, before)), x);
  const error = record.subtract(y, t);
  const loss = record.multiply(record.multiply(error, error), record.constant(0.5));
  const program = new Program();
  const gradients = partials(loss, nodes).map((node) => program.add(node));
  const steps = program.stepsTo([program.add(loss), ...gradients]);
  const inputs = [x, t, ...nodes].map((node) => program.slotOf(node));
  const values = [start, target, ...weights].map(scalar);
  const run = startRun(program, 1);
  return () => {
    run.restart(null);
    for (let place = 0; place < inputs.length; place++) {
      run.give(inputs[place] as number, 0, values[place] as (typeof values)[number]);
    }
    run.compute(steps);
    let sum = 0;
    for (let place = 0; place < gradients.length; place++) sum += run.number(gradients[place] as number, 0);
    return sum;
  };
}

/** The same numbers, with the slopes that keep their digits. */
function chainByHand(weights: Float64Array): () => number {
  const depth = weights.length;
  const z = new Float64Array(depth);
  const y = new Float64Array(depth + 1);
  const gradients = new Float64Array(depth);
  return () => {
    y[0] = start;
    for (let layer = 0; layer < depth; layer++) {
      z[layer] = (weights[layer] as number) * (y[layer] as number);
      y[layer + 1] = logistic(z[layer] as number);
    }
    let seed = (y[depth] as number) - target;
    for (let layer = depth - 1; layer >= 0; layer--) {
      const ofZ = seed * logisticSlope(z[layer] as number);
      gradients[layer] = ofZ * (y[layer] as number);
      seed = ofZ * (weights[layer] as number);
    }
    let sum = 0;
    for (let layer = 0; layer < depth; layer++) sum += gradients[layer] as number;
    return sum;
  };
}
