import { describe, expect, it } from "vitest";
import { blank, exerciseOf, verdictOn } from "./free-exercise.ts";

const classifier = (target: string) => `x = [0.4, -1.2]
W = [[0.3, -0.2], [0.5, 0.7], [-0.4, 0.1]]
t = ${target}
z = W x
p = softmax(z)
L = -sum(t*log(p))`;

const ask = (target: string, answer: string) =>
  verdictOn(exerciseOf(classifier(target), [blank("slope", "dL/dz", "formula")]), "slope", answer).verdict;

describe("the gradient of cross-entropy", () => {
  it.each(["[0, 1, 0]", "[0.2, 0.5, 0.3]", "[0.333333333, 0.333333333, 0.333333334]"])(
    "is p − t where the target %s is a probability for each class",
    (target) => {
      for (const right of ["p - t", "softmax(z) - t", "p*sum(t) - t"])
        expect([right, ask(target, right)]).toEqual([right, "correct"]);
      for (const wrong of ["t - p", "p", "p - 2*t", "p*t - t", "p - t^2", "(p - t)/3", "p - [0, 1, 0]"]) {
        expect([wrong, ask(target, wrong)]).toEqual([wrong, "incorrect"]);
      }
    },
  );

  it.each(["[0.2, 0.9, 0.4]", "[0.5, 0.8, -0.3]"])("is p·Σt − t where %s are no shares of one", (target) => {
    expect(ask(target, "p*sum(t) - t")).toBe("correct");
    expect(ask(target, "p - t")).toBe("incorrect");
  });

  it("holds for each row of a batch", () => {
    const batch = `Z = [[0.3, -0.2, 1], [0.5, 0.7, -1]]
T = [[0, 1, 0], [1, 0, 0]]
P = softmax(Z)
L = -sum(T*log(P))/2`;
    const verdict = (answer: string) =>
      verdictOn(exerciseOf(batch, [blank("slope", "dL/dZ", "formula")]), "slope", answer).verdict;
    expect(verdict("(P - T)/2")).toBe("correct");
    expect(verdict("P - T")).toBe("incorrect");
  });

  it("draws freely what adds up to one by chance and is no target", () => {
    const model = `x = [0.25, 0.75]
w = [0.3, -0.2]
y = sum(w*x)
L = y^2/2`;
    const verdict = (answer: string) =>
      verdictOn(exerciseOf(model, [blank("slope", "dL/dw", "formula")]), "slope", answer).verdict;
    expect(verdict("y*x")).toBe("correct");
    expect(verdict("y*x/sum(x)")).toBe("incorrect");
  });
});
