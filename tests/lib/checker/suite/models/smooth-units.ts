import { formula, number, type SuiteModel } from "../suite-row.ts";

// softplus(z) = ln(1 + e^z) has the slope σ(z); silu(z) = z·σ(z) has σ(z)(1 + z(1 − σ(z))).
// ∂L/∂W2 = (y2 − t)·silu′(z2)·y1 = −0.0424881505078, ∂L/∂W1 = (y2 − t)·silu′(z2)·W2·σ(z1)·x0 = 0.0259667652931.
// z1 = 0.63, y1 = 1.05696028981, z2 = −1.16265631879, y2 = −0.276927240993 (40-digit arithmetic).
const source = `x0 = 0.9
t = 1.2
W1 = 0.7
W2 = -1.1
z1 = W1*x0
y1 = softplus(z1)
z2 = W2*y1
y2 = silu(z2)
L = (y2 - t)^2/2`;

export const smoothUnits: SuiteModel = {
  name: "softplus, then SiLU",
  source,
  rows: [
    ...formula("dy1/dz1", [
      ["correct", "sigmoid(z1)", "the chain rule: e^z/(1 + e^z)"],
      ["correct", "exp(z1)/(1+exp(z1))", "before naming it"],
      ["correct", "1/(1+e^(-z1))", "numerator and denominator times e^−z"],
      ["correct", "1-exp(-y1)", "e^−y1 = 1/(1 + e^z1) = 1 − σ(z1)"],
      ["correct", "exp(z1-y1)", "e^y1 = 1 + e^z1"],
      ["correct", "softplus'(z1)", "a prime"],
      ["incorrect", "y1", "the activation, not its slope", "activation-instead-of-slope"],
      ["incorrect", "1/(1+exp(z1))", "the sign of z1"],
      ["incorrect", "sigmoid(z1)*(1-sigmoid(z1))", "this is its second derivative"],
      ["incorrect", "y1*(1-y1)", "the sigmoid's rule, with another activation"],
      ["incorrect", "1/(1+exp(-1.003*z1))", "z1 off in the third digit"],
      ["incorrect", "exp(y1-z1)", "the reciprocal", "reciprocal-derivative"],
    ]),
    ...formula("dL/dW2", [
      ["correct", "(y2-t)*silu'(z2)*y1", "the chain rule"],
      ["correct", "(y2-t)*(sigmoid(z2)+z2*sigmoid(z2)*(1-sigmoid(z2)))*y1", "the product rule"],
      ["correct", "(y2-t)*(y2+sigmoid(z2)*(1-y2))*y1", "z·σ = y2: σ + y2 − y2·σ"],
      ["correct", "(y2-t)*sigmoid(z2)*(1+z2*sigmoid(-z2))*y1", "1 − σ(z) = σ(−z)"],
      ["correct", "(y2-t)*(y2/z2+y2*(1-y2/z2))*y1", "σ(z2) = y2/z2"],
      ["correct", "(y2-t)*(1+exp(-z2)+z2*exp(-z2))/(1+exp(-z2))^2*y1", "one fraction"],
      ["correct", "(y2-t)*silu'(z2)*log(1+exp(z1))", "y1 by its definition"],
      ["correct", "dL/dz2*y1", "∂z2/∂W2 = y1"],
      ["incorrect", "(y2-t)*sigmoid(z2)*y1", "the second term of the product rule is left out"],
      ["incorrect", "(y2-t)*sigmoid(z2)*(1-sigmoid(z2))*y1", "the sigmoid's slope for SiLU's"],
      ["incorrect", "(y2-t)*z2*sigmoid(z2)*(1-sigmoid(z2))*y1", "the first term of the product rule is left out"],
      ["incorrect", "(y2-t)*y2*y1", "the activation in place of its slope", "activation-instead-of-slope"],
      ["incorrect", "(y2-t)*y1", "the slope is left out", "missing-activation-slope"],
      ["incorrect", "(y2-t)*silu'(z2)", "y1 is left out", "missing-input"],
      ["incorrect", "(y2-t)*silu'(z2)*z1", "z1 in place of y1", "pre-activation-instead-of-activation"],
      ["incorrect", "(y2-t)*silu'(y2)*y1", "the slope at y2", "slope-at-output"],
      ["incorrect", "(y2-t)*gelu'(z2)*y1", "GELU is near SiLU and not the same"],
      ["incorrect", "(y2-t)*silu'(z2)*relu(z1)", "softplus is no ReLU"],
      ["incorrect", "(y2-t)*silu'(1.702*z2)*y1", "that is another unit's slope"],
      ["incorrect", "(t-y2)*silu'(z2)*y1", "one sign is turned", "error-sign"],
      ["incorrect", "(y2-t)*silu'(z2)*(z1+log(1+exp(-1.001*z1)))", "ln(1 + e^z) = z + ln(1 + e^−z), with 1.001 for 1"],
    ]),
    ...formula("dL/dW1", [
      ["correct", "(y2-t)*silu'(z2)*W2*sigmoid(z1)*x0", "the chain rule"],
      ["correct", "dL/dz2*W2*(1-exp(-y1))*x0", "σ(z1) = 1 − e^−y1"],
      ["correct", "dL/dW2*W2*sigmoid(z1)*x0/y1", "∂L/∂W2 holds y1"],
      [
        "incorrect",
        "(y2-t)*silu'(z2)*W2*softplus(z1)*x0",
        "the activation for its slope",
        "activation-instead-of-slope",
      ],
      ["incorrect", "(y2-t)*silu'(z2)*sigmoid(z1)*x0", "W2 is left out", "missing-weight"],
      ["incorrect", "(y2-t)*silu'(z2)*W2*sigmoid(z1)", "x0 is left out", "missing-input"],
      ["incorrect", "(y2-t)*silu'(z2)*W2*relu'(z1)*x0", "softplus is no ReLU"],
    ]),
    ...number("dL/dW2", 3, [
      ["correct", "-0.0425", "−0.0424882 rounds to −0.0425"],
      ["correct", "-0.0424", "0.21 % off"],
      ["incorrect", "-0.0427", "0.50 % off"],
      ["incorrect", "-0.0402", "y1 left out: −0.0401984", "missing-input"],
      ["incorrect", "-1.56", "the slope left out: −1.47693·1.05696 = −1.56105", "missing-activation-slope"],
    ]),
  ],
};
