import { describe, expect, it } from "vitest";
import { backward } from "#lib/autograd/backward.ts";
import { compute } from "#lib/autograd/compute.ts";
import { type ActivationName, activations } from "#lib/autograd/network/activation.ts";
import { type Chain, chainGradients } from "#lib/autograd/network/closed-form.ts";
import { gradientFlow, slowdown } from "#lib/autograd/network/gradient-flow.ts";
import {
  glorotNormal,
  glorotUniform,
  heDeviation,
  heNormal,
  heUniform,
  orthogonalWeights,
  semiOrthogonalWeights,
  truncatedNormalWeights,
} from "#lib/autograd/network/initialise.ts";
import { input, type Node, record, valuesOf } from "#lib/autograd/tape.ts";
import { fromNested, onlyNumber, scalar, type Tensor } from "#lib/autograd/tensor.ts";
import course from "#tests/golden/course-network.json" with { type: "json" };
import { seededRandom } from "./seeded-random.ts";

const courseChain: Chain = {
  activation: activations.sigmoid,
  input: course.x0,
  target: course.target,
  weights: course.W,
};

function relativeDistance(given: number, expected: number): number {
  return Math.abs(given - expected) / Math.abs(expected);
}

describe("the closed form of a chain", () => {
  it("gives the course network's values and gradients", () => {
    const { preActivations, outputs, loss, byWeights } = chainGradients(courseChain);
    const { gradients } = course;
    const pairs = [
      [preActivations[2], course.z3],
      [outputs[2], course.y3],
      [loss, course.L],
      [byWeights[0], gradients["dL/dW1"]],
      [byWeights[1], gradients["dL/dW2"]],
      [byWeights[2], gradients["dL/dW3"]],
    ] as const;
    for (const [given, expected] of pairs) expect(relativeDistance(given as number, expected)).toBeLessThan(1e-14);
  });

  it.each(Object.keys(activations) as ActivationName[])("agrees with the tape on 60 layers of %s", (name) => {
    const random = seededRandom(5);
    const depth = 60;
    const weights = Array.from({ length: depth }, () => 0.5 + random());
    const biases = Array.from({ length: depth }, () => random() - 0.3);
    const chain = { activation: activations[name], input: 0.8, target: 0.3, weights, biases };

    const nodes = weights.map(() => input([]));
    let output: Node = record.constant(chain.input);
    for (const [layer, weight] of nodes.entries()) {
      output = record[name](record.add(record.multiply(weight, output), record.constant(biases[layer] as number)));
    }
    const error = record.subtract(output, record.constant(chain.target));
    const loss = record.multiply(record.multiply(error, error), record.constant(0.5));
    const values = valuesOf([loss], new Map(nodes.map((node, layer) => [node, scalar(weights[layer] as number)])));
    const gradients = backward(compute, loss, scalar(1), (node) => values.get(node) as Tensor);

    const closed = chainGradients(chain);
    expect(relativeDistance(closed.loss, onlyNumber(values.get(loss) as Tensor))).toBeLessThan(1e-13);
    nodes.forEach((node, layer) => {
      const byTape = onlyNumber(gradients.get(node) as Tensor);
      expect(Math.abs((closed.byWeights[layer] as number) - byTape)).toBeLessThanOrEqual(1e-12 * Math.abs(byTape));
    });
  });
});

describe("the gradient that reaches each layer", () => {
  it("says how much more slowly the first layer learns", () => {
    const factor = slowdown(gradientFlow(courseChain));
    expect(relativeDistance(factor as number, 1 / course.ratios["W1/W3"])).toBeLessThan(1e-14);
  });

  it("shrinks at least by the greatest slope times the weight from layer to layer", () => {
    const flow = gradientFlow({ ...courseChain, weights: Array.from({ length: 50 }, () => 1.2) });
    for (let layer = 2; layer < flow.length; layer++) {
      const [earlier, later] = [flow[layer - 1]?.size as number, flow[layer]?.size as number];
      expect(earlier).toBeLessThanOrEqual(later * 0.25 * 1.2 * 1.2);
    }
  });

  it("tells a gradient that underflows from one that is 0 in truth", () => {
    const deep = gradientFlow({ ...courseChain, weights: Array.from({ length: 400 }, () => 0.5) });
    expect(deep[0]).toEqual({ layer: 1, size: 0, log10: null, isUnderflow: true });
    expect(deep[399]?.isUnderflow).toBe(false);
    const dead = gradientFlow({ ...courseChain, activation: activations.relu, weights: [1, -1, 1] });
    expect(dead[0]).toEqual({ layer: 1, size: 0, log10: null, isUnderflow: false });
  });
});

const heTruncated = (outputs: number, inputs: number, random: () => number) =>
  truncatedNormalWeights([outputs, inputs], heDeviation(inputs), random);

describe("initial weights", () => {
  const deviation = ({ data }: Tensor) => Math.sqrt(data.reduce((sum, value) => sum + value * value, 0) / data.length);

  it.each([
    ["Glorot uniform", glorotUniform, Math.sqrt(2 / 500)],
    ["Glorot normal", glorotNormal, Math.sqrt(2 / 500)],
    ["He normal", heNormal, Math.sqrt(2 / 300)],
    ["He uniform", heUniform, Math.sqrt(2 / 300)],
    ["He normal cut off at 2 deviations", heTruncated, Math.sqrt(2 / 300)],
  ] as const)("%s have the deviation of the paper", (_, make, expected) => {
    // 60,000 draws: the deviation scatters by about 0.3 %
    expect(deviation(make(200, 300, seededRandom(11))) / expected).toBeCloseTo(1, 1.7);
  });

  it("that are uniform or cut off keep to their limits, and come near them", () => {
    const largest = ({ data }: Tensor) => Math.max(...data.map(Math.abs));
    const limits = [
      [glorotUniform, Math.sqrt(6 / 500)],
      [heUniform, Math.sqrt(6 / 300)],
      // 2 deviations of the normal distribution before the cut
      [heTruncated, (2 * Math.sqrt(2 / 300)) / 0.8796256610342398],
    ] as const;
    for (const [make, limit] of limits) {
      const reached = largest(make(200, 300, seededRandom(12))) / limit;
      expect(reached).toBeLessThanOrEqual(1);
      expect(reached).toBeGreaterThan(0.999);
    }
  });

  it("are the same for the same seed", () => {
    expect(heNormal(3, 4, seededRandom(2))).toEqual(heNormal(3, 4, seededRandom(2)));
  });

  /** Σ over the other axis: WᵀW or WWᵀ, whichever is the smaller. */
  const grammian = (weights: Tensor) => {
    const [outputs, inputs] = weights.shape as [number, number];
    const flipped = compute.transpose(weights);
    return outputs <= inputs ? compute.matmul(weights, flipped) : compute.matmul(flipped, weights);
  };

  it.each([
    [30, 30],
    [40, 7],
    [7, 40],
    [1, 5],
    [5, 1],
  ])("that are orthogonal, %d by %d, have fewer sides of length 1 at right angles", (outputs, inputs) => {
    const weights = semiOrthogonalWeights(outputs, inputs, seededRandom(3));
    expect(weights.shape).toEqual([outputs, inputs]);
    const square = grammian(weights);
    const size = Math.min(outputs, inputs);
    expect(square.shape).toEqual([size, size]);
    square.data.forEach((value, place) => {
      expect(Math.abs(value - (place % (size + 1) === 0 ? 1 : 0))).toBeLessThan(1e-14);
    });
  });

  it("that are orthogonal are Q of a QR decomposition whose R has a positive diagonal", () => {
    const [outputs, inputs] = [9, 4];
    const weights = semiOrthogonalWeights(outputs, inputs, seededRandom(8));
    // the same draws, which are the columns of Q·R: by Box and Muller from two numbers each
    const random = seededRandom(8);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const drawn = Array.from({ length: inputs }, () => Array.from({ length: outputs }, normal));
    const r = compute.matmul(compute.transpose(weights), compute.transpose(fromNested(drawn)));
    r.data.forEach((value, place) => {
      const [row, column] = [Math.floor(place / inputs), place % inputs];
      if (row === column) expect(value).toBeGreaterThan(0.1);
      if (row > column) expect(Math.abs(value)).toBeLessThan(1e-14);
    });
    const product = compute.transpose(compute.matmul(weights, r));
    fromNested(drawn).data.forEach((value, place) => {
      expect(Math.abs((product.data[place] as number) - value)).toBeLessThan(1e-14);
    });
  });

  it("that are orthogonal point anywhere alike: each number has mean 0 and variance 1/length", () => {
    const random = seededRandom(21);
    const drawn = Array.from({ length: 4000 }, () => semiOrthogonalWeights(3, 2, random).data);
    for (let place = 0; place < 6; place++) {
      const numbers = drawn.map((data) => data[place] as number);
      // 4,000 draws of deviation √(1/3): the mean scatters by 0.009, the mean square by 0.005
      expect(Math.abs(numbers.reduce((sum, value) => sum + value, 0) / numbers.length)).toBeLessThan(0.04);
      expect(Math.abs(numbers.reduce((sum, value) => sum + value ** 2, 0) / numbers.length - 1 / 3)).toBeLessThan(
        0.025,
      );
    }
  });

  it("that are orthogonal and square keep lengths and angles", () => {
    expect(orthogonalWeights(6, seededRandom(3))).toEqual(semiOrthogonalWeights(6, 6, seededRandom(3)));
  });
});
