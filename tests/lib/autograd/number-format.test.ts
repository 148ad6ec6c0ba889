import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { float16, float32, float64 } from "#lib/autograd/number-format.ts";

/** Node has it, TypeScript's library does not know it yet. */
const { f16round } = Math as unknown as { f16round(value: number): number };

describe("float16", () => {
  it("rounds as Node's own Math.f16round, ties, subnormals and overflow included", () => {
    const bits = fc.integer({ min: 0, max: 0x7bff }).map((half) => {
      const exponent = half >> 10;
      return exponent === 0 ? half * 2 ** -24 : (1 + (half & 1023) / 1024) * 2 ** (exponent - 15);
    });
    const nearby = fc.tuple(bits, fc.constantFrom(0, 0.25, 0.5, 0.75, 1, 0.5 + 2 ** -30, 0.5 - 2 ** -30)).map(
      // Between a half and the next, the middle included, where a tie is.
      ([half, share]) => half + share * (half < 2 ** -14 ? 2 ** -24 : 2 ** (Math.floor(Math.log2(half)) - 10)),
    );
    fc.assert(
      fc.property(fc.oneof(nearby, fc.double()), fc.boolean(), (size, isNegative) => {
        const value = isNegative ? -size : size;
        expect(Object.is(float16.round(value), f16round(value))).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    [1 + 2 ** -11, 1],
    [1 + 3 * 2 ** -11, 1 + 2 ** -9],
    [65504, 65504],
    [65519.99, 65504],
    [65520, Number.POSITIVE_INFINITY],
    [-1e300, Number.NEGATIVE_INFINITY],
    [2 ** -25, 0],
    [-(2 ** -25), -0],
    [2 ** -25 * (1 + 2 ** -52), 2 ** -24],
    [5e-324, 0],
    [-0, -0],
    [Number.NaN, Number.NaN],
    // By way of float32 this would be rounded twice, to 1 + 2^−10.
    [1 + 2 ** -11 + 2 ** -40, 1 + 2 ** -10],
    [1 + 2 ** -11 - 2 ** -40, 1],
  ])("rounds %d to %d", (value, expected) => expect(float16.round(value)).toBe(expected));
});

describe.each([float16, float32, float64])("$name", (format) => {
  it("has the limits that its rounding has", () => {
    const { round, greatest, leastPositive, leastNormal, unitRoundoff } = format;
    expect([greatest, leastPositive, leastNormal].map(round)).toEqual([greatest, leastPositive, leastNormal]);
    expect(round(leastPositive / 2)).toBe(0);
    expect(round(1 + unitRoundoff)).toBe(1);
    expect(round(1 + 2 * unitRoundoff)).toBe(1 + 2 * unitRoundoff);
    expect(leastNormal * 2 * unitRoundoff).toBe(leastPositive);
    expect(round(greatest * (1 + 2 * unitRoundoff))).toBe(Number.POSITIVE_INFINITY);
  });
});
