import { describe, expect, it } from "vitest";
import { backward, gradientsOf } from "#lib/autograd/backward.ts";
import { compute } from "#lib/autograd/compute.ts";
import { forward } from "#lib/autograd/forward.ts";
import { binaryCrossEntropy, softmaxCrossEntropy } from "#lib/autograd/network/layer.ts";
import type { AnyOp } from "#lib/autograd/op.ts";
import { catalogue } from "#lib/autograd/ops/catalogue.ts";
import { Program } from "#lib/autograd/program.ts";
import { startRun } from "#lib/autograd/run.ts";
import { input, type Node, record, valuesOf } from "#lib/autograd/tape.ts";
import { fromNested, type Nested, type Tensor, toNested } from "#lib/autograd/tensor.ts";

/** The value of a recorded node with its error bound, element by element. */
function resultOf(node: Node, given: readonly (readonly [Node, Nested])[]) {
  const program = new Program();
  const slot = program.add(node);
  const steps = program.stepsTo([slot]);
  const run = startRun(program, 1);
  for (const [part, nested] of given) run.give(program.slotOf(part), 0, fromNested(nested));
  run.compute(steps);
  run.computeErrors(steps);
  return { values: [...run.value(slot, 0).data], errors: [...run.error(slot, 0).data] };
}

function gradient(of: Node, by: Node): Node {
  const node = gradientsOf(record, of).get(by);
  if (node === undefined) throw new Error("nothing flows back");
  return node;
}

/** Each value has all but the last digit or two of its truth, and its bound is true and no wider than 1e-13 of it. */
function expectDigits(node: Node, at: readonly (readonly [Node, Nested])[], truths: readonly number[]): void {
  const { values, errors } = resultOf(node, at);
  expect(values).toHaveLength(truths.length);
  truths.forEach((truth, place) => {
    const distance = Math.abs((values[place] as number) - truth);
    expect(distance, `element ${place}: ${values[place]}`).toBeLessThanOrEqual(4e-15 * Math.abs(truth));
    // the expected digits are rounded themselves
    expect(distance).toBeLessThanOrEqual((errors[place] as number) + Number.EPSILON * Math.abs(truth));
    expect(errors[place]).toBeLessThanOrEqual(1e-13 * Math.abs(truth));
  });
}

const elementOf = (row: Node, place: number) => record.sum(record.slice(row, 0, place, place + 1));

// The expected digits were worked out from the formulas beside them with mpmath, in 60 digits.
describe("softmax where one share is nearly 1", () => {
  const h = input([2]);

  it("keeps the slopes of its shares", () => {
    // ±e^−40/(1 + e^−40)²
    const slope = gradient(elementOf(record.softmax(h), 0), h);
    expectDigits(slope, [[h, [40, 0]]], [4.248354255291589e-18, -4.248354255291589e-18]);
  });

  it("passes the same slopes forwards", () => {
    const y = record.softmax(h);
    const values = valuesOf([y], new Map([[h, fromNested([40, 0])]]));
    const moved = forward(compute, y, new Map([[h, fromNested([1, 0])]]), (node) => values.get(node) as Tensor);
    moved?.data.forEach((slope, place) => {
      expect(slope / ([4.248354255291589e-18, -4.248354255291589e-18][place] as number)).toBeCloseTo(1, 14);
    });
  });

  it("keeps −ln of the share, its slopes and its second slopes", () => {
    // ln(1 + e^−30); ∓e^−30/(1 + e^−30); ±e^−30/(1 + e^−30)²
    const loss = record.negative(elementOf(record.logSoftmax(h), 0));
    const slope = gradient(loss, h);
    const at = [[h, [30, 0]]] as const;
    expectDigits(loss, at, [9.357622968839737e-14]);
    expectDigits(slope, at, [-9.357622968839299e-14, 9.357622968839299e-14]);
    const second = gradient(elementOf(slope, 0), h);
    expectDigits(second, at, [9.357622968838423e-14, -9.357622968838423e-14]);
  });

  it("does so for three shares and any seed", () => {
    // at z = (35, 1.5, −2) with y = softmax(z) and G = (1, 1/4, −3): y₁(G₁ − ΣyG), …; ln y₁; its slopes 1 − y₁, −y₂, −y₃
    const z = input([3]);
    const at = [[z, [35, 1.5, -2]]] as const;
    const weighted = record.sum(record.multiply(record.softmax(z), record.constant(fromNested([1, 0.25, -3]))));
    expectDigits(gradient(weighted, z), at, [2.460639870366457e-15, -2.119317965336695e-15, -3.413219050297614e-16]);
    const log = elementOf(record.logSoftmax(z), 0);
    expectDigits(log, at, [-2.911087763373048e-15]);
    expectDigits(gradient(log, z), at, [2.911087763373043e-15, -2.825757287115603e-15, -8.53304762574405e-17]);
  });

  it("takes rows by themselves, and one number as a row", () => {
    const rows = input([2, 1, 2]);
    const weights = record.constant(fromNested([[[1, 0]], [[0, 2]]]));
    const slope = gradient(record.sum(record.multiply(record.softmax(rows), weights)), rows);
    // the first row as above; 2·y₂(1 − y₂) = 2·(3/4)·(1/4) at e^z = (1, 3)
    const { values } = resultOf(slope, [[rows, [[[40, 0]], [[0, Math.log(3)]]]]]);
    const truths = [4.248354255291589e-18, -4.248354255291589e-18, -0.375, 0.375];
    for (const [place, truth] of truths.entries()) expect((values[place] as number) / truth).toBeCloseTo(1, 14);
    const one = input([]);
    for (const y of [record.softmax(one), record.logSoftmax(one)]) {
      expect(resultOf(gradient(y, one), [[one, 3]]).values.map(Math.abs)).toEqual([0]);
    }
  });

  it("bounds what errors in z can do to a logarithm that is nearly 0", () => {
    const at = fromNested([30, 0]);
    const bound = catalogue.logSoftmax.error([at], [fromNested([0.5, 0.5])], compute.logSoftmax(at)).data[0] as number;
    // ln(1 + e^−29) − ln(1 + e^−30)
    expect(bound).toBeGreaterThan(1.6079031e-13);
    expect(bound).toBeLessThan(3e-13);
  });
});

describe("the cross-entropies of a prediction that is nearly right", () => {
  it.each([
    [40, 1],
    [-40, 0],
  ])("of two classes keep their digits at z = %d, t = %d", (z, t) => {
    // ln(1 + e^−40) and ∓e^−40/(1 + e^−40)
    const given = input([]);
    const loss = binaryCrossEntropy(record, given, record.constant(t));
    expectDigits(loss, [[given, z]], [4.248354255291589e-18]);
    expectDigits(gradient(loss, given), [[given, z]], [-Math.sign(z) * 4.248354255291589e-18]);
  });

  it("of many keep their digits", () => {
    // as −ln softmax above, halved by the mean over a batch with the same sample twice
    const z = input([2, 2]);
    const target = record.constant(
      fromNested([
        [1, 0],
        [0, 1],
      ]),
    );
    const loss = softmaxCrossEntropy(record, z, target);
    const at = [
      [
        z,
        [
          [30, 0],
          [0, 30],
        ],
      ],
    ] as const;
    expectDigits(loss, at, [9.357622968839737e-14]);
    const half = 9.357622968839299e-14 / 2;
    expectDigits(gradient(loss, z), at, [-half, half, half, -half]);
  });
});

describe("second slopes of the arcs", () => {
  it.each([
    ["asin", 1e-8, 1.0000000000000002e-8],
    ["acos", 1e-8, -1.0000000000000002e-8],
    ["asin", 1 - 2 ** -40, 4.076193070415568e17],
    ["acos", 1 - 2 ** -40, -4.076193070415568e17],
  ] as const)("keep their digits: %s at %d", (name, at, truth) => {
    // ±z/(1 − z²)^(3/2)
    const z = input([]);
    expectDigits(gradient(gradient(record[name](z), z), z), [[z, at]], [truth]);
  });
});

describe("the bound of a slope near ±1", () => {
  it("holds where |z| + e would round", () => {
    // at z = 1 − 2^−40 and z + 3·2^−54: 1/√(1 − z²)
    const z = fromNested(1 - 2 ** -40);
    const bound = catalogue.asinSlope.error([z], [fromNested(3 * 2 ** -54)], compute.asinSlope(z)).data[0] as number;
    const [there, here] = [741523.0917642589, 741455.2001896338];
    expect(bound).toBeGreaterThanOrEqual(there - here);
    expect(bound).toBeLessThan(1.01 * (there - here));
  });
});

describe("second slopes of a^b at a = 0", () => {
  const [a, b] = [input([]), input([])];
  const y = record.power(a, b);
  const at = (node: Node, base: number, exponent: number) =>
    resultOf(node, [
      [a, base],
      [b, exponent],
    ]).values[0];

  it("are the limit 0 by b where b > 0", () => {
    const second = gradient(gradient(y, b), b);
    for (const exponent of [0.5, 1, 3]) expect(at(second, 0, exponent)).toBeCloseTo(0, 300);
    expect(at(second, 0, 0)).toBe(Number.POSITIVE_INFINITY);
    // 2³·(ln 2)²
    expect(at(second, 2, 3)).toBeCloseTo(8 * Math.LN2 ** 2, 14);
    expect(at(second, -2, 3)).toBeNaN();
  });

  it("are 0 by a where b is 0 or 1, and b(b − 1)a^(b−2) elsewhere", () => {
    const second = gradient(gradient(y, a), a);
    for (const exponent of [0, 1, 3]) expect(at(second, 0, exponent)).toBeCloseTo(0, 300);
    expect(at(second, 0, 2)).toBe(2);
    expect(at(second, 5, 0)).toBeCloseTo(0, 300);
    expect(at(second, 2, 5)).toBe(160);
  });

  it("keep the slope by b of the one by a at b = 0, −1/a²", () => {
    expect(at(gradient(gradient(gradient(y, a), a), b), 2, 0)).toBe(-0.25);
  });

  it("stay 0 through all derivatives of a constant power", () => {
    const fourth = [1, 2, 3, 4].reduce<Node>((slope) => gradient(slope, a), record.power(a, record.constant(2)));
    expect(resultOf(fourth, [[a, 0]]).values[0]).toBeCloseTo(0, 300);
  });
});

describe("what is not a number", () => {
  const none = Number.NaN;

  it.each(["step", "sign", "leakyReluSlope", "seluSlope"] as const)("gives none through %s", (name) => {
    expect(toNested(compute[name](fromNested([none, 1])))).toEqual([none, compute[name](fromNested(1)).data[0]]);
  });

  it("gives none through a comparison, also where it is one of many", () => {
    expect(toNested(compute.isGreater(fromNested([none, 1, none, 2]), fromNested([1, none, none, 2])))).toEqual([
      none,
      none,
      none,
      0.5,
    ]);
    expect(toNested(compute.greatestShare(fromNested([1, none, 3])))).toEqual([none, none, none]);
  });

  it.each(["gelu", "silu"] as const)("is not made at −∞ by %s, whose limit is 0", (name) => {
    const at = fromNested([Number.NEGATIVE_INFINITY, none, Number.POSITIVE_INFINITY]);
    const y = compute[name](at);
    expect(toNested(y)).toEqual([0, none, Number.POSITIVE_INFINITY]);
    expect((catalogue[name] as AnyOp).error([at], [fromNested([1e-9, 0, 0])], y).data[0]).toBe(0);
  });
});

describe("an op that takes many inputs and forgets one", () => {
  const parts = [input([2]), input([2])];
  const whole: AnyOp = catalogue.concat as unknown as AnyOp;
  const forgetful: AnyOp = {
    ...whole,
    pullback: (_on, seed) => [seed],
    tangents: () => [(tangent) => tangent],
  };
  const joined: Node = { ...record.concat(...(parts as [Node, Node]), 0), op: forgetful };

  it("is named at once, backwards and forwards", () => {
    const at = () => fromNested([1, 2]);
    expect(() => backward(compute, joined, fromNested([1, 1, 1, 1]), at)).toThrow(
      "concat: the pullback gives 1 gradients for 2 inputs",
    );
    expect(() => forward(compute, joined, new Map([[parts[1] as Node, at()]]), at)).toThrow(
      "concat: there are 1 tangents for 2 inputs",
    );
  });
});
