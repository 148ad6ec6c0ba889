import { describe, expect, it } from "vitest";
import { blank, exerciseOf, freeModel, verdictOn } from "./free-exercise.ts";

const right = "(y3-t)*y3*(1-y3)*y2";
const chain = exerciseOf(freeModel, [blank("a", "dL/dW3", "formula")]);
// W1 = 0.9, W2 = −0.6, W3 = 1.2 and x0 = 1.5: far points reach ±2, ±2, ±2.4 and ±3.
const relu = exerciseOf(
  "x0 = 1.2\nt = 0.5\nW1 = 0.8\nW2 = 0.7\nb1 = 0.3\nz1 = W1*x0 + b1\ny1 = relu(z1)\nz2 = W2*y1\ny2 = relu(z2)\nL = (y2 - t)^2/2",
  [blank("a", "dL/dW1", "formula")],
);
const vectors = exerciseOf(
  "x = [1, -0.5]\nt = [0.3, 0.8]\nW1 = [[0.2, -0.4], [0.7, 0.1]]\nz1 = W1 @ x\ny1 = sigmoid(z1)\nL = sum((y1 - t)^2)/2",
  [blank("a", "dL/dz1", "formula")],
);

describe("an answer that bends away from the right one where few points lie", () => {
  it.each([
    [`${right} + relu(W3-2.35)`, "at the very end of an interval"],
    [`${right} + relu(W3-2.5)`, "just outside of it"],
    [`${right} + relu(W1-5)`, "far outside of it"],
    [`${right} + relu(-100-x0)`, "further still"],
    [`${right} + relu(0.01-abs(W1-1.234))`, "on a hundredth in the middle"],
    [`${right}*(1 + relu(x0*W1-5.9))`, "in a corner"],
    [`${right} + relu(W1-1.95)*relu(-1.95-W2)`, "in a corner that two factors cut out"],
    [`${right} + relu(W1-1.95)*relu(-1.95-W2)*relu(x0-2.95)`, "in a corner that three factors cut out"],
    [`${right}*max(1, W1*W2*W3-8)`, "by the larger of two"],
    [`${right} + min(0, 9+W1*W2*W3)`, "by the smaller of two"],
    [`${right} + abs(W1-3) - (3-W1)`, "by an absolute value"],
    [`${right} + sqrt((W1-3)^2) - (3-W1)`, "by the root of a square"],
    [`${right} + ((W1-3)^2)^0.5 - (3-W1)`, "by a power of a square"],
    [`${right} + elu(W1-3) - exp(W1-3) + 1`, "by an exponential linear unit"],
    [`${right}*(1 + relu'(W1-3))`, "by a slope"],
    [`${right} + relu(y1 - 0.999)`, "by an activation that is nearly saturated"],
    [`${right} + relu(dL/dy3 - 2)`, "by a derivative"],
    [`${right} + relu(eta - 2)*0 + relu(eta - 1.49)`, "by the learning rate"],
  ])("is refused: %s (%s)", (answer) => {
    expect(verdictOn(chain, "a", answer).verdict).toBe("incorrect");
  });

  it("is refused with vectors", () => {
    expect(verdictOn(vectors, "a", "(y1-t)*y1*(1-y1)").verdict).toBe("correct");
    expect(verdictOn(vectors, "a", "(y1-t)*y1*(1-y1) + relu(z1-4)").verdict).toBe("incorrect");
    expect(verdictOn(vectors, "a", "(y1-t)*y1*(1-y1) + relu(x-1.99)*relu(t-1.99)").verdict).toBe("incorrect");
  });

  it.each([
    ["abs(x0)", "x0"],
    ["sqrt(x0^2)", "x0"],
    ["max(x0, 0)", "x0"],
  ])("is refused where %s stands for %s", (other) => {
    const model = exerciseOf(freeModel.replace("x0  = 1.5", "x0 = 1.5 in [1, 2]"), [blank("a", "dL/dW1", "formula")]);
    expect(verdictOn(model, "a", `(y3-t)*σ'(z3)*W3*σ'(z2)*W2*σ'(z1)*x0`).verdict).toBe("correct");
    expect(verdictOn(model, "a", `(y3-t)*σ'(z3)*W3*σ'(z2)*W2*σ'(z1)*${other}`).verdict).toBe("incorrect");
  });
});

describe("an answer that bends and is right all the same", () => {
  it.each([
    [chain, `${right}*relu(y3)/y3`],
    [chain, `${right}*abs(y1)*abs(y2)/(y1*y2)`],
    [chain, `${right} + max(y1, 0) - y1`],
    [chain, `${right} + abs(W1-3) - max(W1-3, 3-W1)`],
    [chain, `${right} + relu(W1-5) - (abs(W1-5) + W1-5)/2`],
    [relu, "(y2-t)*relu'(z2)*W2*relu'(z1)*x0"],
    [relu, "(y2-t)*relu'(W2*relu(W1*x0+b1))*W2*x0"],
    [relu, "(y2-t)*(1+z2/abs(z2))/2*relu'(z1)*W2*x0"],
  ] as const)("%#: %s", (exercise, answer) => {
    expect(verdictOn(exercise, "a", answer).verdict).toBe("correct");
  });

  it("gets the same verdict again", () => {
    const answer = `${right} + relu(W1-1.9999)`;
    expect(verdictOn(chain, "a", answer)).toEqual(verdictOn(chain, "a", answer));
  });
});
