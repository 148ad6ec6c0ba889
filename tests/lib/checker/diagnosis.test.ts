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

// Three answers wanted of one unit: ∂L/∂W1 = 2/3·((y1 − t1) + (y1 − t2) + (y1 − t3))·σ′(z1)·x0.
const listModel = `x0 = 1.3
t1 = 0.2
t2 = 0.9
t3 = 0.5
W1 = 0.7
z1 = W1*x0
y1 = sigmoid(z1)
L = mean([(y1 - t1)^2, (y1 - t2)^2, (y1 - t3)^2])`;

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
  ["bias-treated-as-weight", tanhModel, "dL/db2", "(y2-t)*(1-y2^2)*y1"],
  ["bias-treated-as-weight", tanhModel, "dL/db2", "dL/dW2"],
  ["bias-treated-as-weight", tanhModel, "dL/db1", "(y2-t)*(1-y2^2)*W2*(1-y1^2)*b1"],
  ["bias-treated-as-weight", tanhModel, "z2", "W2*y1 + b2*y1"],
  ["bias-treated-as-weight", tanhModel, "z2", "W2*y1*b2"],
  ["gradient-of-other-weight", tanhModel, "dL/db1", "dL/dW2"],
  ["gradient-of-other-weight", tanhModel, "dL/db1", "dL/db2"],
  ["mean-instead-of-sum", listModel.replace("mean", "sum"), "dL/dW1", "2/3*((y1-t1) + (y1-t2) + (y1-t3))*y1*(1-y1)*x0"],
  ["sum-instead-of-mean", listModel, "dL/dW1", "2*((y1-t1) + (y1-t2) + (y1-t3))*y1*(1-y1)*x0"],
  ["value-of-forward-pass", freeModel, "dL/dW3", "y1"],
  ["value-of-forward-pass", freeModel, "z3", "y3"],
  ["reciprocal-derivative", freeModel, "dL/dW3", "(y3-t)/(y3*(1-y3))*y2"],
];

describe("a wrong formula with one known mistake", () => {
  it.each(cases)("%s in %.3s… %s: %s", (slug, model, ask, answer) => {
    const exercise = exerciseOf(model, [blank("a", ask, "formula")]);
    expect(verdictOn(exercise, "a", answer)).toMatchObject({ verdict: "incorrect", code: "mistake", diagnosis: slug });
  });

  it("has a case for every mistake that can be made with numbers alone", () => {
    const silent = mistakeSlugs.filter((slug) => !cases.some(([shown]) => shown === slug));
    expect(silent).toEqual(["transpose-missing", "elementwise-product-of-matrices", "matrix-product-of-elements"]);
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

/** A chain of sigmoids, and its ∂L/∂W1 written out from the loss down. */
function deepChain(depth: number) {
  const lines = ["x0 = 1.5", "t = 0.8"];
  const links: string[] = [];
  for (let layer = 1; layer <= depth; layer++) {
    const input = layer === 1 ? "x0" : `y${layer - 1}`;
    lines.push(
      `W${layer} = ${(0.5 + layer / 50).toFixed(2)}`,
      `z${layer} = W${layer}*${input}`,
      `y${layer} = sigmoid(z${layer})`,
    );
    links.unshift(`[σ'(z${layer})]*[${layer === 1 ? "x0" : `W${layer}`}]`);
  }
  const model = [...lines, `L = (y${depth} - t)^2/2`].join("\n");
  return { model, right: [`(y${depth}-t)`, ...links].join("*") };
}

describe("a chain of twenty layers", () => {
  const { model, right } = deepChain(20);
  const exercise = exerciseOf(model, [blank("a", "dL/dW1", "formula")]);
  /** The right formula with some factors replaced by others. */
  const withOthers = (others: Readonly<Record<string, string>>) =>
    right.replaceAll(/\[([^\]]*)\]/g, (_, factor: string) => others[factor] ?? factor);

  it("is right with all its factors", () => {
    expect(verdictOn(exercise, "a", withOthers({})).verdict).toBe("correct");
  });

  // There are some two thousand single mistakes and two million pairs of them.
  it.each([
    ["missing-weight", withOthers({ W7: "1" })],
    ["slope-of-other-layer", withOthers({ "σ'(z9)": "σ'(z10)" })],
    ["missing-activation-slope+missing-weight", withOthers({ "σ'(z12)": "1", W7: "1" })],
    ["slope-of-other-layer+weight-of-other-layer", withOthers({ "σ'(z9)": "σ'(z10)", W5: "W6" })],
    ["error-sign+missing-weight", `-${withOthers({ W18: "1" })}`],
    ["loss-factor-two+learning-rate-included", `2*eta*${withOthers({})}`],
    ["activation-instead-of-slope+slope-squared", withOthers({ "σ'(z9)": "y9", "σ'(z3)": "σ'(z3)^2" })],
  ])("is told %s", (diagnosis, answer) => {
    expect(verdictOn(exercise, "a", answer).diagnosis).toBe(diagnosis);
  });

  it("is told the factors where three mistakes are made", () => {
    const answer = withOthers({ "σ'(z12)": "y12^2", W7: "1", W9: "W10^2" });
    expect(verdictOn(exercise, "a", answer)).toMatchObject({ verdict: "incorrect", diagnosis: "factors" });
  });

  it("is told the update with a wrong gradient where the gradient is large enough to see", () => {
    const shallow = exerciseOf(deepChain(3).model, [blank("a", "dL/dW1", "formula")]);
    const answer = "W1 - eta*(y3-t)*σ'(z3)*W3*σ'(z2)*σ'(z1)*x0";
    expect(verdictOn(shallow, "a", answer).diagnosis).toBe("missing-weight+update-instead-of-gradient");
  });
});

it("answers for a chain of thirty layers at once", () => {
  const deep = exerciseOf(deepChain(30).model, [blank("a", "dL/dW30", "formula")]);
  expect(verdictOn(deep, "a", "(y30-t)*y29").diagnosis).toBe("missing-activation-slope");
});
