import { describe, expect, it } from "vitest";
import { compute } from "#lib/autograd/compute.ts";
import { forward } from "#lib/autograd/forward.ts";
import { jacobian } from "#lib/autograd/jacobian.ts";
import { orthogonalWeights } from "#lib/autograd/network/initialise.ts";
import { recurrent, unroll } from "#lib/autograd/network/recurrent.ts";
import { singularValues } from "#lib/autograd/singular-values.ts";
import { input, type Node, record, valuesOf } from "#lib/autograd/tape.ts";
import { filled, fromNested, mapTensor, type Tensor, toNested } from "#lib/autograd/tensor.ts";
import { randomTensor, seededRandom } from "./seeded-random.ts";

/** h₀, the states after each of `steps` steps of one sample, and a value for all that is given. */
function recurrentNet(units: number, steps: number, weight: Tensor) {
  const random = seededRandom(12);
  const start = input([1, units]);
  const weights = {
    input: record.constant(randomTensor([units, 2], random)),
    hidden: record.constant(weight),
    bias: record.constant(filled([units], 0.05)),
  };
  const xs = Array.from({ length: steps }, () => record.constant(randomTensor([1, 2], random)));
  const states = unroll((x: Node, h: Node) => recurrent(record, x, h, weights), xs, start);
  return { start, states, values: valuesOf(states, new Map([[start, randomTensor([1, units], random)]])) };
}

describe("a Jacobian", () => {
  it("of a linear map is its matrix, in row-major order of both shapes", () => {
    const x = input([2, 2]);
    const a = fromNested([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    const y = record.matmul(record.constant(a), x);
    const values = valuesOf([y], new Map([[x, filled([2, 2], 0.3)]]));
    expect(toNested(jacobian(y, x, values))).toEqual([
      [1, 0, 2, 0],
      [0, 1, 0, 2],
      [3, 0, 4, 0],
      [0, 3, 0, 4],
      [5, 0, 6, 0],
      [0, 5, 0, 6],
    ]);
  });

  it("has as columns what forward mode gives for unit tangents", () => {
    const { start, states, values } = recurrentNet(4, 3, randomTensor([4, 4], seededRandom(2)));
    const last = states.at(-1) as Node;
    const matrix = jacobian(last, start, values);
    for (let column = 0; column < 4; column++) {
      const tangent = filled([1, 4], 0);
      tangent.data[column] = 1;
      const moved = forward(compute, last, new Map([[start, tangent]]), (node) => values.get(node) as Tensor);
      moved?.data.forEach((slope, row) => {
        expect(Math.abs((matrix.data[4 * row + column] as number) - slope)).toBeLessThan(1e-15);
      });
    }
  });

  it("over many steps is the product of those of single steps: the chain rule", () => {
    const { start, states, values } = recurrentNet(4, 6, randomTensor([4, 4], seededRandom(3)));
    const single = states.map((state, step) => jacobian(state, states[step - 1] ?? start, values));
    const product = single.reduce((sofar, next) => compute.matmul(next, sofar));
    jacobian(states.at(-1) as Node, start, values).data.forEach((slope, place) => {
      expect(Math.abs(slope - (product.data[place] as number))).toBeLessThan(1e-15);
    });
  });

  it("is 0 where nothing depends", () => {
    const [x, y] = [input([2]), input([3])];
    const values = valuesOf(
      [x, y],
      new Map([
        [x, filled([2], 1)],
        [y, filled([3], 1)],
      ]),
    );
    expect(toNested(jacobian(x, y, values))).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(toNested(jacobian(x, x, values))).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it("of a recurrent net stretches by less than (γ·σ_max)^T: the gradient must vanish (Pascanu et al. 2013)", () => {
    const steps = 60;
    const weight = mapTensor(orthogonalWeights(5, seededRandom(10)), (value) => 0.8 * value);
    const { start, states, values } = recurrentNet(5, steps, weight);
    const stretches = singularValues(jacobian(states.at(-1) as Node, start, values));
    expect(stretches[0]).toBeLessThan(0.8 ** steps);
    expect(stretches[4]).toBeGreaterThan(0);
  });
});
