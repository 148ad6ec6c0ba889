import { formula, number, type SuiteModel } from "../suite-row.ts";

// One tanh cell run twice with the same W and U. With δ2 = (h2 − t)(1 − h2²) = −0.179616707781:
// ∂L/∂W = δ2·(x2 + U(1 − h1²)x1) = 0.0283569229175, ∂L/∂U = δ2·(h1 + U(1 − h1²)h0) = −0.163469770691.
// h1 = 0.781806357609, h2 = 0.388461636374 (40-digit arithmetic).
const source = `x1 = 0.8
x2 = -0.5
h0 = 0.3
t = 0.6
W = 0.9
U = 1.1
z1 = W*x1 + U*h0
h1 = tanh(z1)
z2 = W*x2 + U*h1
h2 = tanh(z2)
L = (h2 - t)^2/2`;

export const recurrentCell: SuiteModel = {
  name: "a recurrent cell over two steps",
  source,
  rows: [
    ...formula("dL/dW", [
      ["correct", "(h2-t)*(1-h2^2)*(x2+U*(1-h1^2)*x1)", "both steps, added"],
      ["correct", "(h2-t)*(1-h2^2)*x2 + (h2-t)*(1-h2^2)*U*(1-h1^2)*x1", "one term for each step"],
      ["correct", "dL/dz2*x2+dL/dz1*x1", "the same in partials"],
      ["correct", "delta2 x2 + delta1 x1", "δ = ∂L/∂z"],
      ["correct", "dL/dz2*(x2+U*dh1/dW)", "∂h1/∂W by itself"],
      ["correct", "dL/dz2*dz2/dW", "∂z2/∂W is the total derivative"],
      ["correct", "(h2-t) sech(z2)^2 (x2 + U x1 sech(z1)^2)", "tanh′ = sech²"],
      ["correct", "(h2-t)*(1-h2^2)*(x2+U*x1-U*x1*h1^2)", "multiplied out"],
      ["incorrect", "(h2-t)*(1-h2^2)*x2", "the first step is left out", "main-path-dropped"],
      ["incorrect", "(h2-t)*(1-h2^2)*U*(1-h1^2)*x1", "the second step is left out", "skip-path-dropped"],
      ["incorrect", "(h2-t)*(1-h2^2)*(x2+(1-h1^2)*x1)", "U is left out", "missing-weight"],
      ["incorrect", "(h2-t)*(1-h2^2)*(x2+U*x1)", "tanh′(z1) is left out", "missing-activation-slope"],
      ["incorrect", "(h2-t)*(x2+U*(1-h1^2)*x1)", "tanh′(z2) is left out", "missing-activation-slope"],
      ["incorrect", "(h2-t)*(1-h2^2)*(x1+U*(1-h1^2)*x2)", "the inputs of the steps are exchanged"],
      ["incorrect", "(h2-t)*(1-h2^2)*(x2+W*(1-h1^2)*x1)", "h1 is weighted by U, not by W", "weight-of-other-layer"],
      ["incorrect", "(h2-t)*(1-h2^2)*(x2-U*(1-h1^2)*x1)", "the first step is subtracted"],
      ["incorrect", "(t-h2)*(1-h2^2)*(x2+U*(1-h1^2)*x1)", "one sign is turned", "error-sign"],
      ["incorrect", "(1-h2^2)*(x2+U*(1-h1^2)*x1)", "∂L/∂h2 is left out", "missing-loss-derivative"],
      ["incorrect", "(h2-t)*(1-h2^2)*(x2+U*(1-h2^2)*x1)", "h2's slope in step one", "slope-of-other-layer"],
      ["incorrect", "(h2-t)*(1-h2^2)*(x2+U*(1-h1^2)*x1+h1)", "h1 belongs to ∂L/∂U"],
      ["incorrect", "dL/dU", "the other weight's gradient", "gradient-of-other-weight"],
      ["incorrect", "W-eta*dL/dz2*(x2+U*(1-h1^2)*x1)", "the weight after a step", "update-instead-of-gradient"],
    ]),
    ...formula("dL/dU", [
      ["correct", "(h2-t)*(1-h2^2)*(h1+U*(1-h1^2)*h0)", "both steps, added"],
      ["correct", "dL/dz2*h1+dL/dz1*h0", "one term for each step"],
      ["correct", "(h2-t)*(1-h2^2)*h1*(1+U*(1-h1^2)*h0/h1)", "h1 factored out"],
      ["incorrect", "(h2-t)*(1-h2^2)*h1", "the first step is left out", "main-path-dropped"],
      ["incorrect", "(h2-t)*(1-h2^2)*(h1+U*(1-h1^2))", "h0 is left out"],
      ["incorrect", "(h2-t)*(1-h2^2)*(h1+U*(1-h1^2)*h1)", "z1 holds h0, not h1"],
      ["incorrect", "(h2-t)*(1-h2^2)*(h1+U*(1-h1^2)*0.3)", "h0's value put in", "right-only-here"],
    ]),
    ...number("dL/dW", 3, [
      ["correct", "0.0284", "0.0283569 rounds to 0.0284"],
      ["correct", "0.02828", "0.27 % off"],
      ["incorrect", "0.02826", "0.342 % off, and it rounds to 0.0283"],
      ["incorrect", "0.0898", "the second step alone: 0.179617·0.5 = 0.0898084", "main-path-dropped"],
      ["incorrect", "-0.0615", "the first step alone: −0.0614514", "skip-path-dropped"],
      ["incorrect", "-0.0284", "the sign is turned", "error-sign"],
    ]),
  ],
};
