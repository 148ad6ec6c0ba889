import { describe, expect, it } from "vitest";
import { createCoincidenceCounter } from "#lib/checker/apart.ts";
import { checkSubmission } from "#lib/checker/check-submission.ts";
import { drawClearVariant, reportClearDraws } from "#lib/checker/draw-clear-variant.ts";
import { drawVariant, readModel } from "#lib/exercises/draw-variant.ts";
import { compileModel } from "#lib/model/compile.ts";
import { withValues } from "#lib/model/model.ts";
import { blank, exerciseOf } from "./free-exercise.ts";

// ∂L/∂W1 = (y1 − t)·σ′(z1)·x0.
const neuron = (x0: string, t: string, w: string) =>
  exerciseOf(`x0 = ${x0}\nt = ${t}\nW1 = ${w}\nz1 = W1*x0\ny1 = sigmoid(z1)\nL = (y1 - t)^2/2`, [
    blank("w", "dL/dW1", "number"),
  ]);
const fixed = neuron("1.5", "0.8", "0.9");

function coincidencesAt(values: Readonly<Record<string, number>>): number {
  const declared = readModel(fixed);
  const drawn = withValues(declared, values);
  if (!drawn.ok) throw new Error(drawn.problems[0]?.message);
  return createCoincidenceCounter(fixed, declared)(drawn.value);
}

describe("values at which a mistake cannot be told from the right number", () => {
  it.each([
    [{ x0: 1.3, t: 0.8, W1: 0.9 }, 0, "none hides"],
    [{ x0: 1, t: 0.8, W1: 0.9 }, 1, "an input of 1 hides that it is missing"],
    [{ x0: 1.3, t: 0.8, W1: 1 }, 1, "a weight of 1 hides that there is one too many"],
    [{ x0: 0.9, t: 0.8, W1: 0.9 }, 1, "the weight is as good as the input"],
  ])("%o: at least %i (%s)", (values, least) => {
    const found = coincidencesAt(values);
    if (least === 0) expect(found).toBe(0);
    else expect(found).toBeGreaterThanOrEqual(least);
  });

  it("are found in a vector where every entry coincides", () => {
    const model = (x: string) =>
      exerciseOf(
        `x = ${x}\nt = [0.3, 0.8]\nW1 = [[0.2, -0.4], [0.7, 0.1]]\nz1 = W1 @ x\ny1 = sigmoid(z1)\nL = sum((y1 - t)^2)/2`,
        [blank("w", "dL/dW1", "number")],
      );
    const count = (x: string) => createCoincidenceCounter(model(x), readModel(model(x)))(readModel(model(x)));
    expect(count("[1.3, -0.7]")).toBe(0);
    expect(count("[1, 1]")).toBeGreaterThan(0);
  });

  it("do not matter where no number is asked", () => {
    const formula = { ...fixed, blanks: [blank("w", "dL/dW1", "formula")] };
    expect(createCoincidenceCounter(formula, readModel(formula))(readModel(neuron("1", "0.8", "1")))).toBe(0);
  });
});

describe("a clear variant", () => {
  // Of the inputs 0.5, 0.6, …, 1.5 the 1 is one that hides a mistake.
  const drawn = neuron("1.3 in [0.5, 1.5] step 0.1", "0.8", "0.9 in [0.7, 1.2] step 0.1");
  const count = createCoincidenceCounter(drawn, readModel(drawn));

  it("has no coincidences where there are draws without", () => {
    const plain = Array.from({ length: 40 }, (_, number) => drawVariant(drawn, number + 1, "seed").model);
    const clear = Array.from({ length: 40 }, (_, number) => drawClearVariant(drawn, number + 1, "seed").model);
    expect(plain.filter((model) => count(model) > 0).length).toBeGreaterThan(0);
    expect(clear.filter((model) => count(model) > 0)).toEqual([]);
  });

  it("gives the number that a mistake makes its name", () => {
    for (let number = 1; number <= 10; number++) {
      const variant = drawClearVariant(drawn, number, "seed");
      const here = compileModel(variant.model).evaluate();
      const value = (name: string) => here.value(name).data[0] ?? Number.NaN;
      const withoutSlope = (value("y1") - value("t")) * value("x0");
      const { blanks } = checkSubmission(variant, { w: withoutSlope.toPrecision(6) });
      expect(blanks[0]?.diagnosis).toBe("missing-activation-slope");
    }
  });

  it("is the same for the same number and seed, and another for others", () => {
    const again = drawClearVariant({ ...drawn }, 3, "seed");
    expect(again.model.source).toBe(drawClearVariant(drawn, 3, "seed").model.source);
    const sources = new Set(
      Array.from({ length: 20 }, (_, number) => drawClearVariant(drawn, number, "seed").model.source),
    );
    expect(sources.size).toBeGreaterThan(5);
    expect(drawClearVariant(drawn, 0, "seed")).toEqual(drawVariant(drawn, 0, "any"));
  });

  it("has the fewest coincidences where all draws have some", () => {
    // An input of 1 hides its absence whatever the weight; a weight of 1 hides itself too.
    const always = neuron("1", "0.8", "0.5 in [0.5, 1] step 0.5");
    const all = createCoincidenceCounter(always, readModel(always));
    const { model } = drawClearVariant(always, 1, "seed");
    expect(all(model)).toBeGreaterThan(0);
    expect(compileModel(model).evaluate().value("W1").data[0]).toBe(0.5);
  });

  it("tells how many draws are rejected", () => {
    const report = reportClearDraws(drawn);
    expect(report?.draws).toBe(100);
    // One in eleven inputs is 1 and one in six weights, and others coincide as well.
    expect(report?.rejected).toBeGreaterThan(15);
    expect(report?.rejected).toBeLessThan(100);
    expect(reportClearDraws(neuron("1", "0.8", "0.5 in [0.5, 1] step 0.5"))?.rejected).toBe(100);
    expect(reportClearDraws(fixed)).toBeNull();
  });
});
