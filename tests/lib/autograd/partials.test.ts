import { describe, expect, it } from "vitest";
import { forward } from "#lib/autograd/forward.ts";
import { dense, meanSquaredError } from "#lib/autograd/network/layer.ts";
import { hessianTimesVector, partials } from "#lib/autograd/partials.ts";
import { input, type Node, record, valuesOf } from "#lib/autograd/tape.ts";
import { fromNested, type Tensor, toNested } from "#lib/autograd/tensor.ts";
import { dot } from "./check-gradients.ts";
import { randomTensor, seededRandom } from "./seeded-random.ts";

describe("a Hessian times a vector", () => {
  const random = seededRandom(31);
  const nodes = [input([4, 3]), input([4]), input([2, 4])];
  const [w1, b1, w2] = nodes as [Node, Node, Node];
  const x = record.constant(randomTensor([6, 3], random));
  const target = record.constant(randomTensor([6, 2], random));
  const loss = meanSquaredError(record, dense(record, record.tanh(dense(record, x, w1, b1)), w2, null), target);
  const at = nodes.map((node) => randomTensor(node.shape, random));
  const vector = nodes.map((node) => randomTensor(node.shape, random));
  const products = hessianTimesVector(loss, nodes, vector.map(record.constant));
  const given = (shift: number) =>
    new Map(
      nodes.map((node, place) => {
        const along = vector[place] as Tensor;
        return [
          node,
          { ...along, data: (at[place] as Tensor).data.map((v, i) => v + shift * (along.data[i] as number)) },
        ];
      }),
    );
  const evaluate = (outputs: readonly Node[], shift = 0) => {
    const values = valuesOf(outputs, given(shift));
    return outputs.map((node) => values.get(node) as Tensor);
  };
  const slopes = partials(loss, nodes);

  it("is how the gradient moves: by central differences and by going forward over backward", () => {
    const width = 1e-5;
    const [higher, lower] = [evaluate(slopes, width), evaluate(slopes, -width)];
    const tangents = new Map(nodes.map((node, place) => [node, record.constant(vector[place] as Tensor)]));
    const moved = evaluate(slopes.map((slope) => forward(record, slope, tangents, (node) => node) as Node));
    evaluate(products).forEach((product, place) => {
      product.data.forEach((value, element) => {
        const difference = (higher[place]?.data[element] as number) - (lower[place]?.data[element] as number);
        expect(Math.abs(value - difference / (2 * width))).toBeLessThan(1e-9);
        expect(Math.abs(value - (moved[place]?.data[element] as number))).toBeLessThan(1e-14);
      });
    });
  });

  it("is symmetric: u·Hv = v·Hu", () => {
    const other = nodes.map((node) => randomTensor(node.shape, random));
    const ofOther = evaluate(hessianTimesVector(loss, nodes, other.map(record.constant)));
    const inner = (left: readonly Tensor[], right: readonly Tensor[]) =>
      left.reduce((sum, tensor, place) => sum + dot(tensor, right[place] as Tensor), 0);
    expect(inner(other, evaluate(products))).toBeCloseTo(inner(vector, ofOther), 13);
  });

  it("is 0 for a linear loss and for what the loss does not know", () => {
    const [y, stranger] = [input([2]), input([])];
    const [known, unknown] = hessianTimesVector(
      record.sum(y),
      [y, stranger],
      [record.constant(fromNested([1, 2])), record.constant(1)],
    ) as [Node, Node];
    const values = valuesOf([known, unknown], new Map([[y, fromNested([3, 4])]]));
    expect([known, unknown].map((node) => toNested(values.get(node) as Tensor))).toEqual([[0, 0], 0]);
  });
});
