import { expect, it } from "vitest";
import { backward } from "#lib/autograd/backward.ts";
import { compute } from "#lib/autograd/compute.ts";
import type { AnyOp, Op } from "#lib/autograd/op.ts";
import { add } from "#lib/autograd/ops/add.ts";
import { concat } from "#lib/autograd/ops/concat.ts";
import { negative } from "#lib/autograd/ops/negative.ts";
import { input, type Node, record } from "#lib/autograd/tape.ts";
import { fromNested, type Tensor, toNested } from "#lib/autograd/tensor.ts";

// What the compiler refuses is the test: an unused @ts-expect-error does not compile either.
const { pullback: _, tangents: __, says: ___, ...withoutRules } = negative;
const { pullback, tangents, says } = negative;

// @ts-expect-error an op without a pullback
const _withoutPullback: Op<[Tensor]> = { ...withoutRules, tangents, says };
// @ts-expect-error an op without a tangent rule
const _withoutTangents: Op<[Tensor]> = { ...withoutRules, pullback, says };
// @ts-expect-error an op that the documentation has no words for
const _withoutWords: Op<[Tensor]> = { ...withoutRules, pullback, tangents };
// @ts-expect-error words for one slope of two
const _oneSlope: Op<[Tensor, Tensor]>["says"] = { value: "a + b", slopes: ["1"] };

const _tooFew: Op<[Tensor, Tensor]> = {
  ...add,
  // @ts-expect-error one gradient of two
  pullback: (_on, seed) => [seed],
};
const _tooMany: Op<[Tensor]> = {
  ...negative,
  // @ts-expect-error two gradients of one
  pullback: (_on, seed) => [seed, seed],
};
const _tooFewTangents: Op<[Tensor, Tensor]> = {
  ...add,
  // @ts-expect-error one tangent of two
  tangents: () => [(da) => da],
};
const _someOfMany: Op<readonly Tensor[], [axis: number]> = {
  ...concat,
  // @ts-expect-error gradients of many inputs that were not asked for one by one
  pullback: (_on, seed) => [seed],
  // @ts-expect-error the same forwards
  tangents: (_on, inputs) => inputs.slice(1).map(() => (tangent) => tangent),
};

it("gives each of many inputs its own gradient, be they one or five", () => {
  for (const count of [1, 2, 5]) {
    const parts = Array.from({ length: count }, () => input([2]));
    const joined = record.concat(...(parts as [Node]), 0);
    const seed = fromNested(Array.from({ length: 2 * count }, (_, place) => place));
    const gradients = backward(compute, joined, seed, () => fromNested([0, 0]));
    const ofParts = parts.map((part) => toNested(gradients.get(part) as Tensor));
    expect(ofParts).toEqual(parts.map((_, place) => [2 * place, 2 * place + 1]));
  }
});

it("is told at run time too, where the compiler was talked round", () => {
  const forgetful = { ...(concat as unknown as AnyOp), pullback: () => [] };
  const joined: Node = { ...record.concat(...([input([1])] as [Node]), 0), op: forgetful };
  expect(() => backward(compute, joined, fromNested([1]), () => fromNested([0]))).toThrow("0 gradients for 1 inputs");
});
