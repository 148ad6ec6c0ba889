import { describe, expect, it } from "vitest";
import { parseModel } from "#lib/model/model.ts";
import { vocabularyOf } from "#lib/model/vocabulary.ts";
import { readBack } from "./network-vocabulary.ts";

const chain = `x0 = 1
t = 0.8
W1 = 0.5
W2 = 0.5
z1 = W1*x0
y1 = sigmoid(z1)
z2 = W2*y1
y2 = sigmoid(z2)
L = (y2 - t)^2/2`;

const vocabularyIn = (source: string) => {
  const parsed = parseModel(source);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return vocabularyOf(parsed.value);
};
const read = (text: string, source = chain) => readBack(text, vocabularyIn(source));

describe("signs as people type and paste them", () => {
  it.each([
    ["-1.87 x 10^-1", "-1.87*10^-1"],
    ["(y2-t) x y2", "(y2 - t)*y2"],
    ["y2∗y1", "y2*y1"],
    ["—0.187", "-0.187"],
    ["﹣0.187", "-0.187"],
    ["０．１８７", "0.187"],
    ["26\u202f900", "26900"],
    ["0.183\u2009057", "0.183057"],
    ["z1 ≈ 0.5", "z1 = 0.5"],
    ["z1 \\approx 0.5", "z1 = 0.5"],
    ["dL/dW2 ≈ -0.187", "dL/dW2 = -0.187"],
    ["dL/d(W2)", "dL/dW2"],
    ["\\frac{\\differentialD L}{\\differentialD W_2}", "dL/dW2"],
    ["\\exponentialE^{-z_1}", "e^-z1"],
    ["\\mleft(y_2-t\\mright)y_1", "(y2 - t) y1"],
    ["\\sigma\\doubleprime(z_1)", "sigmoid''(z1)"],
    ["\\color{red}{y_1}", "y1"],
    ["y2 ∘ y1", "y2*y1"],
  ])("%s", (text, printed) => {
    expect(read(text)).toBe(printed);
  });

  it("take an x for a sign only between two things, and only where no quantity is called x", () => {
    expect(read("x")).toMatch(/^unknown-in-family /);
    expect(read("y2 + x")).toMatch(/^unknown-in-family /);
    expect(read("2 x y", "x = 2\ny = 3\nL = x*y")).toBe("2 x y");
  });

  it("do not join digits that a thin space groups otherwise than in threes", () => {
    expect(read("26\u202f90")).toMatch(/^number-follows /);
  });
});

describe("the error term δ of a layer", () => {
  it.each([
    ["delta2", "dL/dz2"],
    ["δ₁ x₀", "dL/dz1 x0"],
    ["\\delta_2 W_2 y_1(1-y_1)", "dL/dz2 W2 y1 (1 - y1)"],
    ["δ2W2", "dL/dz2 W2"],
    ["δ_2 = (y2-t)y2(1-y2)", "dL/dz2 = (y2 - t) y2 (1 - y2)"],
  ])("%s is the derivative of the loss by its pre-activation", (text, printed) => {
    expect(read(text)).toBe(printed);
  });

  it("is the model's own where it has one", () => {
    const own = chain.replace("L = ", "delta2 = y2 - t\nL = ");
    expect(read("delta2 W2", own)).toBe("delta2 W2");
  });

  it("is not known for a layer that is not there", () => {
    expect(read("delta3")).toMatch(/^unknown-/);
  });
});
