import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gradientsOf } from "#lib/autograd/backward.ts";
import { compute } from "#lib/autograd/compute.ts";
import type { AnyOp } from "#lib/autograd/op.ts";
import { catalogue, type OpName } from "#lib/autograd/ops/catalogue.ts";
import { type Node, record } from "#lib/autograd/tape.ts";
import { fromNested, mapTensor, sameShape, type Tensor } from "#lib/autograd/tensor.ts";
import { directionalSlopes, inputsLike } from "./check-gradients.ts";
import { type OpSample, opSamples } from "./op-samples.ts";
import { randomTensor, seededRandom } from "./seeded-random.ts";

const samples = (Object.keys(catalogue) as OpName[]).flatMap((name) => {
  const ofOp: readonly OpSample[] = opSamples[name];
  return ofOp.map((sample) => ({ name, sample, op: catalogue[name] as AnyOp }));
});

function recordOp(name: OpName, inputs: readonly Node[], options: readonly unknown[]): Node {
  const method = record[name] as (...all: readonly unknown[]) => Node;
  return method(...inputs, ...options);
}

describe.each(samples)("$name at $sample.inputs", ({ name, op, sample }) => {
  const at = sample.inputs.map(fromNested);
  const options = sample.options ?? [];
  const inputs = inputsLike(at);
  const output = recordOp(name, inputs, options);

  it("has the shape it announces", () => {
    expect(op.value(...at, ...options).shape).toEqual(output.shape);
  });

  it("gives the same slope backwards, forwards and by central differences", () => {
    const random = seededRandom(17);
    for (let trial = 0; trial < 3; trial++) {
      const slopes = directionalSlopes(output, inputs, at, random);
      expect(Math.abs(slopes.backward - slopes.forward)).toBeLessThanOrEqual(1e-13 * slopes.scale);
      if (name === "stopGradient") expect(slopes.backward).toBe(0);
      else expect(Math.abs(slopes.backward - slopes.centralDifference)).toBeLessThanOrEqual(1e-8 * (1 + slopes.scale));
    }
  });

  it("gives the same second derivative backwards, forwards and by central differences", () => {
    const random = seededRandom(29);
    const weighted = record.sum(record.multiply(output, record.constant(randomTensor(output.shape, random))));
    const slopes = gradientsOf(record, weighted);
    for (const node of inputs) {
      const slope = slopes.get(node);
      if (slope === undefined) continue;
      const second = directionalSlopes(slope, inputs, at, random);
      expect(Math.abs(second.backward - second.forward)).toBeLessThanOrEqual(1e-12 * second.scale);
      expect(Math.abs(second.backward - second.centralDifference)).toBeLessThanOrEqual(1e-7 * (1 + second.scale));
    }
  });

  it("pulls back linearly in the seed", () => {
    const value = op.value(...at, ...options);
    const pull = (seed: Tensor) => op.pullback(compute, seed, at, value, ...options);
    fc.assert(
      fc.property(fc.integer(), moderate, moderate, (seedOfRandom, first, second) => {
        const random = seededRandom(seedOfRandom);
        const [a, b] = [randomTensor(value.shape, random), randomTensor(value.shape, random)];
        const mixed = { shape: a.shape, data: a.data.map((x, i) => first * x + second * (b.data[i] as number)) };
        const [fromA, fromB, fromMixed] = [pull(a), pull(b), pull(mixed)];
        fromMixed.forEach((gradient, place) => {
          const [ofA, ofB] = [fromA[place], fromB[place]];
          expect([ofA === null, ofB === null]).toEqual([gradient === null, gradient === null]);
          gradient?.data.forEach((slope, element) => {
            const expected = first * (ofA?.data[element] as number) + second * (ofB?.data[element] as number);
            expect(Math.abs(slope - expected)).toBeLessThan(1e-11);
          });
        });
      }),
      { numRuns: 20 },
    );
  });

  it("bounds what errors in its inputs can do", () => {
    const random = seededRandom(43);
    const value = op.value(...at, ...options);
    for (const size of [1e-12, 1e-7, 1e-3, 0.3]) {
      const errors = at.map((tensor) =>
        mapTensor(randomTensor(tensor.shape, random), (share) => Math.abs(share) * size),
      );
      const bound = op.error(at, errors, value, ...options);
      expect(sameShape(bound.shape, value.shape)).toBe(true);
      for (let trial = 0; trial < 5; trial++) {
        const moved = at.map((tensor, place) => moveWithin(tensor, errors[place] as Tensor, random));
        op.value(...moved, ...options).data.forEach((shifted, element) => {
          const limit = bound.data[element] as number;
          const roomForItsOwnRounding = 1e-15 * (1 + Math.abs(shifted));
          if (Number.isNaN(shifted)) expect(limit).toBe(Number.POSITIVE_INFINITY);
          else if (limit < Number.POSITIVE_INFINITY) {
            expect(Math.abs(shifted - (value.data[element] as number))).toBeLessThanOrEqual(
              limit + roomForItsOwnRounding,
            );
          }
        });
      }
    }
  });

  it("keeps the bound near the rounding of its result where the inputs are exact", () => {
    const value = op.value(...at, ...options);
    const bound = op.error(
      at,
      at.map((tensor) => mapTensor(tensor, () => 0)),
      value,
      ...options,
    );
    const largest = Math.max(...at.flatMap((tensor) => [...tensor.data].map(Math.abs)), 1);
    bound.data.forEach((limit, element) => {
      expect(limit).toBeLessThan(1e-14 * Math.max(Math.abs(value.data[element] as number), largest));
    });
  });
});

/** Large enough to show a seed that is not passed on as it is, small enough to keep 1e-11 as an absolute distance. */
const moderate = fc.double({ min: -10, max: 10, noNaN: true });

/** To the ends of the interval or anywhere in it. */
function moveWithin(tensor: Tensor, error: Tensor, random: () => number): Tensor {
  const data = tensor.data.map((value, place) => {
    const share = random() < 0.5 ? Math.sign(random() - 0.5) : 2 * random() - 1;
    return value + share * (error.data[place] as number);
  });
  return { shape: tensor.shape, data };
}
