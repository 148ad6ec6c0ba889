import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backward } from "#lib/autograd/backward.ts";
import { compute } from "#lib/autograd/compute.ts";
import { dense, dropout, meanSquaredError } from "#lib/autograd/network/layer.ts";
import { input, type Node, record, valuesOf } from "#lib/autograd/tape.ts";
import { fromNested, onlyNumber, scalar, type Tensor, toNested } from "#lib/autograd/tensor.ts";
import { adam } from "#lib/autograd/training/adam.ts";
import { type Batch, rounds } from "#lib/autograd/training/batches.ts";
import { clipByNorm, clipByValue, globalNorm } from "#lib/autograd/training/clip.ts";
import { gradientDescent } from "#lib/autograd/training/gradient-descent.ts";
import { momentum } from "#lib/autograd/training/momentum.ts";
import type { Optimiser, Tensors } from "#lib/autograd/training/optimiser.ts";
import { train } from "#lib/autograd/training/train.ts";
import course from "#tests/golden/course-network.json" with { type: "json" };
import { randomTensor, seededRandom } from "./seeded-random.ts";

/** λ(x − 3)²/2, whose gradient is λ(x − 3). */
const curvature = 0.8;
const theta = input([]);
const distance = record.subtract(theta, record.constant(3));
const bowl = record.multiply(record.constant(curvature / 2), record.multiply(distance, distance));
const noBatches: readonly Batch[] = [new Map()];

function roll<State>(optimiser: Optimiser<State>, steps: number, from = -1): number {
  const training = { loss: bowl, parameters: [theta], optimiser, batches: rounds(noBatches, null), steps };
  return onlyNumber(train(training, [scalar(from)]).parameters[0] as Tensor);
}

describe("on a bowl", () => {
  it("gradient descent shrinks the distance by 1 − ηλ at each step", () => {
    for (const steps of [0, 1, 7, 40]) {
      expect(roll(gradientDescent(0.3), steps)).toBeCloseTo(3 - 4 * (1 - 0.3 * curvature) ** steps, 13);
    }
  });

  it("momentum moves by Polyak's two-step recursion θ + μ(θ − θ₋₁) − ηg", () => {
    let [before, now] = [-1, -1];
    for (let step = 1; step <= 30; step++) {
      const next = now + 0.9 * (now - before) - 0.3 * curvature * (now - 3);
      [before, now] = [now, next];
      expect(roll(momentum(0.3, 0.9), step)).toBeCloseTo(now, 13);
    }
  });

  it("momentum without decay is gradient descent", () => {
    expect(roll(momentum(0.3, 0), 9)).toBe(roll(gradientDescent(0.3), 9));
  });

  it("Adam moves as algorithm 1 of the paper, written by hand", () => {
    let [x, m, v] = [-1, 0, 0];
    for (let t = 1; t <= 30; t++) {
      const g = curvature * (x - 3);
      m = 0.8 * m + (1 - 0.8) * g;
      v = 0.95 * v + (1 - 0.95) * g ** 2;
      const corrected = [m / (1 - 0.8 ** t), v / (1 - 0.95 ** t)] as const;
      x -= (0.1 * corrected[0]) / (Math.sqrt(corrected[1]) + 1e-6);
      const constants = { rate: 0.1, meanDecay: 0.8, squareDecay: 0.95, epsilon: 1e-6 };
      expect(roll(adam(constants), t)).toBeCloseTo(x, 12);
    }
  });
});

describe("Adam's first step", () => {
  const move = (gradient: number) => {
    const { step, start } = adam();
    const parameters = [scalar(0)];
    return onlyNumber(step(parameters, [scalar(gradient)], start(parameters)).parameters[0] as Tensor);
  };

  it("is the rate, however large or small the gradient", () => {
    for (const gradient of [1e4, 1, -1e-3]) expect(move(gradient) / (-0.001 * Math.sign(gradient))).toBeCloseTo(1, 4);
  });

  it("hardly moves for a gradient far below ε: vanished gradients are not brought back", () => {
    expect(move(1e-12) / -1e-7).toBeCloseTo(1, 3);
  });
});

const x = input([4, 2]);
const target = input([4, 1]);
const parameterNodes = [input([5, 2]), input([5]), input([1, 5]), input([1])];
const [w1, b1, w2, b2] = parameterNodes as [Node, Node, Node, Node];
const loss = meanSquaredError(record, dense(record, record.tanh(dense(record, x, w1, b1)), w2, b2), target);
const exclusiveOr: Batch = new Map([
  [
    x,
    fromNested([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]),
  ],
  [target, fromNested([[0], [1], [1], [0]])],
]);
const started = (() => {
  const random = seededRandom(6);
  return parameterNodes.map((node) => randomTensor(node.shape, random));
})();
const training = { loss, parameters: parameterNodes, optimiser: adam({ rate: 0.05 }), steps: 200 };

describe("the course network", () => {
  const weights = [input([]), input([]), input([])];
  const output = weights.reduce((y, weight) => record.sigmoid(record.multiply(weight, y)), record.constant(course.x0));
  const error = record.subtract(output, record.constant(course.target));
  const half = record.multiply(record.multiply(error, error), record.constant(0.5));

  it.each(Object.entries(course.after_steps))("after %s steps has PyTorch's weights", (steps, expected) => {
    const optimiser = gradientDescent(course.eta);
    const run = { loss: half, parameters: weights, optimiser, batches: rounds(noBatches, null), steps: Number(steps) };
    train(run, course.W.map(scalar)).parameters.forEach((weight, place) => {
      expect(onlyNumber(weight) / (expected.W[place] as number)).toBeCloseTo(1, 13);
    });
  });
});

describe("training", () => {
  it("steps down the gradients of backward", () => {
    const given = new Map([...exclusiveOr, ...parameterNodes.map((node, i) => [node, started[i] as Tensor] as const)]);
    const values = valuesOf([loss], given);
    const gradients = backward(compute, loss, scalar(1), (node) => values.get(node) as Tensor);
    const trained = train({ ...training, optimiser: gradientDescent(0.5), batches: [exclusiveOr], steps: 1 }, started);
    expect(trained.losses).toEqual([onlyNumber(values.get(loss) as Tensor)]);
    trained.parameters.forEach((parameter, place) => {
      const gradient = gradients.get(parameterNodes[place] as Node) as Tensor;
      parameter.data.forEach((value, element) => {
        const expected = (started[place]?.data[element] as number) - 0.5 * (gradient.data[element] as number);
        expect(Math.abs(value - expected)).toBeLessThan(1e-15);
      });
    });
  });

  it.each([
    ["gradient descent", gradientDescent(0.3), 2000],
    ["momentum", momentum(0.1, 0.9), 400],
    ["Adam", adam({ rate: 0.05 }), 300],
  ] as const)("learns exclusive or by %s", (_, optimiser, steps) => {
    const run = { ...training, optimiser: optimiser as Optimiser<unknown>, steps };
    const { losses } = train({ ...run, batches: rounds([exclusiveOr], null) }, started);
    expect(losses).toHaveLength(steps);
    expect(losses.at(-1)).toBeLessThan(1e-3);
  });

  it("gives the same numbers for the same seed, and others for another", () => {
    const halves = [exclusiveOr, new Map([...exclusiveOr, [target, fromNested([[1], [0], [0], [1]])]])];
    const run = (seed: number) =>
      train({ ...training, steps: 9, batches: rounds(halves, seededRandom(seed)) }, started);
    expect(run(1)).toEqual(run(1));
    expect(run(1).losses).not.toEqual(run(2).losses);
  });

  it("goes on from where it stopped, bit for bit", () => {
    const atOnce = train({ ...training, steps: 20, batches: rounds([exclusiveOr], null) }, started);
    const first = train({ ...training, steps: 12, batches: rounds([exclusiveOr], null) }, started);
    const rest = { ...training, steps: 8, batches: rounds([exclusiveOr], null) };
    const second = train(rest, first.parameters, first.state);
    expect(second.parameters).toEqual(atOnce.parameters);
    expect([...first.losses, ...second.losses]).toEqual(atOnce.losses);
  });

  it("leaves what it was given as it was", () => {
    const before = structuredClone(started);
    train({ ...training, steps: 3, batches: rounds([exclusiveOr], null) }, started);
    expect(started).toEqual(before);
  });

  it("treats the gradients before each step, as by clipping", () => {
    const run = { loss: bowl, parameters: [theta], optimiser: gradientDescent(1), batches: noBatches, steps: 1 };
    const clipped = train({ ...run, treat: (gradients) => clipByNorm(gradients, 0.25) }, [scalar(-1)]);
    expect(clipped.parameters.map(toNested)).toEqual([-0.75]);
  });

  it("takes a mask for each step, and leaves a parameter in peace that the loss does not know", () => {
    const mask = input([3]);
    const kept = input([3]);
    const stranger = input([2]);
    const sum = record.sum(dropout(record, kept, mask, 0.5));
    const masks = [
      [1, 0, 0],
      [0, 0, 1],
    ].map((units): Batch => new Map([[mask, fromNested(units)]]));
    const run = { loss: sum, parameters: [kept, stranger], optimiser: gradientDescent(1), batches: masks, steps: 2 };
    const { parameters } = train(run, [fromNested([0, 0, 0]), fromNested([7, 8])]);
    expect(parameters.map(toNested)).toEqual([
      [-2, 0, -2],
      [7, 8],
    ]);
  });

  it("says when the batches end before the steps", () => {
    expect(() => train({ ...training, steps: 2, batches: [exclusiveOr] }, started)).toThrow(
      "2 steps need as many batches, and there are 1",
    );
  });
});

describe("rounds of batches", () => {
  const batches = Array.from({ length: 7 }, (): Batch => new Map());
  const taken = (seed: number | null, count: number) => {
    const feed = rounds(batches, seed === null ? null : seededRandom(seed));
    return Array.from({ length: count }, () => batches.indexOf(feed.next().value as Batch));
  };

  it("go in order without chance", () => {
    expect(taken(null, 9)).toEqual([0, 1, 2, 3, 4, 5, 6, 0, 1]);
  });

  it("hold each batch once, in an order of the seed's that changes", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const order = taken(seed, 14);
        expect([order.slice(0, 7).sort(), order.slice(7).sort()]).toEqual([taken(null, 7), taken(null, 7)]);
        expect(taken(seed, 14)).toEqual(order);
      }),
    );
    expect(new Set(Array.from({ length: 50 }, (_, seed) => taken(seed, 7).join(""))).size).toBeGreaterThan(45);
  });
});

describe("clipping", () => {
  const gradients: Tensors = [fromNested([[3, 0]]), fromNested([-4])];

  it("by value holds every number in its bounds", () => {
    expect(clipByValue(gradients, 2).map(toNested)).toEqual([[[2, 0]], [-2]]);
  });

  it("by norm scales all gradients alike where their common norm is too great", () => {
    expect(globalNorm(gradients)).toBe(5);
    expect(clipByNorm(gradients, 1).map(toNested)).toEqual([[[0.6, 0]], [-0.8]]);
    expect(clipByNorm(gradients, 5)).toBe(gradients);
  });

  it("measures gradients whose squares underflow or overflow", () => {
    expect(globalNorm([fromNested([3e-200, 4e-200])]) / 5e-200).toBeCloseTo(1, 14);
    expect(globalNorm([fromNested([3e200]), fromNested([4e200])]) / 5e200).toBeCloseTo(1, 14);
    expect(globalNorm([fromNested([0, 0])])).toBe(0);
  });

  it("by norm never leaves more than the limit", () => {
    // Limits and gradients over many orders of size: that is where norms go wrong.
    const size = fc.double({ min: -250, max: 250, noNaN: true }).map((exponent) => 10 ** exponent);
    fc.assert(
      fc.property(size, fc.array(size, { minLength: 1, maxLength: 5 }), (limit, numbers) => {
        expect(globalNorm(clipByNorm([fromNested(numbers)], limit))).toBeLessThanOrEqual(limit * (1 + 1e-14));
      }),
    );
  });
});
