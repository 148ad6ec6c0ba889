import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { philox, randomKey, uniformAt, uniformBetween } from "#lib/exercises/random.ts";

describe("philox", () => {
  // Known answers of Random123's own test file (kat_vectors, philox2x32 with 10 rounds).
  it.each([
    [0x00000000, 0x00000000, 0x00000000, 0xff1dae59, 0x6cd10df2],
    [0xffffffff, 0xffffffff, 0xffffffff, 0x2c3f628b, 0xab4fd7ad],
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0xdd7ce038, 0xf62a4c12],
  ])("gives the published words for counter %i, %i and key %i", (low, high, key, first, second) => {
    expect(philox(low, high, key)).toEqual([first, second]);
  });
});

describe("a seeded draw", () => {
  it("is the same for the same seed and counter, in any order", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.nat(), { minLength: 1 }), (seed, counters) => {
        const forward = counters.map((counter) => uniformAt(randomKey(seed), counter));
        const backward = counters.toReversed().map((counter) => uniformAt(randomKey(seed), counter));
        expect(backward.toReversed()).toEqual(forward);
      }),
    );
  });

  it("stays inside its interval", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (seed, counter) => {
        const drawn = uniformBetween(randomKey(seed), counter, -3, 5);
        expect(drawn).toBeGreaterThanOrEqual(-3);
        expect(drawn).toBeLessThan(5);
      }),
    );
  });

  it("is spread evenly: mean 1/2 and variance 1/12 within five standard errors", () => {
    const count = 20_000;
    const drawn = Array.from({ length: count }, (_, counter) => uniformAt(randomKey("spread"), counter));
    const mean = drawn.reduce((sum, value) => sum + value, 0) / count;
    const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / count));
    // The variance of (u − 1/2)² is 1/180.
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(5 * Math.sqrt(1 / 180 / count));
  });

  it("differs between seeds that differ in one letter", () => {
    const seeds = Array.from({ length: 2000 }, (_, index) => `learner-${index}`);
    expect(new Set(seeds.map((seed) => uniformAt(randomKey(seed), 0))).size).toBe(seeds.length);
  });
});
