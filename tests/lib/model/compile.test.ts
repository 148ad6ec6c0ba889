import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromNested, scalar } from "#lib/autograd/tensor.ts";
import { parseExpression } from "#lib/expression/parse.ts";
import { parsePartial } from "#lib/expression/symbol.ts";
import { type CompiledModel, checkModel, compileModel, type Evaluation } from "#lib/model/compile.ts";
import { type Model, parseModel } from "#lib/model/model.ts";
import { vocabularyOf } from "#lib/model/vocabulary.ts";
import golden from "#tests/golden/course-network.json" with { type: "json" };
import { courseNetwork } from "./course-network.ts";

function read(source: string): Model {
  const parsed = parseModel(source);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("; "));
  return parsed.value;
}

/** The file's chains agree with 50-digit arithmetic to 1e-16; a few roundings of ours come on top. */
const relative = 1e-12;

function expectClose(given: number | undefined, expected: number, name: string): void {
  expect(Math.abs((given ?? Number.NaN) - expected), name).toBeLessThanOrEqual(relative * Math.abs(expected));
}

function evaluateText(compiled: CompiledModel, here: Evaluation, text: string) {
  const parsed = parseExpression(text, vocabularyOf(compiled.model));
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return here.expression(parsed.value);
}

/** The number an expression has; NaN where it has none. */
function numberOf(compiled: CompiledModel, here: Evaluation, text: string): number {
  const evaluated = evaluateText(compiled, here, text);
  return evaluated.ok ? (evaluated.value.data[0] ?? Number.NaN) : Number.NaN;
}

describe("the course's network", () => {
  const compiled = compileModel(read(courseNetwork));
  const here = compiled.evaluate();
  const partials = Object.entries({ ...golden.partials, ...golden.gradients });

  it.each(["z1", "z2", "z3", "y1", "y2", "y3", "L"] as const)("has the golden value of %s", (name) => {
    expectClose(here.value(name).data[0], golden[name], name);
  });

  it.each(partials)("has the golden %s", (text, expected) => {
    const partial = parsePartial(text, vocabularyOf(compiled.model));
    expect(partial.ok).toBe(true);
    if (partial.ok) expectClose(here.partial(partial.value).data[0], expected, text);
  });

  it.each([
    ["(y3-t)y3(1-y3)*y2", golden.gradients["dL/dW3"]],
    ["dL/dy3 dy3/dz3 dz3/dy2 σ'(z2) y1", golden.gradients["dL/dW2"]],
    ["(y3-t)σ'(W3y2)W3 σ'(z2)W2 σ'(z1)x0", golden.gradients["dL/dW1"]],
    ["W3 - eta dL/dW3", golden.after_steps[1].W[2] as number],
    ["dL/dW1/dL/dW3", golden.ratios["W1/W3"]],
  ])("has the golden value of a learner's %s", (text, expected) => {
    expectClose(numberOf(compiled, here, text), expected, text);
  });

  it("steps to the golden loss from weights that are given", () => {
    const [W1 = 0, W2 = 0, W3 = 0] = golden.after_steps[100].W;
    const there = compiled.evaluate({ W1: scalar(W1), W2: scalar(W2), W3: scalar(W3) });
    expectClose(there.value("L").data[0], golden.after_steps[100].loss, "L");
    golden.after_steps[100].gradients.forEach((gradient, index) => {
      const by = `W${index + 1}`;
      expectClose(there.partial({ of: "L", by }).data[0], gradient, by);
    });
  });

  it("evaluates many points bit for bit as one after the other", () => {
    const points = Array.from({ length: 20 }, (_, index) => ({ W2: scalar(index / 7 - 1), eta: scalar(0.01 * index) }));
    const all = compiled.evaluateAll(points);
    const text = "W1 - eta dL/dz2 W2 tanh'(z1)";
    points.forEach((point, index) => {
      const [one, other] = [compiled.evaluate(point), all[index] as Evaluation];
      expect(other.value("L")).toEqual(one.value("L"));
      expect(other.boundOf("L")).toEqual(one.boundOf("L"));
      expect(other.partial({ of: "L", by: "W1" })).toEqual(one.partial({ of: "L", by: "W1" }));
      expect(other.partialBound({ of: "y3", by: "z1" })).toEqual(one.partialBound({ of: "y3", by: "z1" }));
      expect(evaluateText(compiled, other, text)).toEqual(evaluateText(compiled, one, text));
    });
  });

  it("takes inputs by their names, in whatever order they are given", () => {
    const inputs = { x0: scalar(0.7), t: scalar(0.2), W1: scalar(0.9), W3: scalar(-0.4) };
    const turned = Object.fromEntries(Object.entries(inputs).toReversed());
    const expected = compiled.evaluate({ ...inputs, W2: scalar(0.5), eta: scalar(0.1) });
    for (const given of [inputs, turned, { eta: undefined, ...turned } as unknown as typeof inputs]) {
      for (const evaluation of [compiled.evaluate(given), ...compiled.evaluateAll([turned, given]).slice(1)]) {
        for (const name of ["x0", "t", "W1", "W2", "W3", "eta", "L"]) {
          expect(evaluation.value(name), name).toEqual(expected.value(name));
        }
      }
    }
  });

  it("keeps the numbers of an evaluation while others are made", () => {
    const points = Array.from({ length: 300 }, (_, index) => ({ x0: scalar(index / 100) }));
    const held = points.map((point) => compiled.evaluate(point));
    const before = held.map((evaluation) => evaluation.value("L"));
    for (const [index, evaluation] of held.entries()) {
      const again = compiled.evaluate(points[index]);
      for (const by of ["W1", "x0"]) {
        expect(evaluation.partial({ of: "L", by })).toEqual(again.partial({ of: "L", by }));
      }
      expect(evaluation.value("L")).toEqual(before[index]);
    }
  });

  it("takes 0.1 for a learning rate that the model does not declare", () => {
    expect(here.value("eta").data[0]).toBe(golden.eta);
    expect(compiled.evaluate({ eta: scalar(0.3) }).value("eta").data[0]).toBe(0.3);
  });

  it("throws on what no model of this form can be given or asked", () => {
    expect(() => compiled.evaluate({ z1: scalar(1) })).toThrow("z1 is not an input of the model");
    const all = Object.fromEntries(["x0", "t", "W1", "W2", "W3", "eta"].map((name) => [name, scalar(1)]));
    expect(() => compiled.evaluate({ ...all, q: scalar(1) })).toThrow("q is not an input of the model");
    expect(() => compiled.evaluate({ W1: fromNested([1, 2]) })).toThrow("W1 has shape [], not [2]");
    expect(() => here.value("q")).toThrow("the model has no quantity q");
    expect(() => here.partial({ of: "L", by: "q" })).toThrow("the model has no quantity q");
  });
});

it("does not take what every object has for a given input", () => {
  const compiled = compileModel(read("x = 2\nconstructor = 3\nL = x*constructor"));
  expect(compiled.evaluate({ x: scalar(5) }).value("L").data[0]).toBe(15);
  expect(compiled.evaluate({ constructor: scalar(7), x: scalar(5) } as never).value("L").data[0]).toBe(35);
});

describe("a model of vectors and matrices", () => {
  const compiled = compileModel(read("W = [[1, 2], [3, 4], [5, 6]]\nx = [1, -1]\nz = W x\nL = sum(z^2)/2"));
  const here = compiled.evaluate();
  const nestedOf = (text: string) => {
    const evaluated = evaluateText(compiled, here, text);
    return evaluated.ok ? [evaluated.value.shape, [...evaluated.value.data]] : evaluated.problem.message;
  };

  it("takes a vector for a column, and gives a Jacobian the shape of both", () => {
    expect(here.value("z")).toEqual(fromNested([-1, -1, -1]));
    expect(here.partial({ of: "z", by: "x" })).toEqual(fromNested([[1, 2], [3, 4], [5, 6]])); // biome-ignore format: as the matrix stands
    expect(here.partial({ of: "x", by: "z" }).shape).toEqual([2, 3]);
    expect([...here.partial({ of: "x", by: "z" }).data]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it.each([
    [
      "dL/dz x^T",
      [
        [3, 2],
        [-1, 1, -1, 1, -1, 1],
      ],
    ],
    ["W^T dL/dz", [[2], [-9, -12]]],
    ["x^T x", [[], [2]]],
    ["z*z", [[3], [1, 1, 1]]],
    [
      "x + [[1], [2]]",
      [
        [2, 2],
        [2, 0, 3, 1],
      ],
    ],
    ["max(x)", [[], [1]]],
    ["min(x, 0)", [[2], [0, -1]]],
    ["mean(W)", [[], [3.5]]],
  ])("works out %s", (text, expected) => {
    expect(nestedOf(text)).toEqual(expected);
  });

  it("evaluates many points bit for bit as one after the other", () => {
    const points = Array.from({ length: 9 }, (_, index) => ({ x: fromNested([Math.sin(index), index / 7 - 1]) }));
    const all = compiled.evaluateAll(points);
    const text = "W^T dL/dz + x*tanh(x)";
    for (const [index, point] of points.entries()) {
      const [one, other] = [compiled.evaluate(point), all[index] as Evaluation];
      expect(other.value("z")).toEqual(one.value("z"));
      expect(other.boundOf("L")).toEqual(one.boundOf("L"));
      for (const by of ["W", "x"]) {
        expect(other.partial({ of: "L", by })).toEqual(one.partial({ of: "L", by }));
        expect(other.partialBound({ of: "z", by })).toEqual(one.partialBound({ of: "z", by }));
      }
      expect(evaluateText(compiled, other, text)).toEqual(evaluateText(compiled, one, text));
    }
  });

  it("says which shapes do not fit, and what would", () => {
    expect(nestedOf("W dL/dz")).toBe("W is 3×2 and dL/dz is 3×1, so W dL/dz does not fit; W^T dL/dz would");
    expect(nestedOf("x*z")).toBe(
      "x is a vector of 2 and z is a vector of 3, so x*z does not fit: entry by entry, both need one size",
    );
    expect(nestedOf("[x, z]")).toBe("the rows of a matrix have to be of one length");
  });
});

describe("what keeps a model from being computed", () => {
  it.each([
    ["x = 1\nL = x^2", []],
    ["x = [1, 2]\ny = [1, 2, 3]\nL = sum(x*y)", ["shape-mismatch 3:9"]],
    ["x = [[1, 2], [3]]\ny = [[1], 2]\nL = sum(x)", ["rows-differ 1:5", "rows-differ 2:5"]],
    ["x = [1, 2]\nL = 2*x", ["loss-not-a-number 2:1"]],
    ["x = -1\n y = log(x)\nL = y^2", ["value-not-finite 2:2"]],
    ["x = 1/0\nL = x", ["value-not-finite 1:1"]],
    ["x = 1e-200\nW = 1\nL = (W*x)^2", ["gradient-underflows 2:1"]],
  ])("%j: %j", (source, problems) => {
    expect(checkModel(read(source)).map(({ code, at }) => `${code} ${at.line}:${at.column}`)).toEqual(problems);
  });

  it("is no gradient that is exactly 0: behind a dead unit, or beside the loss", () => {
    expect(checkModel(read("x = 1\nW = -1\nt = 3\nq = 5\nL = (relu(W*x) - t)^2"))).toEqual([]);
  });

  it("throws where it was not asked before", () => {
    expect(() => compileModel(read("x = [1, 2]\nL = sum(x + [1, 2, 3])"))).toThrow("does not fit");
  });
});

describe("the bound of a value", () => {
  // Each pair is one number by exact arithmetic. Below 20 in size neither side overflows, and both keep some digits.
  const pairs = [
    ["(x + c) - c", "x"],
    ["sigmoid(x)", "1/(1 + exp(-x))"],
    ["σ'(x)", "sigmoid(x)(1 - sigmoid(x))"],
    ["tanh(x)", "2 sigmoid(2x) - 1"],
    ["(x - c)^2", "x^2 - 2x c + c^2"],
    ["dL/dx", "2(x - c)"],
  ] as const;
  const compiled = compileModel(read("x = 1\nc = 1\nL = (x - c)^2"));
  const sizes = fc.double({ min: -20, max: 20, noNaN: true });

  it.each(pairs)("is wide enough for %s and %s to be one number", (left, right) => {
    fc.assert(
      fc.property(sizes, sizes, (x, c) => {
        const here = compiled.evaluate({ x: scalar(x), c: scalar(c) });
        const [one, other] = [left, right].map((text) => evaluateText(compiled, here, text));
        if (!one?.ok || !other?.ok) throw new Error("both are expressions of numbers");
        const apart = Math.abs((one.value.data[0] as number) - (other.value.data[0] as number));
        expect(apart).toBeLessThanOrEqual((one.bound.data[0] as number) + (other.bound.data[0] as number));
      }),
    );
  });

  it("is narrow: a few roundings of the course's network, not a thousand", () => {
    const here = compileModel(read(courseNetwork)).evaluate();
    const partial = { of: "L", by: "W1" };
    const bound = (here.partialBound(partial).data[0] as number) / Math.abs(here.partial(partial).data[0] as number);
    expect(bound).toBeGreaterThan(0);
    expect(bound).toBeLessThan(1000 * Number.EPSILON);
  });
});
