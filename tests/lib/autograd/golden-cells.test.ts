import { describe, expect, it } from "vitest";
import { gru } from "#lib/autograd/network/gru.ts";
import { lstm } from "#lib/autograd/network/lstm.ts";
import { type RecurrentWeights, unroll } from "#lib/autograd/network/recurrent.ts";
import { partials } from "#lib/autograd/partials.ts";
import { input, type Node, record, valuesOf } from "#lib/autograd/tape.ts";
import { fromNested, type Nested, type Tensor } from "#lib/autograd/tensor.ts";
import { adam } from "#lib/autograd/training/adam.ts";
import goldenAdam from "#tests/golden/adam.json" with { type: "json" };
import golden from "#tests/golden/recurrent-cells.json" with { type: "json" };

const relative = 1e-12;

function expectClose(given: Tensor | undefined, expected: Nested, name: string): void {
  const truth = fromNested(expected);
  expect(given?.shape, name).toEqual(truth.shape);
  truth.data.forEach((value, place) => {
    const number = given?.data[place] as number;
    expect(Math.abs(number - value), `${name}[${place}]: ${number}`).toBeLessThanOrEqual(relative * Math.abs(value));
  });
}

type Gates<V> = Readonly<Record<string, RecurrentWeights<V>>>;
type State = Readonly<Record<string, Node>>;

/** The two cells with the file's names for what they carry. */
const cells: Readonly<Record<string, (x: Node, before: State, weights: Gates<Node>) => State>> = {
  lstm: (x, before, weights) => ({ ...lstm(record, x, before as never, weights as never) }),
  gru: (x, before, weights) => ({ hidden: gru(record, x, before.hidden as Node, weights as never) }),
};

it("the golden files were cross-checked to far more digits than they are compared to", () => {
  for (const file of [golden, goldenAdam]) {
    expect(file.cross_check_max_rel_error).toBeGreaterThan(0);
    expect(file.cross_check_max_rel_error).toBeLessThan(1e-25);
  }
});

describe.each(golden.cells)("three steps of $id", (cell) => {
  const given = new Map<Node, Tensor>();
  const named: { readonly name: string; readonly node: Node; readonly gradient: Nested }[] = [];
  const place = (name: string, value: Nested, gradient: unknown): Node => {
    const tensor = fromNested(value);
    const node = input(tensor.shape);
    given.set(node, tensor);
    named.push({ name, node, gradient: gradient as Nested });
    return node;
  };
  const gradients = cell.gradients as unknown as {
    readonly weights: Readonly<Record<string, RecurrentWeights<Nested>>>;
    readonly start: Readonly<Record<string, Nested>>;
    readonly xs: readonly Nested[];
  };
  const weights = Object.fromEntries(
    Object.entries(cell.weights as unknown as Gates<Nested>).map(([gate, parts]) => {
      const of = (part: keyof RecurrentWeights<Nested>) =>
        place(`${gate}.${part}`, parts[part], gradients.weights[gate]?.[part]);
      return [gate, { input: of("input"), hidden: of("hidden"), bias: of("bias") }];
    }),
  );
  const start = Object.fromEntries(
    Object.entries(cell.start).map(([part, value]) => [part, place(`start.${part}`, value, gradients.start[part])]),
  );
  const xs = cell.xs.map((x, step) => place(`x${step}`, x, gradients.xs[step]));
  const step = cells[cell.kind] as (typeof cells)[string];
  const states = unroll((x: Node, before: State) => step(x, before, weights), xs, start);
  const last = states.at(-1) as State;
  const loss = Object.entries(cell.readout)
    .map(([part, factors]) => record.sum(record.multiply(last[part] as Node, record.constant(fromNested(factors)))))
    .reduce((sum, share) => record.add(sum, share));

  it("gives the states and the loss of 50-digit arithmetic", () => {
    const values = valuesOf([...states.flatMap((state) => Object.values(state)), loss], given);
    cell.states.forEach((state, number) => {
      for (const [part, expected] of Object.entries(state)) {
        expectClose(values.get(states[number]?.[part] as Node), expected, `${part} ${number}`);
      }
    });
    expectClose(values.get(loss), cell.loss, "loss");
  });

  it("gives its gradients by all weights, the start and the inputs", () => {
    const slopes = partials(
      loss,
      named.map(({ node }) => node),
    );
    const values = valuesOf(slopes, given);
    named.forEach(({ name, gradient }, number) => {
      expectClose(values.get(slopes[number] as Node), gradient, name);
    });
  });
});

describe.each(goldenAdam.cases)("Adam, $id", ({ constants, start, gradients, steps }) => {
  it("moves as in 50-digit arithmetic, and remembers the same", () => {
    const optimiser = adam(constants);
    let parameters = [fromNested(start)];
    let state = optimiser.start(parameters);
    gradients.forEach((gradient, number) => {
      const moved = optimiser.step(parameters, [fromNested(gradient)], state);
      parameters = [...moved.parameters];
      state = moved.state;
      expectClose(parameters[0], steps[number]?.parameters as Nested, `parameters after step ${number + 1}`);
      expectClose(state.means[0], steps[number]?.means as Nested, `means after step ${number + 1}`);
      expectClose(state.squares[0], steps[number]?.squares as Nested, `squares after step ${number + 1}`);
    });
  });
});
