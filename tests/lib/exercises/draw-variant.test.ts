import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawNumber, drawVariant } from "#lib/exercises/draw-variant.ts";
import type { Exercise } from "#lib/exercises/exercise.ts";
import { defaultPolicy } from "#lib/exercises/policy.ts";
import { compileModel } from "#lib/model/compile.ts";
import { parseModel } from "#lib/model/model.ts";

const exerciseOf = (model: string, ask = "dL/dW1"): Exercise => ({
  slug: "drawn",
  title: "Drawn",
  model,
  blanks: [{ id: "w", ask, as: "number", digits: 3, weight: 1, expanded: false }],
  policy: defaultPolicy,
  tests: [],
});

const neuron = exerciseOf(`x0 = 1.5
t = 0.8
W1 = 0.5 in [0.2, 0.9] step 0.1   # drawn
b1 = 0.1 in [-1, 1]
z1 = W1*x0 + b1
y1 = sigmoid(z1)
L = (y1 - t)^2/2`);

function drawnValue(exercise: Exercise, number: number, seed: string, name: string): number {
  const { model } = drawVariant(exercise, number, seed);
  return compileModel(model).evaluate().value(name).data[0] ?? Number.NaN;
}

describe("a variant", () => {
  it("has the declared values under number 0, whatever the seed", () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        expect(drawVariant(neuron, 0, seed)).toEqual(drawVariant(neuron, 0, "another"));
        expect(drawnValue(neuron, 0, seed, "W1")).toBe(0.5);
        expect(drawnValue(neuron, 0, seed, "b1")).toBe(0.1);
      }),
      { numRuns: 20 },
    );
  });

  it("is the same for the same number and seed", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 1000 }), (seed, number) => {
        expect(drawVariant(neuron, number, seed)).toEqual(drawVariant(neuron, number, seed));
      }),
      { numRuns: 20 },
    );
  });

  it("draws what says so, inside its interval and on its steps, and leaves the rest", () => {
    const weights = new Set<number>();
    for (let number = 1; number <= 60; number++) {
      const weight = drawnValue(neuron, number, "learner", "W1");
      const bias = drawnValue(neuron, number, "learner", "b1");
      weights.add(weight);
      expect([0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]).toContain(weight);
      expect(Math.abs(bias)).toBeLessThanOrEqual(1);
      expect(Number(bias.toPrecision(3))).toBe(bias);
      expect(drawnValue(neuron, number, "learner", "x0")).toBe(1.5);
    }
    expect(weights.size).toBe(8);
  });

  it("writes its values into a model that can be read again", () => {
    const { model } = drawVariant(neuron, 7, "learner");
    const parsed = parseModel(model.source);
    expect(parsed.ok && compileModel(parsed.value).evaluate().value("L").data[0]).toBe(
      compileModel(model).evaluate().value("L").data[0],
    );
  });

  it("draws every entry of a list", () => {
    const vector = exerciseOf("w = [1, 2] in [0.5, 2.5]\nx = [1, -1]\nL = sum(w*x)^2 + sum(w)", "L");
    const { model } = drawVariant(vector, 3, "learner");
    const [first = 0, second = 0] = compileModel(model).evaluate().value("w").data;
    expect(first).not.toBe(second);
    for (const entry of [first, second]) {
      expect(entry).toBeGreaterThanOrEqual(0.5);
      expect(entry).toBeLessThanOrEqual(2.5);
    }
  });

  it("keeps answers within a thousandfold of the declared one", () => {
    // ∂L/∂W1 holds σ′(50·W1): 1e-22 at W1 = 1 and 1/4 at W1 = 0. Declared at 0.05 it is of the order of 0.01.
    const steep = exerciseOf("W1 = 0.05 in [0, 1]\ny1 = sigmoid(50*W1)\nL = y1^2/2");
    for (let number = 1; number <= 40; number++) {
      const { model } = drawVariant(steep, number, "learner");
      const gradient = compileModel(model).evaluate().partial({ of: "L", by: "W1" }).data[0] ?? 0;
      const declared =
        compileModel(drawVariant(steep, 0, "").model)
          .evaluate()
          .partial({ of: "L", by: "W1" }).data[0] ?? 0;
      expect(Math.abs(gradient / declared)).toBeGreaterThan(1e-3);
      expect(Math.abs(gradient / declared)).toBeLessThan(1e3);
    }
  });
});

describe("a drawn number", () => {
  it.each([
    [{ low: 0.2, high: 0.9, step: 0.1 }, 0, 0.2],
    [{ low: 0.2, high: 0.9, step: 0.1 }, 0.999999, 0.9],
    [{ low: 0.1, high: 0.4, step: 0.1 }, 0.5, 0.3],
    [{ low: -1, high: 1, step: 1 }, 0.5, 0],
    [{ low: 0, high: 1, step: 0.3 }, 0.99, 0.9],
    [{ low: -1, high: 1, step: null }, 0.5, 0],
    [{ low: 0, high: 1, step: null }, 0.123456, 0.123],
    [{ low: 0.99951, high: 0.99959, step: null }, 0.5, 0.99959],
  ])("%j at %d is %d", (draw, uniform, drawn) => {
    expect(drawNumber(draw, uniform)).toBe(drawn);
  });
});
