import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExpression } from "#lib/expression/parse.ts";
import { compileModel } from "#lib/model/compile.ts";
import { parseModel } from "#lib/model/model.ts";
import { vocabularyOf } from "#lib/model/vocabulary.ts";

const parsed = parseModel(`x = [1, -2]
y = [3, 0.5, 2]
W = [[1, 2, 3], [4, 5, 6]]
V = [[2, -1], [1, 3]]
L = sum(x)`);
if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
const model = parsed.value;
const here = compileModel(model).evaluate();

/** Shape and numbers, or the message of the problem. */
function outcomeOf(text: string): unknown {
  const read = parseExpression(text, vocabularyOf(model));
  if (!read.ok) return read.problem.message;
  const evaluated = here.expression(read.value);
  return evaluated.ok ? [evaluated.value.shape, [...evaluated.value.data]] : evaluated.problem.message;
}

describe("a vector, which is a column in products", () => {
  it.each([
    ["x^T x", [[], [5]]],
    ["x^T V x", [[], [14]]],
    ["(x^T V) x", [[], [14]]],
    ["x^T (V x)", [[], [14]]],
    ["x^T W y", [[], [-43]]],
    ["(2 x^T) x", [[], [10]]],
    ["(-x^T) x", [[], [-5]]],
    ["(x^T + x^T) x", [[], [10]]],
    ["(x^T*x^T) x", [[], [-7]]],
    ["relu(x^T) x", [[], [1]]],
    ["max(x^T, 0) x", [[], [1]]],
    ["tanh'(x^T) x^T^T", "tanh'(x)^T x"],
    ["(x^T/2) x", [[], [2.5]]],
    ["(x^T)^2 x", [[], [-7]]],
    ["(x^T V)^T", "V^T x"],
    ["x^T W", "(W^T x)^T"],
    ["x y^T", [[2, 3], [3, 0.5, 2, -6, -1, -4]]], // biome-ignore format: as the matrix stands
    ["x (y^T y)", "(x y^T) y"],
    ["(y^T W^T) x", "y^T (W^T x)"],
    ["x^T x x^T", "(x^T x) x^T"],
    ["x^T (x x^T)", "(x^T x) x^T"],
    ["[[1, -2]] x", [[1], [5]]],
  ])("gives in %s the shape that the same product has however it is grouped", (text, expected) => {
    expect(outcomeOf(text)).toEqual(typeof expected === "string" ? outcomeOf(expected) : expected);
  });

  // Lengths above 1, and each length its own letter: a vector of one entry and a number are told apart only by brackets.
  const factors = ["x", "y", "x^T", "y^T", "W", "W^T", "V", "V^T", "2"];
  const grouped = (from: readonly string[], cut: (length: number) => number): string => {
    if (from.length === 1) return from[0] ?? "";
    const at = cut(from.length);
    return `(${grouped(from.slice(0, at), cut)}) @ (${grouped(from.slice(at), cut)})`;
  };
  const isProduct = (outcome: unknown): outcome is [number[], number[]] => Array.isArray(outcome);

  it("has one value in every grouping of a product that fits", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...factors), { minLength: 3, maxLength: 5 }),
        fc.infiniteStream(fc.nat()),
        fc.infiniteStream(fc.nat()),
        (product, some, others) => {
          const cutBy = (numbers: Iterator<number>) => (length: number) => 1 + (numbers.next().value % (length - 1));
          const [one, other] = [grouped(product, cutBy(some)), grouped(product, cutBy(others))].map(outcomeOf);
          fc.pre(isProduct(one) && isProduct(other));
          const [shape, numbers] = one as [number[], number[]];
          const [otherShape, otherNumbers] = other as [number[], number[]];
          expect(otherShape).toEqual(shape);
          for (const [index, number] of numbers.entries()) {
            const difference = Math.abs(number - (otherNumbers[index] ?? Number.NaN));
            // Whole and half numbers below 1e6: exact, but for what a sum of five products may round.
            expect(difference).toBeLessThanOrEqual(1e-12 * Math.abs(number));
          }
        },
      ),
      { numRuns: 500, maxSkipsPerRun: 10_000 },
    );
  });
});

describe("shapes that do not fit", () => {
  it.each([
    ["W x", "W is 2×3 and x is 2×1, so W x does not fit; W^T x would"],
    ["W^T y", "W is 2×3 and y is 3×1, so W^T y does not fit; W y would"],
    ["x y", "x is 2×1 and y is 3×1, so x y does not fit; x y^T would"],
    ["x x", "x is 2×1, so x x does not fit; x^T x would"],
    ["x + y", "x is a vector of 2 and y is a vector of 3, so x + y does not fit: entry by entry, both need one size"],
    ["x*y", "x is a vector of 2 and y is a vector of 3, so x*y does not fit: entry by entry, both need one size"],
    ["W*x", "W is 2×3 and x is a vector of 2, so W*x does not fit: entry by entry, both need one size"],
    ["V*W", "V is 2×2 and W is 2×3, so V*W does not fit: entry by entry, both need one size; V W would"],
    ["max(x, y)", "x is a vector of 2 and y is a vector of 3, so max(x, y) does not fit"],
  ])("%s", (text, sentence) => {
    expect(outcomeOf(text)).toBe(sentence);
  });
});
