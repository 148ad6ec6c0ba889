import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backward } from "#lib/autograd/backward.ts";
import { compute } from "#lib/autograd/compute.ts";
import { forward } from "#lib/autograd/forward.ts";
import type { AnyOp } from "#lib/autograd/op.ts";
import { partials } from "#lib/autograd/partials.ts";
import { input, type Node, record, valuesOf } from "#lib/autograd/tape.ts";
import { onlyNumber, scalar, type Tensor } from "#lib/autograd/tensor.ts";
import { topologicalOrder } from "#lib/autograd/topological-order.ts";
import { seededRandom } from "./seeded-random.ts";

/** What was done: how often any node's inputs were looked at, and how often a rule was carried out. */
class Work {
  visits = 0;
  values = 0;
  pullbacks = 0;

  /** The same node, but counted. */
  count(node: Node): Node {
    const work = this;
    return {
      ...node,
      op: node.op === null ? null : this.#counted(node.op),
      get inputs() {
        work.visits++;
        return node.inputs;
      },
    };
  }

  #counted(op: AnyOp): AnyOp {
    return {
      ...op,
      value: (...all) => {
        this.values++;
        return op.value(...all);
      },
      pullback: (on, ...all) => {
        this.pullbacks++;
        return op.pullback(on, ...all);
      },
    };
  }
}

function chain(depth: number, work: Work): { readonly x: Node; readonly y: Node } {
  const x = input([]);
  let y: Node = x;
  for (let layer = 0; layer < depth; layer++) y = work.count(record.sin(y));
  return { x, y };
}

/** A chain differentiated at 0.5: its gradient, and what that cost. */
function differentiate(depth: number): { readonly depth: number; readonly work: Work; readonly slope: number } {
  const work = new Work();
  const { x, y } = chain(depth, work);
  const values = valuesOf([y], new Map([[x, scalar(0.5)]]));
  const gradients = backward(compute, y, scalar(1), (node) => values.get(node) as Tensor);
  return { depth, work, slope: onlyNumber(gradients.get(x) as Tensor) };
}

describe("the work of a chain", () => {
  const [short, long] = [differentiate(1_000), differentiate(100_000)];

  it("is one value and one pullback per node, and as many visits per node at depth 100,000 as at 1,000", () => {
    for (const { depth, work } of [short, long]) {
      expect([work.values, work.pullbacks]).toEqual([depth, depth]);
    }
    const perNode = (run: typeof short) => run.work.visits / run.depth;
    expect(perNode(long) / perNode(short)).toBeLessThan(1.01);
    expect(perNode(long)).toBeLessThan(10);
  });

  it("gives the product of all slopes at depth 100,000", () => {
    let [y, slope] = [0.5, 1];
    for (let layer = 0; layer < 100_000; layer++) {
      slope *= Math.cos(y);
      y = Math.sin(y);
    }
    expect(long.slope / slope).toBeCloseTo(1, 10);
    expect(slope).toBeGreaterThan(0);
  });

  it("goes forward through 100,000 nodes too", () => {
    const { x, y } = chain(100_000, new Work());
    const values = valuesOf([y], new Map([[x, scalar(0.5)]]));
    const moved = forward(compute, y, new Map([[x, scalar(1)]]), (node) => values.get(node) as Tensor);
    expect(onlyNumber(moved as Tensor) / long.slope).toBeCloseTo(1, 10);
  });
});

describe("the work of a tape whose nodes are used again and again", () => {
  it("is one pullback per node, where the paths are as many as Fibonacci's rabbits", () => {
    const work = new Work();
    const x = input([]);
    let [before, y]: [Node, Node] = [x, x];
    for (let step = 2; step <= 70; step++) [before, y] = [y, work.count(record.add(y, before))];
    const values = valuesOf([y], new Map([[x, scalar(1)]]));
    const gradients = backward(compute, y, scalar(1), (node) => values.get(node) as Tensor);
    expect(onlyNumber(gradients.get(x) as Tensor)).toBe(308061521170129);
    expect(work.pullbacks).toBe(69);
    expect(work.visits).toBeLessThan(10 * 69);
  });

  it("gives all partials in one pass", () => {
    const work = new Work();
    const inputs = Array.from({ length: 50 }, () => input([]));
    const y = inputs.reduce((product, factor) => work.count(record.multiply(product, factor)));
    const all = partials(y, inputs);
    expect(work.pullbacks).toBe(49);
    const given = new Map(inputs.map((node, place) => [node, scalar(1 + place / 50)]));
    const values = valuesOf([y, ...all], given);
    all.forEach((partial, place) => {
      const product = onlyNumber(values.get(y) as Tensor);
      expect(onlyNumber(values.get(partial) as Tensor) / (product / (1 + place / 50))).toBeCloseTo(1, 13);
    });
  });
});

describe("the order in which independent nodes are written", () => {
  const units = 12;
  const random = seededRandom(8);
  const weights = Array.from({ length: units }, () => 4 * random() - 2);

  /** Σ tanh(wᵢ·x)·vᵢ, with the units recorded in the given order and added up in theirs. */
  function recordIn(order: readonly number[]): { readonly x: Node; readonly loss: Node; readonly hidden: Node[] } {
    const x = input([]);
    const hidden: Node[] = [];
    for (const unit of order) {
      const entering = record.multiply(record.constant(weights[unit] as number), x);
      hidden[unit] = record.multiply(record.tanh(entering), record.constant(unit + 0.1));
    }
    return { x, hidden, loss: hidden.reduce((sum, unit) => record.add(sum, unit)) };
  }

  function bits(order: readonly number[], outputsFirst: boolean): readonly number[] {
    const { x, loss, hidden } = recordIn(order);
    const outputs = order.map((unit) => hidden[unit] as Node);
    const given = new Map([[x, scalar(0.37)]]);
    const values = valuesOf(outputsFirst ? [...outputs, loss] : [loss, ...outputs], given);
    const gradients = backward(compute, loss, scalar(1), (node) => values.get(node) as Tensor);
    return [loss, ...hidden]
      .flatMap((node) => [values.get(node), gradients.get(node)])
      .concat(gradients.get(x))
      .map((tensor) => onlyNumber(tensor as Tensor));
  }

  it("changes no bit of values and gradients", () => {
    const inOrder = Array.from({ length: units }, (_, unit) => unit);
    const expected = bits(inOrder, false);
    const orders = fc.shuffledSubarray(inOrder, { minLength: units });
    fc.assert(
      fc.property(orders, fc.boolean(), (order, first) => {
        expect(bits(order, first)).toEqual(expected);
      }),
    );
  });

  it("leaves each node after its inputs, whichever output is asked first", () => {
    const { loss, hidden } = recordIn(Array.from({ length: units }, (_, unit) => unit));
    fc.assert(
      fc.property(fc.shuffledSubarray([loss, ...hidden], { minLength: 1 }), (outputs) => {
        const order = topologicalOrder(outputs);
        const places = new Map(order.map((node, place) => [node, place]));
        expect(places.size).toBe(order.length);
        for (const node of order) {
          for (const part of node.inputs) expect(places.get(part)).toBeLessThan(places.get(node) as number);
        }
      }),
    );
  });
});
