import { describe, expect, expectTypeOf, it } from "vitest";
import { backward, gradientsOf } from "#lib/autograd/backward.ts";
import { compute } from "#lib/autograd/compute.ts";
import { forward } from "#lib/autograd/forward.ts";
import type { Gradients, Op } from "#lib/autograd/op.ts";
import { Program } from "#lib/autograd/program.ts";
import { startRun } from "#lib/autograd/run.ts";
import { recordInto } from "#lib/autograd/slot-recorder.ts";
import { input, type Node, record, valuesOf } from "#lib/autograd/tape.ts";
import { filled, fromNested, onlyNumber, scalar, type Tensor, toNested } from "#lib/autograd/tensor.ts";
import { topologicalOrder } from "#lib/autograd/topological-order.ts";
import type { opSamples } from "./op-samples.ts";

function evaluate(outputs: readonly Node[], given: ReadonlyMap<Node, Tensor>): readonly Tensor[] {
  const values = valuesOf(outputs, given);
  return outputs.map((node) => values.get(node) as Tensor);
}

function gradient(of: Node, by: Node): Node {
  const node = gradientsOf(record, of).get(by);
  if (node === undefined) throw new Error("nothing flows back");
  return node;
}

describe("reverse mode", () => {
  it("adds the gradients of all paths to a quantity used twice", () => {
    const x = input([]);
    const y = record.add(record.multiply(x, x), record.multiply(record.constant(3), x));
    expect(evaluate([gradient(y, x)], new Map([[x, scalar(5)]])).map(toNested)).toEqual([13]);
  });

  it("sums a gradient back over the axes its input was broadcast along", () => {
    const bias = input([3]);
    const scale = input([2, 1]);
    const table = input([2, 3]);
    const loss = record.sum(record.multiply(record.add(table, bias), scale));
    const given = new Map([
      [bias, fromNested([1, 2, 3])],
      [scale, fromNested([[10], [20]])],
      [
        table,
        fromNested([
          [1, 1, 1],
          [2, 2, 2],
        ]),
      ],
    ]);
    const [ofBias, ofScale] = evaluate([gradient(loss, bias), gradient(loss, scale)], given);
    expect(toNested(ofBias as Tensor)).toEqual([30, 30, 30]);
    expect(toNested(ofScale as Tensor)).toEqual([[9], [12]]);
  });

  it("gives the same answer when run twice, since nothing is kept on the nodes", () => {
    const x = input([]);
    const y = record.sigmoid(record.multiply(x, x));
    const values = valuesOf([y], new Map([[x, scalar(0.7)]]));
    const once = () => backward(compute, y, scalar(1), (node) => values.get(node) as Tensor).get(x);
    expect(once()).toEqual(once());
  });

  it("lets nothing flow back through a stopped gradient", () => {
    const x = input([]);
    const y = record.multiply(x, record.stopGradient(x));
    expect(evaluate([gradient(y, x)], new Map([[x, scalar(5)]])).map(toNested)).toEqual([5]);
  });

  it("differentiates the pullbacks again and again", () => {
    const x = input([]);
    const fourth = [1, 2, 3, 4].reduce<Node>((y) => gradient(y, x), record.power(x, record.constant(5)));
    expect(evaluate([fourth], new Map([[x, scalar(1.5)]])).map(toNested)).toEqual([180]);
  });

  it("gives a Hessian times a vector by going forward over backward", () => {
    const x = input([2]);
    const half = record.matmul(
      fromConstant([
        [2, 1],
        [1, 6],
      ]),
      record.reshape(x, [2, 1]),
    );
    const quadratic = record.sum(record.multiply(record.reshape(x, [2, 1]), half));
    const slope = gradient(quadratic, x);
    const product = forward(record, slope, new Map([[x, record.constant(fromNested([1, -1]))]]), (node) => node);
    expect(toNested(evaluate([product as Node], new Map([[x, fromNested([0.3, 0.4])]]))[0] as Tensor)).toEqual([
      2, -10,
    ]);
  });

  it("takes relu′(0) as 0, |z|′(0) as 0, and splits the gradient at a tie of max", () => {
    const z = input([]);
    const at0 = (y: Node) => onlyNumber(evaluate([gradient(y, z)], new Map([[z, scalar(0)]]))[0] as Tensor);
    expect(at0(record.relu(z))).toBe(0);
    expect(at0(record.abs(z))).toBe(0);
    expect(at0(record.leakyRelu(z))).toBe(0.01);
    expect(at0(record.elu(z))).toBe(1);
    expect(at0(record.maximum(z, record.constant(0)))).toBe(0.5);
    expect(at0(record.minimum(record.constant(0), z))).toBe(0.5);
  });

  it("shares the gradient of the greatest element among those that tie", () => {
    const z = input([3]);
    const slopes = evaluate([gradient(record.greatest(z), z)], new Map([[z, fromNested([2, 5, 5])]]));
    expect(slopes.map(toNested)).toEqual([[0, 0.5, 0.5]]);
  });
});

function fromConstant(nested: Parameters<typeof fromNested>[0]): Node {
  return record.constant(fromNested(nested));
}

describe("vanishing slopes", () => {
  it("keeps the digits of the sigmoid's slope at z = 40, where 1 − σ(z) is 0", () => {
    const z = input([]);
    const [slope] = evaluate([gradient(record.sigmoid(z), z)], new Map([[z, scalar(40)]]));
    // e^−40/(1 + e^−40)², to 17 digits
    expect(onlyNumber(slope as Tensor) / 4.248354255291589e-18).toBeCloseTo(1, 14);
  });

  it("keeps the digits of the slope of tanh at z = 25", () => {
    const z = input([]);
    const [slope] = evaluate([gradient(record.tanh(z), z)], new Map([[z, scalar(25)]]));
    // 4e^−50/(1 + e^−50)²
    expect(onlyNumber(slope as Tensor) / 7.714999391855671e-22).toBeCloseTo(1, 14);
  });

  it("keeps the digits of GELU's slope far below 0", () => {
    const z = input([]);
    const [slope] = evaluate([gradient(record.gelu(z), z)], new Map([[z, scalar(-10)]]));
    // Φ(−10) − 10·φ(−10) = 7.61985302416053e-24 − 7.69459862670642e-22, in 40 digits
    expect(onlyNumber(slope as Tensor) / -7.618400096464814e-22).toBeCloseTo(1, 13);
  });
});

describe("a chain of 100,000 nodes", () => {
  const depth = 100_000;
  const x = input([]);
  let y: Node = x;
  for (let layer = 0; layer < depth / 2; layer++) y = record.multiply(record.tanh(y), record.constant(1.00001));

  it("is sorted without recursion, each node after its inputs", () => {
    const order = topologicalOrder([y]);
    const places = new Map(order.map((node, place) => [node, place]));
    expect(order.length).toBe(1 + 1.5 * depth);
    const isSorted = order.every((node, place) => node.inputs.every((part) => (places.get(part) ?? place) < place));
    expect(isSorted).toBe(true);
  });

  it("gives its gradient, the product of all the slopes", () => {
    const values = valuesOf([y], new Map([[x, scalar(0.01)]]));
    const slope = backward(compute, y, scalar(1), (node) => values.get(node) as Tensor).get(x) as Tensor;
    let expected = 1;
    let value = 0.01;
    for (let layer = 0; layer < depth / 2; layer++) {
      value = Math.tanh(value);
      expected *= 1.00001 * (1 - value * value);
      value *= 1.00001;
    }
    expect(onlyNumber(slope) / expected).toBeCloseTo(1, 8);
    expect(expected).toBeGreaterThan(0);
  });

  it("gives the same number as a recorded gradient in a program", () => {
    const values = valuesOf([y], new Map([[x, scalar(0.01)]]));
    const slope = backward(compute, y, scalar(1), (node) => values.get(node) as Tensor).get(x) as Tensor;
    const recorded = gradient(y, x);
    const program = new Program();
    program.add(recorded);
    const run = startRun(program, 1);
    run.give(program.slotOf(x), 0, scalar(0.01));
    run.compute(program.stepsTo([program.slotOf(recorded)]));
    expect(toNested(run.value(program.slotOf(recorded), 0))).toBe(toNested(slope));
  });
});

describe("a program", () => {
  it("works out equal steps once and constant parts never", () => {
    const x = input([]);
    const twice = record.add(record.tanh(x), record.tanh(x));
    const scaled = record.multiply(twice, record.add(record.constant(1), record.constant(2)));
    const program = new Program();
    program.add(scaled);
    const carriedOut = program.slots.filter((slot) => slot.op !== null).map((slot) => slot.op?.name);
    expect(carriedOut).toEqual(["tanh", "add", "multiply"]);
  });

  it("leaves out factors of 1, as the seed of a gradient", () => {
    const x = input([]);
    const slope = gradient(record.exp(x), x);
    const program = new Program();
    program.add(slope);
    const carriedOut = program.stepsTo([program.slotOf(slope)]);
    expect(Array.from(carriedOut, (slot) => program.slots[slot]?.op?.name ?? "given")).toEqual(["given", "exp"]);
  });

  it("keeps 0 and −0 apart", () => {
    const program = new Program();
    const quotients = [0, -0].map((zero) => record.divide(record.constant(1), record.constant(zero)));
    for (const quotient of quotients) program.add(quotient);
    const run = startRun(program, 1);
    run.compute(program.stepsTo(quotients.map((node) => program.slotOf(node))));
    expect(quotients.map((node) => toNested(run.value(program.slotOf(node), 0)))).toEqual([Infinity, -Infinity]);
  });

  it("evaluates many points at once bit for bit like one at a time", () => {
    const x = input([]);
    const y = record.divide(record.sigmoid(record.multiply(x, x)), record.add(x, record.constant(0.3)));
    const slope = gradient(y, x);
    const program = new Program();
    const steps = program.stepsTo([program.add(y), program.add(slope)]);
    const at = [-2.2, -0.7, 0.1, 0.9, 3.3];
    const together = startRun(program, at.length);
    at.forEach((value, point) => {
      together.give(program.slotOf(x), point, scalar(value));
    });
    together.compute(steps);
    together.computeErrors(steps);
    at.forEach((value, point) => {
      const alone = startRun(program, 1);
      alone.give(program.slotOf(x), 0, scalar(value));
      alone.compute(steps);
      alone.computeErrors(steps);
      for (const node of [y, slope]) {
        const slot = program.slotOf(node);
        expect(together.value(slot, point)).toEqual(alone.value(slot, 0));
        expect(together.error(slot, point)).toEqual(alone.error(slot, 0));
      }
    });
  });

  it("grows while a run is under way", () => {
    const x = input([]);
    const square = record.multiply(x, x);
    const program = new Program();
    program.add(square);
    const run = startRun(program, 1);
    run.give(program.slotOf(x), 0, scalar(3));
    run.compute(program.stepsTo([program.slotOf(square)]));
    const cube = record.multiply(square, x);
    program.add(cube);
    run.compute(program.stepsTo([program.slotOf(cube)]));
    run.computeErrors(program.stepsTo([program.slotOf(cube)]));
    expect(toNested(run.value(program.slotOf(cube), 0))).toBe(27);
    expect(toNested(run.error(program.slotOf(cube), 0))).toBeLessThan(1e-14);
  });

  it("gives an inner program the values of the outer one, as numbers or as tensors", () => {
    const x = input([]);
    const square = record.multiply(x, x);
    const outer = new Program();
    outer.add(square);
    const run = startRun(outer, 1);
    run.give(outer.slotOf(x), 0, scalar(3));
    run.compute(outer.stepsTo([outer.slotOf(square)]));
    run.computeErrors(outer.stepsTo([outer.slotOf(square)]));
    const inner = new Program(outer);
    const on = recordInto(inner);
    const copied = inner.import(outer.slotOf(square));
    for (const [answer, expected] of [
      [on.add(copied, on.constant(0.5)), 9.5],
      [on.broadcastTo(copied, [2]), [9, 9]],
    ] as const) {
      const steps = inner.stepsTo([answer]);
      const innerRun = startRun(inner, 1, run);
      innerRun.compute(steps);
      innerRun.computeErrors(steps);
      expect(toNested(innerRun.value(answer, 0))).toEqual(expected);
      expect(innerRun.error(answer, 0).data[0]).toBeGreaterThan(0);
    }
  });
});

describe("types", () => {
  it("ask one gradient per input, and a sample for each op", () => {
    expectTypeOf<[Tensor]>().not.toExtend<Gradients<[Tensor, Tensor], Tensor>>();
    expectTypeOf<[Tensor, null]>().toExtend<Gradients<[Tensor, Tensor], Tensor>>();
    expectTypeOf<Omit<Op<[Tensor]>, "pullback">>().not.toExtend<Op<[Tensor]>>();
    expectTypeOf<Omit<typeof opSamples, "tanh">>().not.toExtend<Record<keyof typeof record, unknown>>();
    const onlyOneGradient: Op<[Tensor, Tensor]>["pullback"] = (_on, seed) => [seed, seed];
    expect(onlyOneGradient(compute, filled([], 1), [filled([], 1), filled([], 1)], filled([], 1))).toHaveLength(2);
  });
});
