import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compute } from "#lib/autograd/compute.ts";
import { orthogonalWeights } from "#lib/autograd/network/initialise.ts";
import { singularValues } from "#lib/autograd/singular-values.ts";
import { filled, fromNested, mapTensor } from "#lib/autograd/tensor.ts";
import { dot } from "./check-gradients.ts";
import { randomTensor, seededRandom } from "./seeded-random.ts";

function relativeDistance(given: number | undefined, expected: number): number {
  return Math.abs((given as number) - expected) / Math.abs(expected);
}

describe("singular values", () => {
  it("of a diagonal matrix are the sizes of its numbers, greatest first", () => {
    expect(
      singularValues(
        fromNested([
          [0, -3, 0],
          [1e-300, 0, 0],
          [0, 0, 7],
        ]),
      ),
    ).toEqual([7, 3, 1e-300]);
  });

  it.each([
    // mpmath svd_r in 200 digits
    [
      "columns of 1, 2⁻⁶⁰ and 2⁻²⁰⁰ times [[1, 2, 3], [4, 5, 6], [7, 8, 10]]",
      [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 10],
      ].map(([a = 0, b = 0, c = 0]) => [a, b * 2 ** -60, c * 2 ** -200]),
      [8.12403840463596, 7.845582115685684e-19, 2.5405353487173126e-61],
    ],
    [
      "nearly parallel columns",
      [
        [1, 1],
        [0, 2 ** -20],
        [1, 1],
      ],
      [2.0000000000001137, 6.743495761742662e-7],
    ],
  ] as const)("keep the digits of the small ones: %s", (_, rows, expected) => {
    for (const matrix of [fromNested(rows), compute.transpose(fromNested(rows))]) {
      singularValues(matrix).forEach((value, place) => {
        expect(relativeDistance(value, expected[place] as number)).toBeLessThan(1e-14);
      });
    }
  });

  it("of Hilbert's matrix are those in 200 digits", () => {
    const hilbert = [0, 1, 2, 3].map((row) => [0, 1, 2, 3].map((column) => 1 / (row + column + 1)));
    const expected = [1.5002142800592428, 0.16914122022145003, 0.006738273605760722, 9.670230402260018e-5];
    singularValues(fromNested(hilbert)).forEach((value, place) => {
      expect(relativeDistance(value, expected[place] as number)).toBeLessThan(1e-12);
    });
  });

  it("multiply to |det| and square-sum to the sum of squares, at any common scale", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -250, max: 250 }), (seed, exponent) => {
        const unscaled = randomTensor([2, 2], seededRandom(seed));
        const [a = 0, b = 0, c = 0, d = 0] = unscaled.data;
        const scale = 10 ** exponent;
        const [greatest = 0, least = 0] = singularValues(mapTensor(unscaled, (value) => value * scale)).map(
          (s) => s / scale,
        );
        expect(Math.abs(greatest * least - Math.abs(a * d - b * c))).toBeLessThan(1e-14);
        expect(Math.abs(greatest ** 2 + least ** 2 - dot(unscaled, unscaled))).toBeLessThan(1e-14);
      }),
    );
  });

  it("are all 1 for an orthogonal matrix, and not changed by one", () => {
    const random = seededRandom(9);
    const turned = orthogonalWeights(8, random);
    const matrix = randomTensor([5, 8], random);
    for (const value of singularValues(turned)) expect(Math.abs(value - 1)).toBeLessThan(1e-14);
    const afterTurn = singularValues(compute.matmul(matrix, turned));
    singularValues(matrix).forEach((value, place) => {
      expect(relativeDistance(afterTurn[place], value)).toBeLessThan(1e-13);
    });
  });

  it("are found at the end of float64 and of rank 1 and 0", () => {
    expect(singularValues(filled([3, 2], 0))).toEqual([0, 0]);
    expect(singularValues(filled([2, 2], 2 ** -1074))[0]).toBeLessThanOrEqual(2 ** -1072);
    const [one, none] = singularValues(
      fromNested([
        [1, 2],
        [2, 4],
      ]),
    );
    expect(relativeDistance(one, 5)).toBeLessThan(1e-15);
    expect(none).toBeLessThan(1e-15);
    const [great, small] = singularValues(
      fromNested([
        [1e300, 1e-200],
        [0, 1e-200],
      ]),
    );
    expect(relativeDistance(great, 1e300)).toBeLessThan(1e-15);
    expect(relativeDistance(small, 1e-200)).toBeLessThan(1e-15);
    const [largest] = singularValues(filled([2, 2], 2 ** 1022));
    expect(largest).toBe(2 ** 1023);
  });

  it("are found in matrices graded over all of float64, by columns, rows or both", () => {
    const exponent = fc.integer({ min: -1070, max: 1020 });
    const exponents = fc.array(exponent, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.integer(), exponents, fc.constantFrom("columns", "rows", "both"), (seed, sizes, graded) => {
        const plain = randomTensor([4, 4], seededRandom(seed));
        const sizeOf = (row: number, column: number) => {
          if (graded === "columns") return sizes[column] as number;
          if (graded === "rows") return sizes[row] as number;
          return ((sizes[row] as number) + (sizes[column] as number)) / 2;
        };
        const data = plain.data.map((value, place) => value * 2 ** sizeOf(Math.floor(place / 4), place % 4));
        const values = singularValues({ shape: [4, 4], data });
        const largest = Math.max(...data.map(Math.abs));
        expect(values).toEqual(values.toSorted((a, b) => b - a));
        expect(values[0]).toBeGreaterThanOrEqual(largest * (1 - 1e-15));
        expect(values[0]).toBeLessThanOrEqual(4 * largest);
      }),
    );
  });

  it("are refused of what is no matrix, or not finite", () => {
    expect(() => singularValues(fromNested([1, 2]))).toThrow("[2] is no matrix");
    expect(() => singularValues(fromNested([[1, Number.NaN]]))).toThrow("not finite");
  });
});
