import { describe, expect, it } from "vitest";
import { checkExercise } from "#lib/checker/check-exercise.ts";
import { solvedFrom } from "#lib/exercises/blank.ts";
import { blank, exerciseOf, freeExercise, freeModel } from "./free-exercise.ts";

const messages = (exercise: Parameters<typeof checkExercise>[0]) =>
  checkExercise(exercise).map(({ message }) => message);

describe("checking an exercise before it is published", () => {
  it("finds nothing wrong with the free exercise and its author's tests", () => {
    const tests = [
      { blank: "gradient", answer: "-0.0170", verdict: "correct", diagnosis: null },
      { blank: "formula", answer: "(y3-t)*y3*(1-y3)*y2", verdict: "correct", diagnosis: null },
      { blank: "formula", answer: "(y3-0.8)*y3*(1-y3)*y2", verdict: "incorrect", diagnosis: "right-only-here" },
      { blank: "error", answer: "0.1.8", verdict: "invalid", diagnosis: null },
    ] as const;
    expect(checkExercise({ ...freeExercise, tests })).toEqual([]);
  });

  it("reports a test that the checker judges otherwise, by its place in the list", () => {
    const tests = [
      { blank: "slope", answer: "0.237", verdict: "correct", diagnosis: null },
      { blank: "slope", answer: "0.237", verdict: "incorrect", diagnosis: null },
      { blank: "formula", answer: "y2", verdict: "incorrect", diagnosis: "right-only-here" },
      { blank: "nowhere", answer: "1", verdict: "incorrect", diagnosis: null },
      { blank: "slope", answer: " ", verdict: "invalid", diagnosis: null },
    ] as const;
    const faults = checkExercise({ ...freeExercise, tests });
    expect(faults.map(({ test }) => test)).toEqual([1, 2, 3, 4]);
    expect(faults[0]?.message).toBe('"0.237" should be incorrect and is correct: Right.');
    expect(faults[2]?.message).toBe('There is no blank called "nowhere".');
  });

  it("names the line of a model that cannot be read", () => {
    expect(messages(exerciseOf("x = 1\nL = x*", [blank("a", "L", "number")]))[0]).toMatch(/^Line 2 of the model: /);
  });

  it("reports shapes that do not fit", () => {
    const exercise = exerciseOf("W = [[1, 2, 3], [4, 5, 6]]\nx = [1, 2]\nz = W @ x\nL = sum(z)", [
      blank("a", "L", "number"),
    ]);
    expect(messages(exercise)[0]).toMatch(/^Line 3 of the model: /);
  });

  it.each([
    [[], "The exercise asks for nothing: give it at least one blank."],
    [[blank("a", "L", "number"), blank("a", "y3", "number")], 'Two blanks are called "a".'],
    [[blank("a", "L", "number", { digits: 0 })], '"a": digits is a whole number from 1 to 15.'],
    [[blank("a", "L", "number", { digits: 2.5 })], '"a": digits is a whole number from 1 to 15.'],
    [[blank("a", "L", "number", { weight: 0 })], '"a": weight is a number above 0.'],
    [[blank("a", "L", "number", { weight: Number.NaN })], '"a": weight is a number above 0.'],
    [[blank("a", "y4", "number")], '"a" asks for y4, which the model does not have.'],
    [[blank("a", "dL/dW4", "formula")], '"a" asks for dL/dW4, which the model does not have.'],
    [[blank("a", "y3*2", "formula")], '"a" asks for y3*2, which the model does not have.'],
    [[blank("a", "eta2", "number")], '"a" asks for eta2, which the model does not have.'],
  ])("refuses blanks %#", (blanks, message) => {
    expect(messages(exerciseOf(freeModel, blanks))).toContain(message);
  });

  it("refuses a value that is near 0 by cancellation", () => {
    const exercise = exerciseOf("x = 0.1\ny = 0.2\nL = x + y - 0.3", [blank("a", "L", "number")]);
    expect(messages(exercise)[0]).toMatch(/^"a": L is 5\.551115123125783e-17 at the declared values/);
  });

  it("refuses a formula whose reference is defined almost nowhere", () => {
    // acos takes −1 to 1: x within a millionth of 2, which a draw between 0.8 and 3.2 or between ±4 does not meet.
    const exercise = exerciseOf("x = 2\nL = acos((x - 2)*1e6)", [blank("a", "dL/dx", "formula")]);
    expect(messages(exercise)[0]).toMatch(/^"a": dL\/dx can be computed at 0 random points only/);
  });

  it("accepts an exercise whose truth is exactly zero", () => {
    const dead = "x = 1\nW1 = -1\nz1 = W1*x\ny1 = relu(z1)\nL = (y1 - 2)^2/2";
    expect(checkExercise(exerciseOf(dead, [blank("a", "dL/dW1", "number"), blank("b", "dL/dW1", "formula")]))).toEqual(
      [],
    );
  });
});

it("counts a blank as solved from the credit for early rounding on", () => {
  expect(solvedFrom).toBe(0.8);
});
