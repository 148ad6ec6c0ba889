import { describe, expect, it } from "vitest";
import type { MistakeSlug } from "#lib/checker/mistake.ts";
import { compileModel } from "#lib/model/compile.ts";
import { parseModel } from "#lib/model/model.ts";
import { blank, exerciseOf, verdictOn } from "./free-exercise.ts";

// Two layers of vectors; W1 is square, so that a transpose can be forgotten and the sizes still fit. With δ2 = (2/n)(y2 − t) ⊙ σ′(z2),
// where n = 3, and δ1 = W2ᵀ·δ2 ⊙ tanh′(z1):
//   ∂L/∂W2 = δ2·y1ᵀ,   ∂L/∂b2 = δ2,   ∂L/∂W1 = δ1·xᵀ,   ∂L/∂b1 = δ1.
const layers = `x = [1, -0.5]
t = [0.3, 0.8, 0.1]
W1 = [[0.2, -0.4], [0.7, 0.1]]
b1 = [0.1, -0.3]
W2 = [[0.5, -0.2], [0.3, 0.9], [-0.6, 0.4]]
b2 = [0.2, 0.1, -0.1]
z1 = W1 @ x + b1
y1 = tanh(z1)
z2 = W2 @ y1 + b2
y2 = sigmoid(z2)
L = mean((y2 - t)^2)`;
const error = "(2/3*(y2-t))";
const summed = layers.replace("mean((y2 - t)^2)", "sum((y2 - t)^2)/2");
// Three square layers: every transpose fits, and so does the matrix product for the product entry by entry.
const square = `x = [1, -0.5]
t = [0.3, 0.8]
W1 = [[0.2, -0.4], [0.7, 0.1]]
W2 = [[0.5, -0.2], [0.3, 0.9]]
W3 = [[-0.3, 0.8], [0.6, 0.2]]
z1 = W1 @ x
y1 = sigmoid(z1)
z2 = W2 @ y1
y2 = sigmoid(z2)
z3 = W3 @ y2
y3 = sigmoid(z3)
L = sum((y3 - t)^2)/2`;
// A batch of three rows, as frameworks have it: Z = X·W + b, and the gradient of b is summed over the rows.
const batch = `X = [[1, -0.5], [0.4, 0.9], [-1.2, 0.3]]
R = [[0.3, 0.8], [0.6, 0.1], [0.5, 0.9]]
W1 = [[0.2, -0.4], [0.7, 0.1]]
b1 = [0.1, -0.2]
Z1 = X @ W1 + b1
Y1 = sigmoid(Z1)
L = mean((Y1 - R)^2)`;
// As PyTorch stores its weights: Z = X·Wᵀ.
const turned = batch.replace("X @ W1", "X @ W1^T");
const squareBatch = batch
  .replace("[[1, -0.5], [0.4, 0.9], [-1.2, 0.3]]", "[[1, -0.5], [0.4, 0.9]]")
  .replace("[[0.3, 0.8], [0.6, 0.1], [0.5, 0.9]]", "[[0.3, 0.8], [0.6, 0.1]]");
const numbers = `x = 1.3
t1 = 0.2
t2 = 0.9
t3 = 0.5
W1 = 0.7
W2 = -0.4
W3 = 1.1
y1 = sigmoid(W1*x)
y2 = sigmoid(W2*x)
y3 = sigmoid(W3*x)
L = mean([(y1 - t1)^2, (y2 - t2)^2, (y3 - t3)^2])`;

const rightOnes: readonly (readonly [model: string, ask: string, answer: string])[] = [
  [layers, "dL/dW2", `(${error}*σ'(z2)) @ y1^T`],
  [layers, "dL/dW1", `(W2^T @ (${error}*σ'(z2))*tanh'(z1)) @ x^T`],
  [square, "dL/dW1", "((W2^T @ ((W3^T @ ((y3-t)*y3*(1-y3)))*y2*(1-y2)))*y1*(1-y1)) @ x^T"],
  [batch, "dL/dW1", "X^T @ (2/6*(Y1-R)*σ'(Z1))"],
  [batch, "dL/db1", "(2/6*(Y1-R)*σ'(Z1))^T @ [1, 1, 1]"],
  [turned, "dL/dW1", "(2/6*(Y1-R)*σ'(Z1))^T @ X"],
];

const cases: readonly (readonly [slug: MistakeSlug, model: string, ask: string, answer: string])[] = [
  ["missing-activation-slope", layers, "dL/dW2", `${error} @ y1^T`],
  ["missing-activation-slope", layers, "dL/db1", `W2^T @ (${error}*σ'(z2))`],
  ["missing-activation-slope", layers, "dL/dW1", `((W2^T @ ${error})*tanh'(z1)) @ x^T`],
  ["missing-activation-slope", batch, "dL/dW1", "X^T @ (2/6*(Y1-R))"],
  ["activation-instead-of-slope", layers, "dL/dW2", `(${error}*y2) @ y1^T`],
  ["slope-at-output", layers, "dL/dW2", `(${error}*σ'(y2)) @ y1^T`],
  ["slope-of-other-layer", square, "dL/dW3", "((y3-t)*y2*(1-y2)) @ y2^T"],
  ["pre-activation-instead-of-activation", layers, "dL/dW2", `(${error}*σ'(z2)) @ z1^T`],
  ["missing-loss-derivative", layers, "dL/dz2", "σ'(z2)"],
  ["loss-factor-two", summed, "dL/dW2", "2*((y2-t)*σ'(z2)) @ y1^T"],
  ["loss-factor-half", layers, "dL/dW2", "(1/3*(y2-t)*σ'(z2)) @ y1^T"],
  ["error-sign", layers, "dL/db2", "2/3*(t-y2)*σ'(z2)"],
  ["missing-weight", square, "dL/dz2", "((y3-t)*y3*(1-y3))*y2*(1-y2)"],
  ["weight-of-other-layer", square, "dL/dz2", "(W2^T @ ((y3-t)*y3*(1-y3)))*y2*(1-y2)"],
  ["activation-of-other-layer", square, "dL/dW3", "((y3-t)*y3*(1-y3)) @ y1^T"],
  ["extra-weight", square, "dL/dW3", "(((y3-t)*y3*(1-y3)) @ y2^T)*W3"],
  ["chain-cut-short", square, "dL/dW1", "((y3-t)*y1*(1-y1)) @ x^T"],
  ["learning-rate-included", layers, "dL/dW2", `eta*(${error}*σ'(z2)) @ y1^T`],
  ["update-instead-of-gradient", layers, "dL/dW2", `W2 - eta*(${error}*σ'(z2)) @ y1^T`],
  ["updated-weight-used", layers, "dL/dz1", `((W2 - eta*dL/dW2)^T @ (${error}*σ'(z2)))*tanh'(z1)`],
  ["gradient-of-other-weight", square, "dL/dW1", "dL/dW2"],
  ["gradient-of-activation", square, "dL/dz2", "dL/dz1"],
  ["slope-squared", layers, "dL/db2", `${error}*σ'(z2)^2`],
  ["tanh-slope-for-sigmoid", layers, "dL/dW2", `(${error}*(1-y2^2)) @ y1^T`],
  ["sigmoid-slope-for-tanh", layers, "dL/db1", `(W2^T @ (${error}*σ'(z2)))*y1*(1-y1)`],
  ["target-instead-of-output", layers, "dL/dz2", `${error}*t*(1-t)`],
  ["transpose-missing", square, "dL/dz2", "(W3 @ ((y3-t)*y3*(1-y3)))*y2*(1-y2)"],
  ["transpose-missing", square, "dL/dW3", "y2 @ ((y3-t)*y3*(1-y3))^T"],
  ["transpose-missing", squareBatch, "dL/dW1", "X @ (2/4*(Y1-R)*σ'(Z1))"],
  ["mean-instead-of-sum", summed, "dL/dW2", "(1/3*(y2-t)*σ'(z2)) @ y1^T"],
  ["mean-instead-of-sum", batch, "dL/db1", "1/3*(2/6*(Y1-R)*σ'(Z1))^T @ [1, 1, 1]"],
  ["sum-instead-of-mean", layers, "dL/dW2", "(2*(y2-t)*σ'(z2)) @ y1^T"],
  ["sum-instead-of-mean", batch, "dL/dW1", "X^T @ (2*(Y1-R)*σ'(Z1))"],
  ["sum-instead-of-mean", batch, "dL/dW1", "X^T @ (2/2*(Y1-R)*σ'(Z1))"],
  ["sum-instead-of-mean", numbers, "dL/dW2", "2*(y2-t2)*y2*(1-y2)*x"],
  ["mean-instead-of-sum", numbers.replace("mean", "sum"), "dL/dW2", "2/3*(y2-t2)*y2*(1-y2)*x"],
  ["value-of-forward-pass", layers, "dL/db2", "y2"],
  ["value-of-forward-pass", layers, "z2", "y2"],
  ["reciprocal-derivative", layers, "dL/db2", `${error}/σ'(z2)`],
  ["elementwise-product-of-matrices", squareBatch, "dL/dW1", "X * (2/4*(Y1-R)*σ'(Z1))"],
  ["matrix-product-of-elements", squareBatch, "dL/dZ1", "2/4*(Y1-R) @ σ'(Z1)"],
  ["matrix-product-of-elements", squareBatch, "dL/dW1", "X^T @ (2/4*(Y1-R) @ σ'(Z1))"],
  ["missing-input", squareBatch, "dL/dW1", "2/4*(Y1-R)*σ'(Z1)"],
];

describe("a gradient of vectors and matrices", () => {
  it.each(rightOnes)("is right where it is: %#", (model, ask, answer) => {
    const exercise = exerciseOf(model, [blank("a", ask, "formula")]);
    expect(verdictOn(exercise, "a", answer).verdict).toBe("correct");
  });

  it.each(cases)("is told its mistake: %s", (slug, model, ask, answer) => {
    const exercise = exerciseOf(model, [blank("a", ask, "formula")]);
    expect(verdictOn(exercise, "a", answer)).toMatchObject({ verdict: "incorrect", diagnosis: slug });
  });

  it.each([
    ["missing-activation-slope+error-sign", layers, "dL/dW2", "(2/3*(t-y2)) @ y1^T"],
    ["error-sign+transpose-missing", square, "dL/dW3", "y2 @ ((t-y3)*y3*(1-y3))^T"],
    ["loss-factor-two+learning-rate-included", summed, "dL/db1", "2*eta*(W2^T @ ((y2-t)*σ'(z2)))*tanh'(z1)"],
  ])("is told two of them: %s", (diagnosis, model, ask, answer) => {
    const exercise = exerciseOf(model, [blank("a", ask, "formula")]);
    expect(verdictOn(exercise, "a", answer).diagnosis).toBe(diagnosis);
  });

  it.each([
    [layers, "dL/db2", "5*(2/3*(y2-t)*σ'(z2))", "It is 5 times too large."],
    [layers, "dL/db2", "(2/3*(y2-t)*(1-y2))", "This lacks y2."],
    [layers, "dL/db2", "(2/3*(y2-t)*σ'(z2))*y2*y2", "This has y2 twice too often."],
    [layers, "dL/dW2", "((2/3*(y2-t)*(1-y2)) @ y1^T)*W2*W2", "This lacks y2 and has W2 twice too often."],
    [
      layers,
      "dL/dW2",
      "-(2/3*(y2-t)*σ'(z2)) @ (y1*y1)^T * 3",
      "This has y1^T once too often. It is also 3 times too large, and its sign is turned.",
    ],
  ])("is told its factors, entry by entry: %#", (model, ask, answer, message) => {
    const exercise = exerciseOf(model, [blank("a", ask, "formula")]);
    expect(verdictOn(exercise, "a", answer)).toMatchObject({ code: "factors", message });
  });

  it("is told the mistake behind its numbers", () => {
    const exercise = exerciseOf(layers, [blank("a", "dL/db2", "number")]);
    const [y, t] = [variantValue("y2"), [0.3, 0.8, 0.1]];
    const withSlope = y.map((value, entry) => (2 / 3) * (value - (t[entry] ?? 0)) * value * (1 - value));
    const withoutSlope = y.map((value, entry) => (2 / 3) * (value - (t[entry] ?? 0)));
    expect(verdictOn(exercise, "a", listed(withSlope)).verdict).toBe("correct");
    expect(verdictOn(exercise, "a", listed(withoutSlope)).diagnosis).toBe("missing-activation-slope");
    // One entry right and two of another mistake: no one mistake gives them all.
    expect(verdictOn(exercise, "a", listed([withSlope[0] ?? 0, ...withoutSlope.slice(1)])).diagnosis).toBeNull();
  });
});

function variantValue(name: string): readonly number[] {
  const parsed = parseModel(layers);
  if (!parsed.ok) throw new Error("the model of this test does not read");
  return Array.from(compileModel(parsed.value).evaluate().value(name).data);
}

const listed = (values: readonly number[]) => `[${values.map((value) => value.toPrecision(4)).join(", ")}]`;
