import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { broadcastShape } from "#lib/autograd/broadcast.ts";
import { compute } from "#lib/autograd/compute.ts";
import { type AnyOp, callOn, type On } from "#lib/autograd/op.ts";
import { catalogue } from "#lib/autograd/ops/catalogue.ts";
import type { Shape, Tensor } from "#lib/autograd/tensor.ts";
import type { Strided } from "#lib/autograd/view.ts";
import { built, chain, draws, elementAt, scaled, shapes, shapesWithNothing, transposing } from "./random-views.ts";

describe("an op on views", () => {
  const ofOneTensor = Object.values<AnyOp>(catalogue).filter(
    ({ arity, name }) =>
      arity === 1 && !["reshape", "slice", "pad", "sumTo", "broadcastTo", "transpose"].includes(name),
  );

  it("of one tensor gives what it gives on copies, bit for bit", () => {
    fc.assert(
      fc.property(shapes, draws, fc.constantFrom(...ofOneTensor), (shape, drawn, op) => {
        const { view, copy } = chain(scaled(shape), drawn);
        expect(op.value(view)).toEqual(op.value(copy));
      }),
      { numRuns: 300 },
    );
  });

  const ofTwoTensors = Object.values<AnyOp>(catalogue).filter(({ arity, each }) => arity === 2 && each !== undefined);

  it("of two tensors stretches views as it stretches copies", () => {
    fc.assert(
      fc.property(shapes, draws, draws, fc.constantFrom(...ofTwoTensors), (shape, one, other, op) => {
        const [a, b] = [chain(scaled(shape), one), chain(scaled(shape), other)];
        if (broadcastShape(a.copy.shape, b.copy.shape) === null) {
          expect(() => op.value(a.view, b.view)).toThrow("do not fit");
        } else expect(op.value(a.view, b.view)).toEqual(op.value(a.copy, b.copy));
      }),
      { numRuns: 300 },
    );
  });

  it("sums, pads and joins views as it does copies", () => {
    fc.assert(
      fc.property(shapes, draws, fc.nat(3), fc.nat(2), (shape, drawn, place, width) => {
        const { view, copy } = chain(scaled(shape), drawn);
        const rank = copy.shape.length;
        if (rank === 0) return;
        const axis = place % rank;
        const narrow = copy.shape.slice(1).map((size, inner) => (inner === 0 ? 1 : size));
        expect(catalogue.sum.value(view, axis)).toEqual(catalogue.sum.value(copy, axis));
        if (rank > 1) expect(catalogue.sumTo.value(view, narrow)).toEqual(catalogue.sumTo.value(copy, narrow));
        expect(catalogue.pad.value(view, axis, width, 1)).toEqual(catalogue.pad.value(copy, axis, width, 1));
        expect(concat(compute, [view as Tensor, copy], axis)).toEqual(concat(compute, [copy, copy], axis));
      }),
      { numRuns: 300 },
    );
  });

  it("multiplies matrices of any strides in the order in which their terms stand", () => {
    const size = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(size, size, size, fc.boolean(), fc.boolean(), (rows, inner, columns, isLeft, isRight) => {
        const a = isLeft ? transposing.op.view?.(scaled([inner, rows])) : scaled([rows, inner]);
        const b = isRight ? transposing.op.view?.(scaled([columns, inner])) : scaled([inner, columns]);
        const [left, right] = [a as Strided, b as Strided];
        const expected = built([rows, columns], ([row, column]) => {
          let sum = 0;
          for (let k = 0; k < inner; k++) {
            sum += elementAt(left, [row as number, k]) * elementAt(right, [k, column as number]);
          }
          return sum;
        });
        expect(catalogue.matmul.value(left, right)).toEqual(expected);
      }),
    );
  });
});

describe("broadcasting", () => {
  it("is NumPy's: shapes are aligned at the last axis, and size 1 stands for every size", () => {
    fc.assert(
      fc.property(shapesWithNothing, shapesWithNothing, (left, right) => {
        const rank = Math.max(left.length, right.length);
        const sizes = Array.from({ length: rank }, (_, axis) =>
          [left[axis + left.length - rank], right[axis + right.length - rank]].map((size) => size ?? 1),
        );
        const fits = sizes.every(([a, b]) => a === b || a === 1 || b === 1);
        const shape = broadcastShape(left, right);
        if (!fits) {
          expect(shape).toBeNull();
          return;
        }
        expect(shape).toEqual(sizes.map(([a, b]) => (a === 1 ? b : a)));
        const [a, b] = [scaled(left), scaled(right)];
        const at = (z: Tensor, index: readonly number[]) =>
          elementAt(
            z,
            index.slice(rank - z.shape.length).map((step, axis) => (z.shape[axis] === 1 ? 0 : step)),
          );
        expect(catalogue.subtract.value(a, b)).toEqual(built(shape as Shape, (index) => at(a, index) - at(b, index)));
      }),
      { numRuns: 500 },
    );
  });
});

function concat(on: On<Tensor>, parts: readonly Tensor[], axis: number): Tensor {
  return callOn(on, catalogue.concat as unknown as AnyOp, parts, [axis]);
}
