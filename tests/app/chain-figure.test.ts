import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chain, chainGradients, readDepth } from "#app/_components/lab/chain-gradients.ts";
import { chainSentence, inWords } from "#app/_components/lab/chain-sentence.ts";
import { axisFor, heightOf } from "#app/_components/lab/gradient-axis.ts";
import { rampColour } from "#app/_components/lab/gradient-chart.tsx";
import { activations } from "#lib/autograd/network/activation.ts";
import { chainGradients as closedForm } from "#lib/autograd/network/closed-form.ts";

const depths = Array.from({ length: 60 }, (_, place) => place + 1);

function inClosedForm(depth: number): readonly number[] {
  const { input, target, weight } = chain;
  const weights = Array<number>(depth).fill(weight);
  return closedForm({ activation: activations.sigmoid, input, target, weights }).byWeights;
}

describe("the gradients of the chain", () => {
  it.each(depths)("agree with the closed form at depth %d", (depth) => {
    const [tape, formula] = [chainGradients(depth), inClosedForm(depth)];
    expect(tape.length).toBe(depth);
    for (const [layer, gradient] of tape.entries()) {
      // Each layer multiplies two rounded numbers into it, on either side.
      const bound = 4 * (depth + 4) * Number.EPSILON;
      expect(Math.abs(gradient / (formula[layer] ?? 0) - 1)).toBeLessThan(bound);
    }
  });

  it.each(depths.slice(1))("shrink from each layer to the one before it, at depth %d", (depth) => {
    const sizes = chainGradients(depth).map(Math.abs);
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    expect(sizes[0]).toBeGreaterThan(0);
  });
});

describe("a depth that somebody asked for", () => {
  it.each([
    ["3", 3],
    ["2", 2],
    ["50", 50],
    ["51", 50],
    ["1e9", 50],
    ["1", 2],
    ["-7", 2],
    ["0", 2],
    ["", 12],
    [" ", 12],
    ["3.5", 12],
    ["many", 12],
    ["NaN", 12],
    ["Infinity", 12],
    [undefined, 12],
  ])("%o is drawn as %d layers", (asked, depth) => {
    expect(readDepth(asked)).toBe(depth);
  });
});

describe("the sentence under the title", () => {
  it.each([
    [2, "At depth 2 the first layer learns 3.7 times more slowly than the last."],
    [12, "At depth 12 the first layer learns 11,000,000 times more slowly than the last."],
    [50, "At depth 50 the first layer learns 4.6 × 10³¹ times more slowly than the last."],
  ])("at depth %d is: %s", (depth, sentence) => {
    expect(chainSentence(chainGradients(depth)).replaceAll("\u00a0", " ")).toBe(sentence);
  });

  it("says the ratio of the closed form, to two digits, at every depth it can be asked for", () => {
    for (let depth = chain.shallowest; depth <= chain.deepest; depth++) {
      const gradients = inClosedForm(depth);
      const ratio = (gradients.at(-1) ?? 0) / (gradients[0] ?? 0);
      expect(chainSentence(chainGradients(depth))).toContain(` ${inWords(ratio)} times `);
    }
  });

  it("calls a gradient that underflowed to 0 no learning at all, and not infinitely slow", () => {
    const gradients = chainGradients(600);
    expect(Math.abs(gradients[0] ?? 1)).toBe(0);
    expect(chainSentence(gradients)).toBe(
      "At depth 600 the first layer does not learn at all: its gradient is too small for a float64 and counts as 0.",
    );
  });

  it("gives a bound where the gradients are numbers and their ratio is none", () => {
    expect(chainSentence([5e-324, 0.02])).toBe(
      "At depth 2 the first layer learns more than 10³⁰⁸ times more slowly than the last.",
    );
  });

  it.each([
    [3.66, "3.7"],
    [41234567, "41,000,000"],
    [999, "1,000"],
    [994_999_999_999, "990,000,000,000"],
    [999_999_999_999, "1.0\u00a0×\u00a010¹²"],
    [4.1234e15, "4.1\u00a0×\u00a010¹⁵"],
  ])("writes %d as %s", (ratio, words) => {
    expect(inWords(ratio)).toBe(words);
  });
});

describe("the logarithmic axis", () => {
  // Sizes of float64: from the smallest subnormal to what a gradient that explodes reaches before it is infinite.
  const size = fc.integer({ min: -323, max: 300 }).map((power) => Number(`1e${power}`));
  const sizes = fc.array(size, { minLength: 1, maxLength: 60 });

  it("holds every size, each bar higher than nothing and within the axis", () => {
    fc.assert(
      fc.property(sizes, (list) => {
        const axis = axisFor(list);
        for (const each of list) {
          const height = heightOf(each, axis) ?? -1;
          expect(height).toBeGreaterThan(0);
          expect(height).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("keeps the order of the sizes", () => {
    fc.assert(
      fc.property(sizes, size, size, (list, one, other) => {
        const axis = axisFor([...list, one, other]);
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(heightOf(low, axis)).toBeLessThanOrEqual(heightOf(high, axis) ?? 0);
      }),
    );
  });

  it("has at most six ticks, at whole powers of ten, evenly apart and on the axis", () => {
    fc.assert(
      fc.property(sizes, (list) => {
        const { ticks, lowest, highest } = axisFor(list);
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(ticks.every(Number.isInteger)).toBe(true);
        expect(Math.min(...ticks)).toBeGreaterThanOrEqual(lowest);
        expect(Math.max(...ticks)).toBeLessThanOrEqual(highest);
        const steps = ticks.slice(1).map((tick, at) => tick - (ticks[at] ?? 0));
        expect(new Set(steps).size).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("has no place for 0, and stands even where all sizes are 0", () => {
    const axis = axisFor([0, 0]);
    expect(heightOf(0, axis)).toBeNull();
    expect(axis.highest).toBeGreaterThan(axis.lowest);
    expect(axisFor([0, 1e-3])).toEqual(axisFor([1e-3]));
  });
});

describe("the colour of a bar", () => {
  it("is the layer's own up to six layers", () => {
    expect([0, 1, 5].map((place) => rampColour(place, 6))).toEqual([
      "var(--layer-1)",
      "var(--layer-2)",
      "var(--layer-6)",
    ]);
  });

  it("walks a deeper network from the first hue to the last without a jump", () => {
    for (let count = 7; count <= chain.deepest; count++) {
      const along = Array.from({ length: count }, (_, place) => {
        const [, to = "", share = "", from = ""] =
          /var\(--layer-(\d)\) (\d+)%, var\(--layer-(\d)\)/.exec(rampColour(place, count)) ?? [];
        expect(Number(to)).toBe(Number(from) + 1);
        return Number(from) + Number(share) / 100;
      });
      expect(along[0]).toBe(1);
      expect(along.at(-1)).toBe(6);
      const steps = along.slice(1).map((place, at) => place - (along[at] ?? 0));
      // Shares are written in whole hundredths.
      expect(Math.min(...steps)).toBeGreaterThan(5 / (count - 1) - 0.011);
      expect(Math.max(...steps)).toBeLessThan(5 / (count - 1) + 0.011);
    }
  });
});
