import { describe, expect, it } from "vitest";
import { gradientsOf } from "#lib/autograd/backward.ts";
import { input, type Node, record, valuesOf } from "#lib/autograd/tape.ts";
import { fromNested, type Nested } from "#lib/autograd/tensor.ts";
import { topologicalOrder } from "#lib/autograd/topological-order.ts";

function gradient(of: Node, by: Node): Node {
  const node = gradientsOf(record, of).get(by);
  if (node === undefined) throw new Error("nothing flows back");
  return node;
}

function numbersOf(node: Node, given: readonly (readonly [Node, Nested])[]): readonly number[] {
  const values = valuesOf([node], new Map(given.map(([part, nested]) => [part, fromNested(nested)])));
  return [...(values.get(node)?.data ?? [])];
}

const infinity = Number.POSITIVE_INFINITY;

describe.each(["gelu", "silu"] as const)("the slope of %s", (name) => {
  const z = input([]);
  const slope = gradient(record[name](z), z);
  const second = gradient(slope, z);
  const third = gradient(second, z);
  const at = (node: Node, value: number) => numbersOf(node, [[z, value]])[0];

  it("is 1 at ∞ and 0 at −∞, its limits", () => {
    for (const far of [1e3, 1e5, 1e200, infinity]) {
      expect(at(slope, far)).toBe(1);
      expect(Math.abs(at(slope, -far) as number)).toBe(0);
    }
  });

  it("is flat there, and so is its own slope", () => {
    for (const far of [-infinity, -1e200, 1e200, infinity]) {
      expect(Math.abs(at(second, far) as number)).toBe(0);
      expect(Math.abs(at(third, far) as number)).toBe(0);
    }
  });

  it("stays no number where z is none", () => {
    expect(at(slope, Number.NaN)).toBeNaN();
  });
});

describe("the mixed second slope of a^b at a = 0", () => {
  const [a, b] = [input([]), input([])];
  const y = record.power(a, b);
  // a^(b−1)·(1 + b·ln a)
  it.each([
    [1, -infinity],
    [1.3, 0],
    [2, 0],
    [3, 0],
    [7.5, 0],
  ])("at b = %d is its limit %d, in either order", (exponent, limit) => {
    for (const mixed of [gradient(gradient(y, a), b), gradient(gradient(y, b), a)]) {
      const at = (base: number) =>
        numbersOf(mixed, [
          [a, base],
          [b, exponent],
        ])[0] as number;
      expect(at(0) + 0).toBe(limit);
      const near = 1e-3 ** (exponent - 1) * (1 + exponent * Math.log(1e-3));
      expect(at(1e-3) / near).toBeCloseTo(1, 13);
    }
  });
});

describe("the slopes of a row of shares", () => {
  const classes = 300;
  const z = input([2, classes]);
  const seed = input([2, classes]);
  const rows = [0, 1].map((row) => Array.from({ length: classes }, (_, place) => 5 * Math.sin(place * place + row)));
  const seeds = [0, 1].map((row) => Array.from({ length: classes }, (_, place) => Math.cos(3 * place + row)));

  it.each(["softmax", "logSoftmax"] as const)("take as much room as the row itself: %s", (name) => {
    const slope = gradient(record.sum(record.multiply(record[name](z), seed)), z);
    const second = gradient(record.sum(record.multiply(slope, seed)), z);
    const sizes = topologicalOrder([slope, second]).map(({ shape }) => shape.reduce((size, axis) => size * axis, 1));
    expect(Math.max(...sizes)).toBe(2 * classes);
  });

  it("are the sum over all pairs: yᵢ·Σⱼ yⱼ(Gᵢ − Gⱼ)", () => {
    const slope = gradient(record.sum(record.multiply(record.softmax(z), seed)), z);
    const given = [
      [z, rows],
      [seed, seeds],
    ] as const;
    const slopes = numbersOf(slope, given);
    const shares = numbersOf(record.softmax(z), given);
    slopes.forEach((value, place) => {
      const row = Math.floor(place / classes);
      const [own, g] = [place % classes, seeds[row] as number[]];
      let [sum, size] = [0, 0];
      for (let other = 0; other < classes; other++) {
        const term = (shares[row * classes + other] as number) * ((g[own] as number) - (g[other] as number));
        sum += term;
        size += Math.abs(term);
      }
      const share = shares[place] as number;
      // 300 terms, each rounded; the sizes of the terms are what rounding is relative to
      expect(Math.abs(value - share * sum)).toBeLessThanOrEqual(1e-14 * share * size);
    });
  });

  it("are exactly 0 where the seed is the same for all, whatever it is", () => {
    const equal = gradient(record.sum(record.multiply(record.softmax(z), record.constant(0.1))), z);
    for (const slope of numbersOf(equal, [[z, rows]])) expect(Math.abs(slope)).toBe(0);
  });

  it("keep their digits where the certain one of many stands anywhere", () => {
    // y₂ = 1/(1 + 3e^−40): its slope by z₂ is y₂·(1 − y₂), by the others −y₂·e^−40·y₂
    const certain = input([4]);
    const y = record.sum(record.slice(record.softmax(certain), 0, 2, 3));
    const slopes = numbersOf(gradient(y, certain), [[certain, [0, 0, 40, 0]]]);
    const small = Math.exp(-40);
    [-small, -small, 3 * small, -small].forEach((truth, place) => {
      expect((slopes[place] as number) / truth).toBeCloseTo(1, 14);
    });
  });

  it("keep the small difference of two seeds beside one that is far from both", () => {
    // y₃·y₂·(G₃ − G₂), and y₃·y₁·(G₃ − G₁) is 1e-25 of it
    const certain = input([3]);
    const seeds = [1e8, 0.3, 0.3 + 1e-9];
    const weighted = record.sum(record.multiply(record.softmax(certain), record.constant(fromNested(seeds))));
    const slope = numbersOf(gradient(weighted, certain), [[certain, [-100, 0, -40]]])[2] as number;
    const truth = Math.exp(-40) * ((seeds[2] as number) - (seeds[1] as number));
    expect(slope / truth).toBeCloseTo(1, 14);
  });
});
