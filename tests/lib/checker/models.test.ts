import { describe, expect, it } from "vitest";
import { checkSubmission } from "#lib/checker/check-submission.ts";
import { drawVariant } from "#lib/exercises/draw-variant.ts";
import { blank, exerciseOf, freeExercise, verdictOn } from "./free-exercise.ts";

const formulaFor = (model: string, ask: string, more = {}) => exerciseOf(model, [blank("a", ask, "formula", more)]);

describe("a ReLU network without biases", () => {
  const relu = formulaFor(
    "x0 = 1.2\nt = 0.5\nW1 = 0.8\nW2 = 0.7\nz1 = W1*x0\ny1 = relu(z1)\nz2 = W2*y1\ny2 = relu(z2)\nL = (y2 - t)^2/2",
    "dL/dW1",
  );
  // ∂L/∂W1 = (y2 − t)·relu′(z2)·W2·relu′(z1)·x0. Where z2 > 0, y1 > 0 and so z1 > 0: relu′(z1) changes nothing.
  it.each([
    ["(y2-t)*relu'(z2)*W2*relu'(z1)*x0", "correct", "the chain rule"],
    ["(y2-t)*relu'(z2)*W2*x0", "correct", "an active second unit has an active first"],
    ["(y2-t)*relu'(z2)*relu'(z1)*z2/W1", "correct", "W2·x0 = z2/W1 where both are active, and 0 = 0 elsewhere"],
    ["(y2-t)*W2*x0", "incorrect", "without slopes: not 0 where a unit is dead"],
    ["(y2-t)*relu'(z1)*W2*x0", "incorrect", "not 0 where the second unit is dead and the first is not"],
    ["(y2-t)*relu'(-z2)*W2*x0", "incorrect", "the slope the wrong way round"],
    ["0", "incorrect", "zero is right where a unit is dead only"],
  ])("%s: %s (%s)", (text, verdict) => {
    expect(verdictOn(relu, "a", text).verdict).toBe(verdict);
  });
});

describe("a unit that is dead everywhere", () => {
  // −x² ≤ 0, so the unit never fires and the gradient is exactly 0.
  const dead = "x = 1.5\nW1 = 0.5\nz1 = -W1^2*x^2\ny1 = relu(z1)\nL = (y1 - 2)^2/2";
  it.each([
    ["0", "correct", "zero"],
    ["relu'(z1)*x", "correct", "the slope is 0"],
    ["x - x", "correct", "zero"],
    ["1e-300", "incorrect", "tiny, and not zero"],
    ["x", "incorrect", "not zero"],
    ["(y1 - 2)*x^2*W1", "incorrect", "the slope is missing"],
  ])("%s: %s (%s)", (text, verdict) => {
    expect(verdictOn(formulaFor(dead, "dL/dW1"), "a", text).verdict).toBe(verdict);
  });

  it("takes zero, and nothing else, for its number", () => {
    const number = exerciseOf(dead, [blank("a", "dL/dW1", "number")]);
    expect(verdictOn(number, "a", "0").verdict).toBe("correct");
    expect(verdictOn(number, "a", "1e-200").verdict).toBe("incorrect");
  });
});

describe("a vanished gradient", () => {
  // Thirty sigmoid layers with weight 0.5 and x0 = 1. Every factor W·σ′(z) is at most 1/8, so ∂L/∂W1 is below 8^−29 < 1e-26.
  const depth = 30;
  const layers = Array.from({ length: depth }, (_, index) => {
    const input = index === 0 ? "x0" : `y${index}`;
    return `z${index + 1} = W${index + 1}*${input}\ny${index + 1} = sigmoid(z${index + 1})`;
  });
  const weights = Array.from({ length: depth }, (_, index) => `W${index + 1} = 0.5`);
  const model = ["x0 = 1", "t = 0.8", ...weights, ...layers, `L = (y${depth} - t)^2/2`].join("\n");
  const links = Array.from({ length: depth }, (_, index) => depth - index).map(
    (layer) => `y${layer}*(1-y${layer})${layer > 1 ? `*W${layer}` : ""}`,
  );
  const right = [`(y${depth}-t)`, ...links, "x0"].join("*");

  it("keeps its digits, so that the right formula is right", () => {
    expect(verdictOn(formulaFor(model, "dL/dW1"), "a", right).verdict).toBe("correct");
  });

  it.each([
    ["0", "zero"],
    ["1e-27", "a number of its size"],
    [right.replace("*W17", ""), "a weight is missing"],
    [`1.001*${right}`, "a thousandth off"],
    [
      right.replace("*y17*(1-y17)", "*y16*(1-y16)"),
      "another layer's slope, which is nearly the same at the page's values",
    ],
  ])("does not take %.12s… (%s)", (text) => {
    expect(verdictOn(formulaFor(model, "dL/dW1"), "a", text).verdict).toBe("incorrect");
  });

  it("does not take zero for its number", () => {
    expect(verdictOn(exerciseOf(model, [blank("a", "dL/dW1", "number")]), "a", "0").verdict).toBe("incorrect");
  });
});

describe("a network whose weights are all the same", () => {
  // With W1 = W2 = 0.5 and x0 = 1 a wrong index gives the right number at the page's values.
  const model = "x0 = 1\nt = 0.8\nW1 = 0.5\nW2 = 0.5\nz1 = W1*x0\nz2 = W2*z1\nL = (z2 - t)^2/2";
  it.each([
    ["(z2-t)*W2*x0", "correct", "correct", "the chain rule"],
    ["(z2-t)*W1*x0", "incorrect", "right-only-here", "the other weight"],
    ["(z2-t)*W2", "incorrect", "right-only-here", "x0 is 1 on the page"],
    ["(z2-t)/2", "incorrect", "right-only-here", "a weight's value put in"],
    ["(z2-t)*z1", "incorrect", "right-only-here", "z1 = 0.5 on the page"],
    ["(z2-t)*x0", "incorrect", "different", "the weight is missing"],
  ])("%s: %s, %s (%s)", (text, verdict, code) => {
    const given = verdictOn(formulaFor(model, "dL/dW1"), "a", text);
    if (code === "different") expect(given).toMatchObject({ verdict });
    else expect(given).toMatchObject({ verdict, code });
  });
});

describe("other asks than a weight's gradient", () => {
  const model = "x0 = 1.5\nt = 0.8\nW1 = 0.9\nb1 = 0.2\nz1 = W1*x0 + b1\ny1 = tanh(z1)\nL = (y1 - t)^2/2";
  it.each([
    ["z1", "W1*x0 + b1", "correct", "its own definition"],
    ["z1", "b1 + x0*W1", "correct", "in another order"],
    ["z1", "atanh(y1)", "invalid", "no such function here"],
    ["z1", "log((1+y1)/(1-y1))/2", "correct", "the inverse of tanh"],
    ["z1", "W1*x0", "incorrect", "without the bias"],
    ["z1", "z1", "invalid", "what is asked itself"],
    ["y1", "tanh(z1)", "correct", "its own definition"],
    ["y1", "(exp(z1)-exp(-z1))/(exp(z1)+exp(-z1))", "correct", "tanh written out"],
    ["y1", "2*sigmoid(2*z1)-1", "correct", "tanh by the sigmoid"],
    ["L", "(y1-t)^2/2", "correct", "its own definition"],
    ["L", "(t-y1)^2/2", "correct", "a square has no sign"],
    ["L", "(y1-t)^2", "incorrect", "twice the loss"],
    ["L", "L = 1/2*(y1-t)^2", "correct", "what is asked may stand on the left"],
    ["dL/dy1", "y1-t", "correct", "the power rule"],
    ["dy1/dz1", "1-y1^2", "correct", "tanh′ = 1 − tanh²"],
    ["dy1/dz1", "sech(z1)^2", "correct", "tanh′ = sech²"],
    ["dy1/dz1", "y1*(1-y1)", "incorrect", "the sigmoid's slope"],
    ["dz1/db1", "1", "correct", "a bias is added"],
    ["dz1/db1", "x0", "incorrect", "the weight's derivative"],
    ["dz1/dx0", "W1", "correct", "a weighted sum by its input"],
    ["dL/dt", "t-y1", "correct", "by the target the sign turns"],
    ["dL/db1", "(y1-t)*(1-y1^2)", "correct", "the chain rule with ∂z/∂b = 1"],
  ])("%s = %s: %s (%s)", (ask, text, verdict) => {
    expect(verdictOn(formulaFor(model, ask), "a", text).verdict).toBe(verdict);
  });

  it("refuses other partials where the formula is to be written out", () => {
    const expanded = formulaFor(model, "dL/dW1", { expanded: true });
    expect(verdictOn(expanded, "a", "dL/dz1*x0")).toMatchObject({
      verdict: "invalid",
      code: "partials-not-allowed",
      message: "Write this out without dL/dz1: no derivatives are to be left in it.",
    });
    expect(verdictOn(expanded, "a", "(y1-t)*(1-y1^2)*x0").verdict).toBe("correct");
  });
});

describe("a matrix network", () => {
  const model = `x = [1, -0.5]
t = [0.3, 0.8]
W1 = [[0.2, -0.4], [0.7, 0.1]]
z1 = W1 @ x
y1 = sigmoid(z1)
L = sum((y1 - t)^2)/2`;
  // ∂L/∂W1 = δ·xᵀ with δ = (y1 − t) ⊙ σ′(z1).
  it.each([
    ["((y1-t)*y1*(1-y1)) @ x^T", "correct", "error times slope, outer product with the input"],
    ["dL/dz1 @ x^T", "correct", "δ is ∂L/∂z1"],
    ["((y1-t)*σ'(z1)) x^T", "correct", "a left-out sign is the matrix product"],
    ["((t-y1)*y1*(1-y1)) @ x^T", "incorrect", "the sign"],
    ["((y1-t)*y1) @ x^T", "incorrect", "half of the slope"],
    ["x @ ((y1-t)*y1*(1-y1))^T", "incorrect", "transposed"],
    ["(y1-t)*y1*(1-y1)", "invalid", "a vector, where a matrix is asked"],
    ["3", "invalid", "a number, where a matrix is asked"],
  ])("%s: %s (%s)", (text, verdict) => {
    expect(verdictOn(formulaFor(model, "dL/dW1"), "a", text).verdict).toBe(verdict);
  });

  it("takes a list of numbers, every one to its digits", () => {
    const number = exerciseOf(model, [blank("a", "z1", "number", { digits: 2 })]);
    // z1 = [0.2 + 0.2, 0.7 − 0.05] = [0.4, 0.65].
    expect(verdictOn(number, "a", "[0.4, 0.65]").verdict).toBe("correct");
    expect(verdictOn(number, "a", "[0.4, 0.6]").verdict).toBe("incorrect");
    expect(verdictOn(number, "a", "[0.4, 0.65, 0]")).toMatchObject({ verdict: "invalid", code: "other-shape" });
  });
});

describe("a whole submission", () => {
  const variant = drawVariant(freeExercise, 0, "learner");
  const all = { error: "-0.187", slope: "0.237", gradient: "-0.017", formula: "(y3-t)*y3*(1-y3)*y2" };

  it("scores the weighted mean over all blanks, and leaves out those with no text", () => {
    expect(checkSubmission(variant, all).score).toBe(1);
    const half = checkSubmission(variant, { error: "-0.187", slope: "0.25", gradient: "  ", formula: all.formula });
    expect(half.score).toBe(0.5);
    expect(half.blanks.map(({ blank: id, verdict }) => [id, verdict])).toEqual([
      ["error", "correct"],
      ["slope", "incorrect"],
      ["formula", "correct"],
    ]);
    const weighted = {
      ...freeExercise,
      blanks: freeExercise.blanks.map((each) => ({ ...each, weight: each.id === "formula" ? 3 : 1 })),
    };
    expect(checkSubmission(drawVariant(weighted, 0, ""), { formula: all.formula }).score).toBe(0.5);
  });

  it("ignores texts under names that are no blanks, JavaScript's own included", () => {
    const texts = JSON.parse('{"__proto__": "1", "constructor": "2", "nowhere": "3"}');
    expect(checkSubmission(variant, texts)).toMatchObject({ blanks: [], score: 0 });
  });

  it("gives the same verdicts again, whatever was judged in between", () => {
    const texts = { error: "-0.19", slope: "abc", gradient: "1/0", formula: "1.0000001*(y3-t)*y3*(1-y3)*y2" };
    const first = checkSubmission(variant, texts);
    for (let number = 0; number < 80; number++)
      checkSubmission(drawVariant(freeExercise, number, `other ${number}`), all);
    expect(checkSubmission(drawVariant(freeExercise, 0, "another learner"), texts)).toEqual(first);
  });

  it("never tells the answer, its size or its bounds", () => {
    const texts = ["0", "1", "-0.02", "y2", "y2/0", "dL/dW3", "(", "-0.0169", "2*(y3-t)*y3*(1-y3)*y2", "[1]"];
    for (const { id } of freeExercise.blanks) {
      for (const text of texts)
        expect(verdictOn(freeExercise, id, text).message).not.toMatch(/0\.0?17|0\.18[67]|0\.23[67]|0\.3 ?%/);
    }
  });
});
