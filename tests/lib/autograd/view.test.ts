import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stretched } from "#lib/autograd/broadcast.ts";
import { catalogue } from "#lib/autograd/ops/catalogue.ts";
import { contiguous } from "#lib/autograd/rows.ts";
import { sameShape } from "#lib/autograd/tensor.ts";
import { asView, isTensor, type Strided } from "#lib/autograd/view.ts";
import {
  chain,
  counted,
  draws,
  elementAt,
  indicesOf,
  reshaping,
  shapes,
  shapesWithNothing,
  slicing,
  stretching,
  transposing,
} from "./random-views.ts";

describe("a view", () => {
  it("shows what a copy would hold, however views are taken of views", () => {
    fc.assert(
      fc.property(shapes, draws, (shape, drawn) => {
        const { view, copy } = chain(counted(shape), drawn);
        expect(contiguous(view)).toEqual(copy);
        for (const index of indicesOf(copy.shape)) expect(elementAt(view, index)).toBe(elementAt(copy, index));
      }),
      { numRuns: 500 },
    );
  });

  it("copies nothing: transposed, sliced, stretched, and reshaped where strides can say it", () => {
    const z = counted([4, 6]);
    const looks = [transposing, slicing(1, 2, 5), stretching([3, 4, 6]), reshaping([2, 2, 6])];
    for (const { op, options } of looks) {
      expect(asView(op.view?.(z, ...options) as Strided).numbers, op.name).toBe(z.data);
    }
    // rows of a slice along the first axis are still equally spaced
    const middle = catalogue.slice.view?.(z, 0, 1, 3) as Strided;
    expect(asView(catalogue.reshape.view?.(middle, [12]) as Strided).numbers).toBe(z.data);
    // the columns of z one after another are not
    const flipped = catalogue.transpose.view?.(z) as Strided;
    const list = catalogue.reshape.view?.(flipped, [24]) as Strided;
    expect(asView(list).numbers).not.toBe(z.data);
    expect([...contiguous(list).data.slice(0, 5)]).toEqual([1, 7, 13, 19, 2]);
    // but each column may be cut in two
    expect(asView(catalogue.reshape.view?.(flipped, [6, 2, 2]) as Strided).numbers).toBe(z.data);
  });

  it("of nothing shows nothing", () => {
    fc.assert(
      fc.property(
        shapesWithNothing.filter((shape) => shape.includes(0)),
        (shape) => {
          const z = counted(shape);
          const wide = stretched(z, [2, ...shape]);
          expect(contiguous(wide)).toEqual(counted([2, ...shape]));
          expect(catalogue.add.value(z, wide)).toEqual(counted([2, ...shape]));
          expect(catalogue.reshape.view?.(wide, [0, 3])).toEqual(counted([0, 3]));
        },
      ),
    );
  });

  it("refuses what its shape does not allow", () => {
    const z = counted([2, 3]);
    expect(() => stretched(z, [3])).toThrow("[2,3] does not stretch to [3]");
    expect(() => stretched(z, [4, 3])).toThrow("[2,3] does not stretch to [4,3]");
    expect(() => catalogue.slice.view?.(z, 1, 2, 4)).toThrow("slice: 2 to 4 of 3");
    expect(() => catalogue.slice.view?.(z, 2, 0, 1)).toThrow("slice: [2,3] has no axis 2");
    expect(() => catalogue.reshape.view?.(z, [4])).toThrow("reshape: [2,3] does not fill [4]");
    expect(() => catalogue.transpose.view?.(counted([2]))).toThrow("transpose: takes a matrix");
  });
});

it("a tensor is told from a view by what it holds", () => {
  const z = counted([2, 2]);
  expect([isTensor(z), isTensor(asView(z))]).toEqual([true, false]);
  expect(sameShape(asView(z).shape, z.shape)).toBe(true);
  // @ts-expect-error a view cannot be indexed as if it stood in row-major order
  expect(asView(z).data).toBeUndefined();
});
