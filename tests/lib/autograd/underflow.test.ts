import { describe, expect, it } from "vitest";
import { backward } from "#lib/autograd/backward.ts";
import { activations } from "#lib/autograd/network/activation.ts";
import { gradientFlow } from "#lib/autograd/network/gradient-flow.ts";
import { float16, float32, float64, type NumberFormat } from "#lib/autograd/number-format.ts";
import { computeIn } from "#lib/autograd/reduced-precision.ts";
import { input, type Node, record, replayAll } from "#lib/autograd/tape.ts";
import { fromNested, type Nested, onlyNumber, scalar, type Tensor } from "#lib/autograd/tensor.ts";
import { topologicalOrder } from "#lib/autograd/topological-order.ts";
import { findUnderflow, type Vanishings } from "#lib/autograd/underflow.ts";

/** Node has it, TypeScript's library does not know it yet. */
const { f16round } = Math as unknown as { f16round(value: number): number };

/** σ(σ(…σ(x))), `depth` times. */
function sigmoidChain(depth: number): { readonly x: Node; readonly layers: readonly Node[] } {
  const x = input([]);
  const layers: Node[] = [];
  for (let layer = 0; layer < depth; layer++) layers.push(record.sigmoid(layers.at(-1) ?? x));
  return { x, layers };
}

function gradientOfChain(format: NumberFormat, depth: number): number {
  const { x, layers } = sigmoidChain(depth);
  const on = computeIn(format);
  const output = layers.at(-1) as Node;
  const values = replayAll(on, [output], new Map([[x, scalar(0.5)]]));
  const gradients = backward(on, output, on.constant(1), (node) => values.get(node) as Tensor);
  return onlyNumber(gradients.get(x) as Tensor);
}

/** Two loops over numbers, with the rounding of the platform. */
function gradientByHand(round: (value: number) => number, depth: number): number {
  const outputs = [0.5];
  for (let layer = 0; layer < depth; layer++) outputs.push(round(1 / (1 + Math.exp(-(outputs[layer] as number)))));
  let gradient = 1;
  for (let layer = depth - 1; layer >= 0; layer--) {
    const raised = Math.exp(-(outputs[layer] as number));
    gradient = round(gradient * round(raised / ((1 + raised) * (1 + raised))));
  }
  return gradient;
}

/** The chain settles where y = σ(y); each layer multiplies the gradient by σ′ there. */
const settledSlope = 0.6590460684074 * (1 - 0.6590460684074);
const slopesUntil = (size: number) => Math.log(size) / Math.log(settledSlope);
/** At a tie to even, half of the least positive number is rounded to 0. */
const slopesUntilZeroIn = ({ leastPositive }: NumberFormat) => slopesUntil(leastPositive) + slopesUntil(1 / 2);

describe("the gradient of a chain of sigmoids", () => {
  it.each([
    [float16, f16round, 12],
    [float32, Math.fround, 70],
    [float64, (value: number) => value, 499],
  ] as const)("dies in $name at the depth of the format's end", (format, round, depth) => {
    expect(gradientOfChain(format, depth)).toBe(0);
    expect(gradientOfChain(format, depth - 1)).toBeGreaterThan(0);
    for (const near of [1, 5, depth - 1, depth])
      expect(gradientOfChain(format, near)).toBe(gradientByHand(round, near));
    const predicted = slopesUntilZeroIn(format);
    expect(Math.abs(depth - predicted)).toBeLessThan(1.5);
  });

  it.each([float16, float32, float64])("is said to be lost in $name, and where", (format) => {
    const { x, layers } = sigmoidChain(600);
    const names = new Map(layers.map((node, layer) => [node, `y${layer + 1}`]));
    const report = findUnderflow(layers.at(-1) as Node, new Map([[x, scalar(0.5)]]), format, names);
    expect(report.forward).toEqual({ subnormal: null, underflow: null, trueZero: null });
    const { subnormal, underflow, trueZero } = report.backward;
    expect(trueZero).toBeNull();
    // The tape holds x and then the layers: y600 has index 600, and the gradient of y_k has come through 600 − k slopes.
    const slopesUntilZero = 600 - (underflow?.index as number);
    expect(underflow).toMatchObject({ name: `y${underflow?.index}`, element: 0, size: 0 });
    expect(Math.abs(slopesUntilZero - slopesUntilZeroIn(format))).toBeLessThan(1.5);
    const slopesUntilSubnormal = 600 - (subnormal?.index as number);
    expect(slopesUntilSubnormal).toBe(Math.ceil(slopesUntil(format.leastNormal)));
    expect(subnormal?.size).toBeLessThan(format.leastNormal);
    expect(subnormal?.size).toBeGreaterThan(0);
  });

  it("gets in float32 and float64 the digits that the format has", () => {
    const exact = gradientOfChain(float64, 40);
    expect(Math.abs(gradientOfChain(float32, 40) / exact - 1)).toBeLessThan(200 * float32.unitRoundoff);
    expect(gradientOfChain(float32, 40)).not.toBe(exact);
  });
});

interface Case {
  readonly of: (...nodes: readonly Node[]) => Node;
  readonly at: readonly Nested[];
}

function vanishings({ of, at }: Case, format = float64) {
  const nodes = at.map((nested) => input(fromNested(nested).shape));
  const given = new Map(nodes.map((node, place) => [node, fromNested(at[place] as Nested)]));
  const output = of(...nodes);
  const order = topologicalOrder([output]);
  const said = ({ underflow, trueZero }: Vanishings) => ({
    underflow: underflow === null ? null : [underflow.name, underflow.element],
    trueZero: trueZero === null ? null : [trueZero.name, trueZero.element],
  });
  const report = findUnderflow(output, given, format);
  for (const place of [report.forward.underflow, report.backward.underflow]) {
    if (place !== null) expect(order[place.index]).toBe(place.node);
  }
  return { forward: said(report.forward), backward: said(report.backward) };
}

const node = (part: Node | undefined) => part as Node;

describe("a zero in truth is told from an underflow", () => {
  it.each<[string, Case, ReturnType<typeof vanishings>]>([
    [
      "a dead unit",
      { of: (z) => record.exp(record.relu(node(z))), at: [[-3, 2]] },
      { forward: { underflow: null, trueZero: ["relu", 0] }, backward: { underflow: null, trueZero: ["input", 0] } },
    ],
    [
      "a zero input, by which the weight gets nothing",
      { of: (x, w) => record.multiply(node(x), node(w)), at: [0, 0.7] },
      { forward: { underflow: null, trueZero: ["input", 0] }, backward: { underflow: null, trueZero: ["input", 0] } },
    ],
    [
      "no error, by exact cancellation",
      {
        of: (y, t) => record.power(record.sum(record.subtract(node(y), node(t))), record.constant(2)),
        at: [
          [1, 2],
          [1, 2],
        ],
      },
      { forward: { underflow: null, trueZero: ["subtract", 0] }, backward: { underflow: null, trueZero: ["sum", 0] } },
    ],
    [
      "a mean of zeros",
      { of: (z) => record.mean(node(z)), at: [[0, 0]] },
      { forward: { underflow: null, trueZero: ["input", 0] }, backward: { underflow: null, trueZero: null } },
    ],
    [
      "a sum whose terms cancel",
      { of: (z) => record.sum(node(z)), at: [[0.3, -0.3]] },
      { forward: { underflow: null, trueZero: ["sum", 0] }, backward: { underflow: null, trueZero: null } },
    ],
    [
      "a power of 1 by its exponent",
      { of: (b) => record.power(record.constant(1), node(b)), at: [2.5] },
      { forward: { underflow: null, trueZero: null }, backward: { underflow: null, trueZero: ["input", 0] } },
    ],
    [
      "a sigmoid of −800",
      { of: (z) => record.sigmoid(node(z)), at: [[0.5, -800]] },
      { forward: { underflow: ["sigmoid", 1], trueZero: null }, backward: { underflow: ["input", 1], trueZero: null } },
    ],
    [
      "SiLU of −800",
      { of: (z) => record.silu(node(z)), at: [-800] },
      { forward: { underflow: ["silu", 0], trueZero: null }, backward: { underflow: ["input", 0], trueZero: null } },
    ],
    [
      "a matrix product of tiny numbers",
      {
        of: (a, b) => record.matmul(node(a), node(b)),
        at: [
          [
            [1e-200, 0],
            [0, 0],
          ],
          [[1e-200], [5]],
        ],
      },
      {
        forward: { underflow: ["matmul", 0], trueZero: ["input", 1] },
        backward: { underflow: null, trueZero: ["input", 1] },
      },
    ],
    [
      "a square of something tiny",
      { of: (z) => record.power(node(z), record.constant(2)), at: [1e-200] },
      { forward: { underflow: ["power", 0], trueZero: null }, backward: { underflow: null, trueZero: null } },
    ],
  ])("%s", (_, given, expected) => expect(vanishings(given)).toEqual(expected));

  it("what was lost stays lost through later products, and is nothing once it meets a true 0", () => {
    const lost = { of: (z?: Node) => record.multiply(record.exp(node(z)), record.constant(1e9)), at: [-800] };
    expect(vanishings(lost).forward).toEqual({ underflow: ["exp", 0], trueZero: null });
    const stopped = {
      of: (z?: Node) => record.relu(record.multiply(record.exp(node(z)), record.constant(0))),
      at: [-800],
    };
    expect(vanishings(stopped).forward).toEqual({ underflow: ["exp", 0], trueZero: ["constant", 0] });
    expect(vanishings(stopped).backward).toEqual({ underflow: null, trueZero: ["multiply", 0] });
  });

  it("float16 loses what float64 holds: an input, a product, a gradient", () => {
    const product = {
      of: (...parts: readonly Node[]) => record.multiply(node(parts[0]), node(parts[1])),
      at: [3e-5, 1e-5],
    };
    expect(vanishings(product).forward.underflow).toBeNull();
    expect(vanishings(product, float16).forward.underflow).toEqual(["multiply", 0]);
    const given = { of: (z?: Node) => record.exp(node(z)), at: [1e-9] };
    expect(vanishings(given, float16).forward.underflow).toEqual(["input", 0]);
  });

  it.each([
    ["sigmoid", 400, 0.5],
    ["sigmoid", 20, 0.5],
    ["relu", 3, -1],
  ] as const)("as gradientFlow does on a chain of %s, %d deep, with weights of %d", (name, depth, weight) => {
    const weights = Array.from({ length: depth }, () => weight);
    const [first] = gradientFlow({ activation: activations[name], input: 1, target: 0.8, weights });
    const nodes = weights.map(() => input([]));
    const y = nodes.reduce((below, w) => record[name](record.multiply(w, below)), record.constant(1));
    const error = record.subtract(y, record.constant(0.8));
    const given = new Map(nodes.map((w) => [w, scalar(weight)]));
    const { backward: lost } = findUnderflow(record.multiply(error, error), given);
    expect([lost.underflow !== null, lost.trueZero !== null]).toEqual([first?.isUnderflow, weight < 0]);
  });
});
