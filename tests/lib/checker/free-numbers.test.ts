import { describe, expect, it } from "vitest";
import { blank, exerciseOf, freeExercise, freeModel, verdictOn } from "./free-exercise.ts";

// z1 = 1.35, y1 = σ(1.35) = 0.794130, z2 = −0.476478, y2 = 0.383084, z3 = 0.459701, y3 = 0.612943 (50-digit arithmetic), so
// ∂L/∂y3 = y3 − 0.8 = −0.187057, ∂y3/∂z3 = y3(1 − y3) = 0.237244, ∂L/∂W3 = −0.187057·0.237244·0.383084 = −0.0170005.
describe("numbers that are right", () => {
  it.each([
    ["error", "-0.187", "three digits of −0.187057"],
    ["error", "−0.187", "a typographic minus"],
    ["error", "-.187", "no leading zero"],
    ["error", "-0,187", "a decimal comma"],
    ["error", "-0.1871", "four digits"],
    ["error", "-0.18705675039881", "all digits"],
    ["error", "-1.87e-1", "a power of ten"],
    ["error", "-1.87·10^-1", "a power of ten as on paper"],
    ["error", "-187/1000", "a fraction"],
    ["error", "-0.1866", "0.24 % off"],
    ["error", "0.613-0.8", "a calculation"],
    ["error", "-(0.8-0.613)", "a calculation"],
    ["error", "y3-t", "names, put in"],
    ["error", "y3 - 0.8", "names and numbers"],
    ["error", "sigmoid(1.2*0.3831)-0.8", "a calculation with a function: σ(0.45972) = 0.612948"],
    ["error", "dL/dy3 = -0.187", "what is asked may stand on the left"],
    ["slope", "0.237", "three digits of 0.237244"],
    ["slope", "0.2372", "four digits"],
    ["slope", "0.2366", "0.27 % off"],
    ["slope", "0.613*(1-0.613)", "0.237231"],
    ["slope", "y3*(1-y3)", "names, put in"],
    ["slope", "σ'(z3)", "a slope, put in"],
    ["slope", "exp(-0.4597)/(1+exp(-0.4597))^2", "another form of the slope"],
    ["gradient", "-0.0170", "three digits of −0.0170005"],
    ["gradient", "-0.017", "trailing zeros need not be written"],
    ["gradient", "-1.7e-2", "a power of ten"],
    ["gradient", "-0.187*0.237*0.383", "−0.016974: 0.16 % off"],
    ["gradient", "dL/dy3*dy3/dz3*y2", "other partials, put in"],
    ["gradient", "(y3-t)*y3*(1-y3)*y2", "the formula, put in"],
    ["gradient", "eta*(y3-t)*y3*(1-y3)*y2/eta", "the learning rate has a value in this model"],
  ])("%s: %s (%s)", (id, text) => {
    expect(verdictOn(freeExercise, id, text)).toMatchObject({ verdict: "correct", score: 1, diagnosis: null });
  });
});

describe("numbers that are wrong", () => {
  it.each([
    ["error", "0.187", "the sign"],
    ["error", "-0.188", "0.50 % off and another third digit"],
    ["error", "-0.186", "0.56 % off and another third digit"],
    ["error", "-0.1877", "0.34 % off, rounds to −0.188"],
    ["error", "-0.2", "one digit is not enough: 6.9 % off"],
    ["error", "-1.87", "the power of ten"],
    ["error", "0", "zero"],
    ["error", "y3", "the output, 0.613"],
    ["error", "t-y3", "the sign"],
    ["error", "L", "the loss, 0.0175"],
    ["slope", "0.25", "the largest slope σ can have"],
    ["slope", "0.613", "the activation"],
    ["slope", "-0.237", "the sign"],
    ["slope", "0.624", "1 − y3², tanh's slope"],
    ["gradient", "0.0170", "the sign"],
    ["gradient", "-0.17", "the power of ten"],
    ["gradient", "-0.0169", "0.59 % off"],
    ["gradient", "-0.0717", "without the slope: −0.0716585"],
    ["gradient", "-0.0169351", "with layer 2's slope: 0.39 % off"],
    ["gradient", "-0.0444", "without the input: −0.0443781"],
    ["gradient", "-0.0017", "times the learning rate"],
    ["gradient", "1e-300", "a tiny number"],
  ])("%s: %s (%s)", (id, text) => {
    expect(verdictOn(freeExercise, id, text)).toMatchObject({ verdict: "incorrect", score: 0 });
  });

  it.each([
    ["error", "0.187", "error-sign"],
    ["error", "y3", "value-of-forward-pass"],
    ["error", "L", "loss-instead-of-derivative"],
    ["slope", "0.613", "activation-instead-of-slope"],
    ["slope", "0.624", "tanh-slope-for-sigmoid"],
    ["gradient", "-0.0717", "missing-activation-slope"],
    ["gradient", "-0.0444", "missing-input"],
    ["gradient", "-0.0169351", "slope-of-other-layer"],
    ["gradient", "-0.0017", "learning-rate-included"],
  ])("%s: %s is named as %s", (id, text, diagnosis) => {
    expect(verdictOn(freeExercise, id, text)).toMatchObject({ code: "mistake", diagnosis });
  });

  it.each([
    ["error", "-0.188", "no rounding and no mistake leads there"],
    ["gradient", "-0.17", "the power of ten is no mistake of calculus"],
    ["gradient", "1e-300", "a tiny number"],
    ["slope", "0.25", "the largest slope, which several mistakes could give"],
  ])("%s: %s is not explained (%s)", (id, text) => {
    expect(verdictOn(freeExercise, id, text)).toMatchObject({ code: "different", diagnosis: null });
  });
});

describe("a number with fewer digits than asked", () => {
  it.each([
    ["slope", "0.24"],
    ["slope", "0.2"],
    ["error", "-0.19"],
    ["gradient", "-0.02"],
  ])("is told so where it is right as far as it goes: %s, %s", (id, text) => {
    expect(verdictOn(freeExercise, id, text)).toMatchObject({ verdict: "incorrect", score: 0, code: "too-few-digits" });
  });

  it("is only wrong where it is not", () => {
    expect(verdictOn(freeExercise, "slope", "0.23")).not.toMatchObject({ code: "too-few-digits" });
    expect(verdictOn(freeExercise, "error", "0")).toMatchObject({ code: "different" });
  });
});

describe("a number that was rounded on the way", () => {
  // y3 = 0.612943; with y3 rounded to 0.61 the slope is 0.61·0.39 = 0.2379, 0.28 % off, and its third digit is 8.
  it("has most of its credit, counts as solved, and says how far it was rounded", () => {
    expect(verdictOn(freeExercise, "slope", "0.238")).toMatchObject({
      verdict: "incorrect",
      code: "rounded-early",
      diagnosis: "rounded-early",
      score: 0.8,
      message: "The way is right, but you rounded to 2 digits on the way. Keep 4 until the end.",
    });
  });

  it("has the credit that the author gives", () => {
    const kind = { ...freeExercise, policy: { ...freeExercise.policy, roundedEarly: 1 } };
    expect(verdictOn(kind, "slope", "0.238").score).toBe(1);
  });

  it("has none where it has fewer digits than asked, or is further off than rounding leads", () => {
    expect(verdictOn(freeExercise, "slope", "0.24")).toMatchObject({ score: 0 });
    expect(verdictOn(freeExercise, "slope", "0.244")).toMatchObject({ score: 0 });
  });
});

describe("texts for a number that cannot be judged", () => {
  it.each([
    ["1/0", "not-finite"],
    ["log(0)", "not-finite"],
    ["exp(1000)", "not-finite"],
    ["0/0", "not-finite"],
    ["sqrt(y3-t)", "not-finite"],
    ["abc", "unreadable"],
    ["0.1.8", "unreadable"],
    ["1e400", "unreadable"],
    ["9^9^9^9", "unreadable"],
    ["NaN", "unreadable"],
    ["Infinity", "unreadable"],
    ["__proto__", "unreadable"],
    ["(".repeat(10_000), "unreadable"],
    ["1".repeat(1_000_000), "unreadable"],
    ["[-0.187, 0]", "other-shape"],
    ["dL/dy3", "asked-itself"],
    ["dL/dy2 = -0.187", "other-left-side"],
  ])("%.40s: %s", (text, code) => {
    expect(verdictOn(freeExercise, "error", text)).toMatchObject({ verdict: "invalid", score: 0, code });
  });

  it("says that the learning rate has no value where the model has none", () => {
    const exercise = exerciseOf(freeModel.replace("eta = 0.1\n", ""), [blank("gradient", "dL/dW3", "number")]);
    expect(verdictOn(exercise, "gradient", "eta*y2")).toMatchObject({
      verdict: "invalid",
      code: "name-without-value",
      at: { line: 1, column: 1 },
    });
  });
});

describe("the digits a blank asks for", () => {
  const asking = (digits: number) => exerciseOf(freeModel, [blank("error", "dL/dy3", "number", { digits })]);
  it.each([
    [2, "-0.19", "correct", "the truth rounded to two digits, 1.6 % off"],
    [2, "-0.182", "correct", "2.7 % off: within 3 % for two digits"],
    [2, "-0.18", "incorrect", "3.8 % off and another second digit"],
    [4, "-0.1871", "correct", "the truth rounded to four digits"],
    [4, "-0.1870", "incorrect", "0.0303 % off, just over 0.03 %, and another fourth digit"],
    [6, "-0.187057", "correct", "the truth rounded to six digits"],
    [6, "-0.18706", "incorrect", "0.0017 % off; 0.0003 % is allowed for six digits"],
  ])("%i digits, %s: %s (%s)", (digits, text, verdict) => {
    expect(verdictOn(asking(digits), "error", text).verdict).toBe(verdict);
  });
});
