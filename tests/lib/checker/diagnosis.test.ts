import { describe, expect, it } from "vitest";
import { type MistakeSlug, mistakeSlugs } from "#lib/checker/mistake.ts";
import { blank, exerciseOf, freeModel, verdictOn } from "./free-exercise.ts";

// In the chain of three sigmoid neurons
//   ∂L/∂W1 = (y3 − t)·σ′(z3)·W3·σ′(z2)·W2·σ′(z1)·x0,   ∂L/∂W2 = (y3 − t)·σ′(z3)·W3·σ′(z2)·y1,   ∂L/∂W3 = (y3 − t)·σ′(z3)·y2.
// Each answer below is one of these with the named mistake made by hand.
const tanhModel = `x0 = 1.2
t = 0.3
W1 = 0.7
b1 = 0.2
W2 = -0.8
b2 = 0.4
z1 = W1*x0 + b1
y1 = tanh(z1)
z2 = W2*y1 + b2
y2 = tanh(z2)
L = (y2 - t)^2/2`;
const reluModel = tanhModel.replaceAll("tanh", "relu");
// The skip adds y1 to the second layer's output: ∂L/∂W1 = (y2 − t)·(σ′(z2)·W2 + 1)·σ′(z1)·x0.
const skipModel = `x0 = 1.2
t = 0.3
W1 = 0.7
W2 = -0.8
z1 = W1*x0
y1 = sigmoid(z1)
z2 = W2*y1
s2 = sigmoid(z2)
y2 = s2 + y1
L = (y2 - t)^2/2`;

type Case = readonly [slug: MistakeSlug, model: string, ask: string, answer: string];

const cases: readonly Case[] = [
  ["missing-input", freeModel, "dL/dW1", "(y3-t)*σ'(z3)*W3*σ'(z2)*W2*σ'(z1)"],
  ["missing-input", freeModel, "dL/dW3", "dL/dz3"],
  ["pre-activation-instead-of-activation", freeModel, "dL/dW2", "(y3-t)*σ'(z3)*W3*σ'(z2)*z1"],
  ["pre-activation-instead-of-activation", freeModel, "z3", "W3*z2"],
  ["missing-activation-slope", freeModel, "dL/dW1", "(y3-t)*W3*W2*x0"],
  ["missing-activation-slope", freeModel, "dL/dW1", "(y3-t)*σ'(z3)*W3*W2*σ'(z1)*x0"],
  ["activation-instead-of-slope", freeModel, "dL/dW2", "(y3-t)*y3*W3*y2*y1"],
  ["activation-instead-of-slope", freeModel, "dL/dW3", "(y3-t)*y3*y2"],
  ["slope-at-output", freeModel, "dL/dW3", "(y3-t)*σ'(y3)*y2"],
  ["slope-at-output", freeModel, "dL/dW2", "(y3-t)*σ'(y3)*W3*σ'(y2)*y1"],
  ["slope-of-other-layer", freeModel, "dL/dW3", "(y3-t)*y2*(1-y2)*y2"],
  ["slope-of-other-layer", freeModel, "dL/dW1", "(y3-t)*σ'(z3)^3*W3*W2*x0"],
  ["missing-loss-derivative", freeModel, "dL/dW3", "y3*(1-y3)*y2"],
  ["loss-instead-of-derivative", freeModel, "dL/dW3", "(y3-t)^2/2*y3*(1-y3)*y2"],
  ["loss-factor-two", freeModel, "dL/dW3", "2*(y3-t)*y3*(1-y3)*y2"],
  ["loss-factor-half", freeModel, "dL/dW3", "(y3-t)*y3*(1-y3)*y2/2"],
  ["error-sign", freeModel, "dL/dW3", "(t-y3)*y3*(1-y3)*y2"],
  ["missing-weight", freeModel, "dL/dW2", "(y3-t)*σ'(z3)*σ'(z2)*y1"],
  ["missing-weight", freeModel, "dL/dW1", "(y3-t)*σ'(z3)*W3*σ'(z2)*σ'(z1)*x0"],
  ["weight-of-other-layer", freeModel, "dL/dW2", "(y3-t)*σ'(z3)*W2*σ'(z2)*y1"],
  ["extra-weight", freeModel, "dL/dW3", "(y3-t)*y3*(1-y3)*y2*W3"],
  ["activation-of-other-layer", freeModel, "dL/dW3", "(y3-t)*y3*(1-y3)*y1"],
  ["activation-of-other-layer", freeModel, "dL/dW2", "(y3-t)*σ'(z3)*W3*σ'(z2)*x0"],
  ["chain-cut-short", freeModel, "dL/dW1", "(y3-t)*σ'(z1)*x0"],
  ["chain-cut-short", freeModel, "dL/dW1", "(y3-t)*σ'(z3)*W3*x0"],
  ["chain-too-long", freeModel, "dL/dW3", "(y3-t)*y3*(1-y3)*y2*σ'(z2)"],
  ["factors-added", freeModel, "dL/dW3", "(y3-t) + y3*(1-y3) + y2"],
  ["factors-added", freeModel, "dy3/dW3", "y3*(1-y3) + y2"],
  ["paths-multiplied", skipModel, "dL/dW1", "(y2-t)*σ'(z2)*W2*σ'(z1)*x0*(y2-t)*σ'(z1)*x0"],
  ["skip-path-dropped", skipModel, "dL/dW1", "(y2-t)*σ'(z2)*W2*σ'(z1)*x0"],
  ["main-path-dropped", skipModel, "dL/dW1", "(y2-t)*σ'(z1)*x0"],
  ["learning-rate-included", freeModel, "dL/dW3", "eta*(y3-t)*y3*(1-y3)*y2"],
  ["learning-rate-included", freeModel, "dL/dW3", "-eta*(y3-t)*y3*(1-y3)*y2"],
  ["update-instead-of-gradient", freeModel, "dL/dW3", "W3 - eta*(y3-t)*y3*(1-y3)*y2"],
  ["updated-weight-used", freeModel, "dL/dW2", "(y3-t)*σ'(z3)*(W3-eta*(y3-t)*σ'(z3)*y2)*σ'(z2)*y1"],
  ["target-instead-of-output", freeModel, "dL/dW3", "(y3-t)*t*(1-t)*y2"],
  ["gradient-of-other-weight", freeModel, "dL/dW3", "dL/dW2"],
  ["gradient-of-activation", freeModel, "dL/dW1", "dL/dy1"],
  ["gradient-of-activation", freeModel, "dL/dW3", "dL/dz2"],
  ["slope-squared", freeModel, "dL/dW3", "(y3-t)*(y3*(1-y3))^2*y2"],
  ["tanh-slope-for-sigmoid", freeModel, "dL/dW3", "(y3-t)*(1-y3^2)*y2"],
  ["tanh-slope-for-sigmoid", freeModel, "dL/dW3", "(y3-t)*tanh'(z3)*y2"],
  ["sigmoid-slope-for-tanh", tanhModel, "dL/dW2", "(y2-t)*y2*(1-y2)*y1"],
  ["relu-slope-inverted", reluModel, "dL/dW2", "(y2-t)*(1-relu'(z2))*y1"],
  ["value-of-forward-pass", freeModel, "dL/dW3", "y1"],
  ["value-of-forward-pass", freeModel, "z3", "y3"],
  ["reciprocal-derivative", freeModel, "dL/dW3", "(y3-t)/(y3*(1-y3))*y2"],
];

describe("a wrong formula with one known mistake", () => {
  it.each(cases)("%s in %.3s… %s: %s", (slug, model, ask, answer) => {
    const exercise = exerciseOf(model, [blank("a", ask, "formula")]);
    expect(verdictOn(exercise, "a", answer)).toMatchObject({ verdict: "incorrect", code: "mistake", diagnosis: slug });
  });

  it("has a case for every mistake that can name a formula of these networks", () => {
    const silent = mistakeSlugs.filter((slug) => !cases.some(([shown]) => shown === slug));
    // With numbers for weights it always comes to the gradient of the weight beside the bias, which stands earlier.
    expect(silent).toEqual(["bias-treated-as-weight"]);
  });
});

describe("a wrong formula with two known mistakes", () => {
  it.each([
    ["missing-activation-slope+error-sign", "dL/dW3", "(t-y3)*y2"],
    ["missing-input+error-sign", "dL/dW2", "(t-y3)*σ'(z3)*W3*σ'(z2)"],
    ["activation-instead-of-slope+loss-factor-two", "dL/dW3", "2*(y3-t)*y3*y2"],
    ["loss-factor-two+learning-rate-included", "dL/dW2", "2*eta*(y3-t)*σ'(z3)*W3*σ'(z2)*y1"],
  ])("%s: %s = %s", (diagnosis, ask, answer) => {
    const exercise = exerciseOf(freeModel, [blank("a", ask, "formula")]);
    expect(verdictOn(exercise, "a", answer).diagnosis).toBe(diagnosis);
  });
});

describe("a wrong formula that no known mistake gives", () => {
  const exercise = exerciseOf(freeModel, [blank("a", "dL/dW3", "formula")]);
  it.each([
    ["(y3-t)*(1-y3)*y2", "This lacks y3."],
    ["(y3-t)*y3*(1+y3)*y2", "This lacks 1 - y3 and has 1 + y3 once too often."],
    ["(y3-t)^2*y3*(1-y3)*y2", "This has y3 - t once too often."],
    ["6*(y3-t)*y3*(1-y3)*y2*W1", "This has W1 once too often. It is also 6 times too large."],
  ])("%s: %s", (answer, message) => {
    expect(verdictOn(exercise, "a", answer)).toMatchObject({ code: "factors", diagnosis: "factors", message });
  });

  it.each([
    "(y3+t)*y3*(1-y3)*y2",
    "0",
    "0.999*(y3-t)*y3*(1-y3)*y2",
    "1.0000000001*(y3-t)*y3*(1-y3)*y2",
    "(y2-t)*y3*(1-y3)*y2",
  ])("is only called wrong where factors do not explain it: %s", (answer) => {
    expect(verdictOn(exercise, "a", answer)).toMatchObject({ code: "different", diagnosis: null });
  });
});

it("answers for a chain of thirty layers at once", () => {
  const depth = 30;
  const lines = ["x0 = 1.5", "t = 0.8"];
  for (let layer = 1; layer <= depth; layer++) {
    const input = layer === 1 ? "x0" : `y${layer - 1}`;
    lines.push(
      `W${layer} = ${(0.5 + layer / 50).toFixed(2)}`,
      `z${layer} = W${layer}*${input}`,
      `y${layer} = sigmoid(z${layer})`,
    );
  }
  const deep = exerciseOf([...lines, `L = (y${depth} - t)^2/2`].join("\n"), [blank("a", `dL/dW${depth}`, "formula")]);
  expect(verdictOn(deep, "a", `(y${depth}-t)*y${depth - 1}`).diagnosis).toBe("missing-activation-slope");
});
