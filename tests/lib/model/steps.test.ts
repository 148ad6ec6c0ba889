import { describe, expect, it } from "vitest";
import { compileModel } from "#lib/model/compile.ts";
import { formatNumberTex } from "#lib/model/figure.ts";
import { type Model, parseModel } from "#lib/model/model.ts";
import { backwardSteps, forwardSteps, type Step, updateSteps } from "#lib/model/steps.ts";
import golden from "#tests/golden/course-network.json" with { type: "json" };
import { courseNetwork } from "./course-network.ts";

function read(source: string): Model {
  const parsed = parseModel(source);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("; "));
  return parsed.value;
}

/** TeX without the colours of the layers, one line a step. */
function plainTex(steps: readonly Step[]): readonly string[] {
  return steps.map(({ tex }) => tex.replace(/\\htmlClass\{layer-\d+\}\{([^{}]*\{[^{}]*\})\}/g, "$1"));
}

const slope = (of: string, by: string) => `\\frac{\\partial ${of}}{\\partial ${by}}`;
const course = read(courseNetwork);

describe("the forward pass of the course's network", () => {
  it("has a line for each computed quantity: name, formula, numbers, value", () => {
    expect(plainTex(forwardSteps(course))).toEqual([
      "z_{1} = W_{1} \\cdot x_{0} = 0.5 \\cdot 1 = 0.5",
      "y_{1} = \\sigma(z_{1}) = \\sigma(0.5) = 0.6225",
      "z_{2} = W_{2} \\cdot y_{1} = 0.5 \\cdot 0.6225 = 0.3112",
      "y_{2} = \\sigma(z_{2}) = \\sigma(0.3112) = 0.5772",
      "z_{3} = W_{3} \\cdot y_{2} = 0.5 \\cdot 0.5772 = 0.2886",
      "y_{3} = \\sigma(z_{3}) = \\sigma(0.2886) = 0.5717",
      "L = \\frac{(y_{3} - t)^{2}}{2} = \\frac{(0.5717 - 0.8)^{2}}{2} = 0.02607",
    ]);
  });

  it("names the rule of each line, and whose colour it takes", () => {
    const steps = forwardSteps(course, { only: ["x0", "z2", "y2", "L"] });
    expect(steps.map(({ quantity, rule, layer }) => [quantity, rule, layer])).toEqual([
      ["x0", "given", null],
      ["z2", "the input times its weight", 2],
      ["y2", "the sigmoid", 2],
      ["L", "the half squared error", null],
    ]);
    expect(steps[1]?.tex).toContain("\\htmlClass{layer-2}{z_{2}} = \\htmlClass{layer-2}{W_{2}} \\cdot");
    expect(steps[1]?.spoken).toBe("z 2 equals W 2 times y 1 equals 0.5 times 0.6225 equals 0.3112");
  });

  it("shows as many digits as are asked", () => {
    const [step] = forwardSteps(course, { only: ["y1"], digits: 7 });
    expect(step?.tex).toContain(`= ${golden.y1.toFixed(7)}`);
  });
});

describe("the backward pass of the course's network", () => {
  it("works out ∂L/∂W3 by the chain rule, slope by slope, and multiplies", () => {
    const steps = backwardSteps(course, { of: "L", by: "W3" });
    expect(plainTex(steps)).toEqual([
      `${slope("L", "W_{3}")} = ${slope("L", "y_{3}")} \\cdot ${slope("y_{3}", "z_{3}")} \\cdot ${slope("z_{3}", "W_{3}")}`,
      `${slope("L", "y_{3}")} = y_{3} - t = 0.5717 - 0.8 = -0.2283`,
      `${slope("y_{3}", "z_{3}")} = \\sigma'(z_{3}) = y_{3} \\cdot (1 - y_{3}) = 0.5717 \\cdot (1 - 0.5717) = 0.2449`,
      `${slope("z_{3}", "W_{3}")} = y_{2} = 0.5772`,
      `${slope("L", "W_{3}")} = -0.2283 \\cdot 0.2449 \\cdot 0.5772 = -0.03227`,
    ]);
    expect(steps.map(({ rule, layer }) => [rule, layer])).toEqual([
      ["chain rule", 3],
      ["derivative of the half squared error", null],
      ["slope of the sigmoid: σ(z)(1 − σ(z))", 3],
      ["derivative of a product: the other factor", 3],
      ["the slopes multiplied", 3],
    ]);
  });

  it.each(Object.entries({ ...golden.partials, ...golden.gradients }))(
    "ends %s with the golden value",
    (text, value) => {
      const [of = "", by = ""] = text.split("/").map((half) => half.slice(1));
      expect(backwardSteps(course, { of, by }).at(-1)?.tex).toMatch(
        new RegExp(`= ${formatNumberTex(value, 4).replaceAll(".", "\\.")}$`),
      );
    },
  );

  it("needs one line for a single edge, a quantity by itself, and one that plays no part", () => {
    expect(plainTex(backwardSteps(course, { of: "z2", by: "y1" }))).toEqual([
      `${slope("z_{2}", "y_{1}")} = W_{2} = 0.5`,
    ]);
    expect(plainTex(backwardSteps(course, { of: "L", by: "L" }))).toEqual([`${slope("L", "L")} = 1`]);
    const [none] = backwardSteps(course, { of: "y1", by: "W2" });
    expect(none).toMatchObject({ rule: "y1 is not made from W2", layer: 2 });
  });
});

describe("one step of gradient descent", () => {
  it("shows each weight less the learning rate times its gradient", () => {
    const steps = updateSteps(course, ["W3", "W1"]);
    expect(plainTex(steps)).toEqual([
      `W_{3} \\leftarrow W_{3} - \\eta \\cdot ${slope("L", "W_{3}")} = 0.5 - 0.1 \\cdot \\left(-0.03227\\right) = 0.5032`,
      `W_{1} \\leftarrow W_{1} - \\eta \\cdot ${slope("L", "W_{1}")} = 0.5 - 0.1 \\cdot \\left(-0.0008017\\right) = 0.5001`,
    ]);
    expect(golden.after_steps[1].W.map((weight) => weight.toFixed(4))).toEqual(["0.5001", "0.5004", "0.5032"]);
    expect(steps[0]?.spoken).toMatch(/^W 3 becomes W 3 minus eta times the derivative of L by W 3 equals/);
  });

  it("takes the model's own learning rate", () => {
    const [step] = updateSteps(read("eta = 2\nW = 1\nL = W^2"), ["W"]);
    expect(step?.tex).toBe(`W \\leftarrow W - \\eta \\cdot ${slope("L", "W")} = 1 - 2 \\cdot 2 = -3`);
  });
});

describe("a quantity that reaches the loss along two paths", () => {
  const skip = read(`x0 = 1\nt = 0.8\nW1 = 0.5\nW2 = -0.5\nz1 = W1*x0\ny1 = tanh(z1)\nz2 = W2*y1
y2 = tanh(z2) + y1\nL = (y2 - t)^2/2`);

  it("has both added, and the edge beside the other path called direct", () => {
    const direct = `\\left.${slope("y_{2}", "y_{1}")}\\right|_{\\text{direct}}`;
    const steps = backwardSteps(skip, { of: "y2", by: "y1" });
    expect(plainTex(steps)).toEqual([
      `${slope("y_{2}", "y_{1}")} = ${slope("y_{2}", "z_{2}")} \\cdot ${slope("z_{2}", "y_{1}")} + ${direct}`,
      `${slope("y_{2}", "z_{2}")} = 1 - \\tanh(z_{2})^{2} = 1 - \\tanh(-0.2311)^{2} = 0.9485`,
      `${slope("z_{2}", "y_{1}")} = W_{2} = -0.5`,
      `${direct} = 1`,
      `${slope("y_{2}", "y_{1}")} = 0.9485 \\cdot \\left(-0.5\\right) + 1 = 0.5258`,
    ]);
    expect(steps[0]?.rule).toBe("chain rule: the paths are added");
    expect(steps[3]?.spoken).toBe("the direct derivative of y 2 by y 1 equals 1");
  });

  it("has the engine's gradient in its last line", () => {
    const gradient = compileModel(skip).evaluate().partial({ of: "L", by: "W1" }).data[0] as number;
    const last = backwardSteps(skip, { of: "L", by: "W1" }).at(-1);
    expect(last?.tex.endsWith(`= ${formatNumberTex(gradient, 4)}`)).toBe(true);
    expect(last?.rule).toBe("the slopes multiplied along each path, and the paths added");
  });

  it("has its gradient passed back from quantity to quantity where the paths are many", () => {
    const steps = backwardSteps(read("x = 2\na = x^2\nb = a*x\nc = a*b + x\nd = a*b*c*x\nL = d + c + a"), {
      of: "L",
      by: "x",
    });
    const lines = plainTex(steps);
    // a = 4, b = 8, c = 34. ∂L/∂c = abx + 1, ∂L/∂b = acx + 65a, ∂L/∂a = bcx + 65b + 532x + 1, and 11797 shows four digits.
    const totals = ["d} = 1", "c} = ", "b} = ", "a} = ", "x} = "].map(
      (end) =>
        lines.findLast((line) => line.startsWith("\\frac{\\partial L}") && line.includes(`{\\partial ${end}`)) ?? "",
    );
    expect(totals.map((line) => line.slice(line.lastIndexOf("= ")))).toEqual([
      "= 1",
      "= 65",
      "= 532",
      "= 2129",
      "= 11800",
    ]);
  });
});

describe("a saturated neuron", () => {
  it("has its slope in a form that keeps its digits", () => {
    const saturated = read("z1 = 12\ny1 = sigmoid(z1)\nz2 = -9\ny2 = tanh(z2)\nL = y1*y2");
    expect(plainTex(backwardSteps(saturated, { of: "y1", by: "z1" }))).toEqual([
      `${slope("y_{1}", "z_{1}")} = \\sigma'(z_{1}) = \\sigma(z_{1}) \\cdot \\sigma(-z_{1}) = \\sigma(12) \\cdot \\sigma(-12) = 6.144 \\cdot 10^{-6}`,
    ]);
    const [, ...numbers] = backwardSteps(saturated, { of: "y2", by: "z2" })[0]?.comesTo ?? [];
    // 1/cosh²(9) = 4/(e^9 + e^−9)² = 6.0920e-8.
    expect(numbers.map(({ data }) => data[0]?.toPrecision(4))).toEqual(["6.092e-8"]);
  });
});

describe("a model of vectors", () => {
  const vectors = read("W1 = [[1, 2], [3, 4]]\nx = [1, 1]\nz1 = W1 x\ny1 = relu(z1)\nL = sum(y1^2)/2");

  it("shows small lists and matrices with their numbers", () => {
    expect(plainTex(forwardSteps(vectors, { only: ["z1"] }))).toEqual([
      "z_{1} = W_{1}\\,x = \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix} \\cdot \\left[1, 1\\right] = \\left[3, 7\\right]",
    ]);
  });

  it("passes the gradient back with the rule of each quantity", () => {
    const steps = backwardSteps(vectors, { of: "L", by: "W1" });
    expect(plainTex(steps)).toEqual([
      `${slope("L", "y_{1}")} = y_{1} = \\left[3, 7\\right]`,
      `${slope("L", "z_{1}")} = ${slope("L", "y_{1}")} \\odot \\operatorname{ReLU}'(z_{1}) = \\left[3, 7\\right] \\odot \\operatorname{ReLU}'(\\left[3, 7\\right]) = \\left[3, 7\\right]`,
      `${slope("L", "W_{1}")} = ${slope("L", "z_{1}")}\\,x^{\\top} = \\left[3, 7\\right]\\,\\left[1, 1\\right]^{\\top} = \\begin{bmatrix} 3 & 3 \\\\ 7 & 7 \\end{bmatrix}`,
    ]);
    expect(steps.map(({ rule }) => rule)).toEqual([
      "derivative of the formula",
      "chain rule; slope of ReLU: 1 above 0, else 0",
      "chain rule; a matrix product, by its left factor: the gradient times the right factor transposed",
    ]);
    expect(steps[2]?.spoken).toMatch(/equals the matrix row 1: 3, 3; row 2: 7, 7$/);
  });

  it("puts brackets where a product of matrices meets one entry by entry", () => {
    const layers = read("W = [[1, 2], [3, 4]]\nz = [0.5, 1]\ny = tanh(z)\nu = W @ y\nL = sum(u^2)/2");
    expect(plainTex(backwardSteps(layers, { of: "L", by: "z" }))[1]).toMatch(
      /^\\frac\{\\partial L\}\{\\partial z\} = \\left\(W\^\{\\top\}\\,\\frac\{\\partial L\}\{\\partial u\}\\right\) \\odot \(1 - y\^\{2\}\) = /,
    );
  });

  it("gives the derivative of a vector by a vector entry by entry", () => {
    const [line] = backwardSteps(vectors, { of: "z1", by: "x" });
    expect(plainTex([line as Step])).toEqual([
      `${slope("z_{1}", "x")} = W_{1} = \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}`,
    ]);
    expect(line?.rule).toBe("each entry by each entry");
  });

  it("sets a product element by element as that, and one of matrices as one", () => {
    const both = read("a = [1, 2]\nW = [[1, 0], [0, 1]]\nu = a*a\nv = W @ a\nL = sum(u + v)");
    const [first, second] = plainTex(forwardSteps(both, { only: ["u", "v"] }));
    expect(first).toMatch(/^u = a \\odot a = /);
    expect(second).toMatch(/^v = W\\,a = /);
  });

  it("names the size of what is too large to show", () => {
    const list = `[${Array.from({ length: 12 }, (_, index) => index)}]`;
    const [given] = forwardSteps(read(`x = ${list}\nL = sum(x)`), { only: ["x"] });
    expect(given).toMatchObject({ tex: "x = \\text{(a vector of 12)}", spoken: "x equals a vector of 12" });
  });
});
