import { describe, expect, it } from "vitest";
import { compute } from "#lib/autograd/compute.ts";
import { gru } from "#lib/autograd/network/gru.ts";
import { dropout, residual } from "#lib/autograd/network/layer.ts";
import { type LstmState, lstm } from "#lib/autograd/network/lstm.ts";
import { recurrent, unroll } from "#lib/autograd/network/recurrent.ts";
import { input, type Node, record, valuesOf } from "#lib/autograd/tape.ts";
import { fromNested, type Shape, type Tensor, toNested } from "#lib/autograd/tensor.ts";
import { directionalSlopes } from "./check-gradients.ts";
import { randomTensor, seededRandom } from "./seeded-random.ts";

const [batch, inputs, units, steps] = [2, 3, 4, 5];

/** Inputs of a tape with a random value each, in the order in which they were made. */
class Given {
  readonly nodes: Node[] = [];
  readonly values: Tensor[] = [];
  readonly #random = seededRandom(23);

  input(shape: Shape): Node {
    const node = input(shape);
    this.nodes.push(node);
    this.values.push(randomTensor(shape, this.#random));
    return node;
  }

  gate() {
    return { input: this.input([units, inputs]), hidden: this.input([units, units]), bias: this.input([units]) };
  }

  /** As numbers for a loop that knows nothing of tensors. */
  rows(node: Node): number[][] {
    return toNested(this.values[this.nodes.indexOf(node)] as Tensor) as number[][];
  }

  map(): Map<Node, Tensor> {
    return new Map(this.nodes.map((node, place) => [node, this.values[place] as Tensor]));
  }
}

type Gate = ReturnType<Given["gate"]>;

const logistic = (z: number) => 1 / (1 + Math.exp(-z));

/** bᵤ + Σ W x + Σ U h of one sample. */
function preActivations(given: Given, gate: Gate, x: readonly number[], h: readonly number[]): number[] {
  const [w, u, b] = [given.rows(gate.input), given.rows(gate.hidden), given.rows(gate.bias) as unknown as number[]];
  return b.map((start, unit) => {
    let z = start;
    x.forEach((value, place) => {
      z += (w[unit]?.[place] as number) * value;
    });
    h.forEach((value, place) => {
      z += (u[unit]?.[place] as number) * value;
    });
    return z;
  });
}

function expectRows(tensor: Tensor | undefined, expected: readonly (readonly number[])[]): void {
  const flat = expected.flat();
  expect(tensor?.data).toHaveLength(flat.length);
  flat.forEach((value, place) => {
    expect(Math.abs((tensor?.data[place] as number) - value)).toBeLessThan(1e-14);
  });
}

/** Through all steps, by every weight, every input and the start. */
function expectTrueGradients(output: Node, given: Given): void {
  for (const seed of [1, 2, 3]) {
    const slopes = directionalSlopes(output, given.nodes, given.values, seededRandom(seed));
    expect(Math.abs(slopes.backward - slopes.forward)).toBeLessThanOrEqual(1e-13 * slopes.scale);
    expect(Math.abs(slopes.backward - slopes.centralDifference)).toBeLessThanOrEqual(1e-8 * (1 + slopes.scale));
    expect(slopes.scale).toBeGreaterThan(0.1);
  }
}

describe(`a simple recurrent layer over ${steps} steps`, () => {
  const given = new Given();
  const weights = given.gate();
  const start = given.input([batch, units]);
  const xs = Array.from({ length: steps }, () => given.input([batch, inputs]));
  const states = unroll((x: Node, h: Node) => recurrent(record, x, h, weights), xs, start);

  it("gives the states of a loop written by hand", () => {
    const values = valuesOf(states, given.map());
    let h = given.rows(start);
    states.forEach((state, step) => {
      const x = given.rows(xs[step] as Node);
      h = h.map((before, sample) => preActivations(given, weights, x[sample] ?? [], before).map(Math.tanh));
      expectRows(values.get(state), h);
    });
  });

  it("has true gradients through time", () => expectTrueGradients(states.at(-1) as Node, given));

  it("has no states without inputs", () => {
    expect(unroll((x: Node, h: Node) => recurrent(record, x, h, weights), [], start)).toEqual([]);
  });
});

describe(`an LSTM over ${steps} steps`, () => {
  const given = new Given();
  const weights = {
    inputGate: given.gate(),
    forgetGate: given.gate(),
    outputGate: given.gate(),
    candidate: given.gate(),
  };
  const start: LstmState<Node> = { hidden: given.input([batch, units]), cell: given.input([batch, units]) };
  const xs = Array.from({ length: steps }, () => given.input([batch, inputs]));
  const states = unroll((x: Node, before: LstmState<Node>) => lstm(record, x, before, weights), xs, start);

  it("gives the states of a loop written by hand", () => {
    const values = valuesOf(
      states.flatMap(({ hidden, cell }) => [hidden, cell]),
      given.map(),
    );
    const hidden = given.rows(start.hidden);
    const cells = given.rows(start.cell);
    states.forEach((state, step) => {
      for (let sample = 0; sample < batch; sample++) {
        const x = given.rows(xs[step] as Node)[sample] ?? [];
        const h = hidden[sample] ?? [];
        const i = preActivations(given, weights.inputGate, x, h).map(logistic);
        const f = preActivations(given, weights.forgetGate, x, h).map(logistic);
        const o = preActivations(given, weights.outputGate, x, h).map(logistic);
        const g = preActivations(given, weights.candidate, x, h).map(Math.tanh);
        const at = (gate: readonly number[], unit: number) => gate[unit] as number;
        cells[sample] = (cells[sample] ?? []).map((c, unit) => at(f, unit) * c + at(i, unit) * at(g, unit));
        hidden[sample] = (cells[sample] ?? []).map((c, unit) => at(o, unit) * Math.tanh(c));
      }
      expectRows(values.get(state.cell), cells);
      expectRows(values.get(state.hidden), hidden);
    });
  });

  it("has true gradients through time", () => {
    const last = states.at(-1) as LstmState<Node>;
    expectTrueGradients(record.concat(last.hidden, last.cell, 1), given);
  });

  it("passes the cell on unchanged where it forgets and admits nothing", () => {
    const flat = (shape: Shape, value: number) => compute.broadcastTo(compute.constant(value), shape);
    const gate = (bias: number) => ({
      input: flat([units, inputs], 0),
      hidden: flat([units, units], 0),
      bias: flat([units], bias),
    });
    const shut = { inputGate: gate(-800), forgetGate: gate(800), outputGate: gate(0), candidate: gate(0.3) };
    const cell = randomTensor([batch, units], seededRandom(4));
    const x = randomTensor([batch, inputs], seededRandom(5));
    expect(lstm(compute, x, { hidden: flat([batch, units], 0.2), cell }, shut).cell).toEqual(cell);
  });
});

describe(`a GRU over ${steps} steps`, () => {
  const given = new Given();
  const weights = { updateGate: given.gate(), resetGate: given.gate(), candidate: given.gate() };
  const start = given.input([batch, units]);
  const xs = Array.from({ length: steps }, () => given.input([batch, inputs]));
  const states = unroll((x: Node, h: Node) => gru(record, x, h, weights), xs, start);

  it("gives the states of a loop written by hand", () => {
    const values = valuesOf(states, given.map());
    const hidden = given.rows(start);
    states.forEach((state, step) => {
      for (let sample = 0; sample < batch; sample++) {
        const x = given.rows(xs[step] as Node)[sample] ?? [];
        const h = hidden[sample] ?? [];
        const z = preActivations(given, weights.updateGate, x, h).map(logistic);
        const r = preActivations(given, weights.resetGate, x, h).map(logistic);
        const remembered = h.map((value, unit) => (r[unit] as number) * value);
        const candidate = preActivations(given, weights.candidate, x, remembered).map(Math.tanh);
        hidden[sample] = h.map((value, unit) => {
          const kept = z[unit] as number;
          return kept * value + (1 - kept) * (candidate[unit] as number);
        });
      }
      expectRows(values.get(state), hidden);
    });
  });

  it("has true gradients through time", () => expectTrueGradients(states.at(-1) as Node, given));
});

describe("a residual layer", () => {
  const given = new Given();
  const h = given.input([batch, units]);
  const output = residual(record, h, (entering) => record.sigmoid(entering));

  it("has true gradients", () => expectTrueGradients(output, given));

  it("lets the gradient round a part that is dead", () => {
    const z = fromNested([-1, -2]);
    expect(residual(compute, z, (entering) => compute.relu(entering))).toEqual(z);
    const node = input([2]);
    const slopes = directionalSlopes(
      residual(record, node, (part) => record.relu(part)),
      [node],
      [z],
      seededRandom(1),
    );
    expect(slopes.backward).toBe(slopes.forward);
    expect(slopes.backward).not.toBe(0);
  });
});

describe("dropout", () => {
  const mask = fromNested([[1, 0, 1, 1]]);

  it("drops the masked units and scales the others up, so that the mean stays", () => {
    expect(toNested(dropout(compute, fromNested([[3, 5, -6, 0.75]]), mask, 0.75))).toEqual([[4, 0, -8, 1]]);
  });

  it("has true gradients: none for what was dropped", () => {
    const given = new Given();
    const h = given.input([batch, units]);
    const output = dropout(record, h, record.constant(mask), 0.75);
    expectTrueGradients(output, given);
  });
});
