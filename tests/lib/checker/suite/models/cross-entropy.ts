import { formula, number, type SuiteModel } from "../suite-row.ts";

// L = −t·ln y2 − (1 − t)·ln(1 − y2), so ∂L/∂y2 = (y2 − t)/(y2(1 − y2)), and the slope of σ cancels it: ∂L/∂z2 = y2 − t.
// ∂L/∂W2 = (y2 − t)·y1 = 0.444605240556, ∂L/∂b2 = y2 − t = 0.59383290345,
// ∂L/∂W1 = (y2 − t)·W2·(1 − y1²)·x0 = 0.474938197982, ∂L/∂y2 = 3.6284054185.
// y1 = 0.748704286969, y2 = 0.79383290345 (40-digit arithmetic).
const source = `x0 = 1.3
t = 0.2
W1 = 0.9
b1 = -0.2
W2 = 1.4
b2 = 0.3
z1 = W1*x0 + b1
y1 = tanh(z1)
z2 = W2*y1 + b2
y2 = sigmoid(z2)
L = -t*log(y2) - (1 - t)*log(1 - y2)`;

export const crossEntropy: SuiteModel = {
  name: "a sigmoid output with cross-entropy",
  source,
  rows: [
    ...formula("dL/dz2", [
      ["correct", "y2-t", "the slope cancels the denominator"],
      ["correct", "(y2-t)/(y2*(1-y2))*y2*(1-y2)", "before cancelling"],
      ["correct", "(-t/y2+(1-t)/(1-y2))*y2*(1-y2)", "∂L/∂y2 as two terms, times the slope"],
      ["correct", "(1-t)*y2-t*(1-y2)", "each term times the slope"],
      ["correct", "dL/dy2*σ'(z2)", "the chain"],
      ["invalid", "dL/db2", "∂L/∂b2 is ∂L/∂z2·1: worked out with what is asked"],
      ["invalid", "dL/dW2/y1", "∂L/∂W2 is ∂L/∂z2·y1: worked out with what is asked"],
      ["correct", "1/(1+exp(-z2))-t", "σ written out"],
      ["correct", "(1-t)-(1-y2)", "1 cancels"],
      ["correct", "1-t-sigmoid(-z2)", "σ(−z) = 1 − σ(z)"],
      ["correct", "y2*(1-t)-t*exp(-z2)/(1+exp(-z2))", "1 − y2 = e^−z/(1 + e^−z)"],
      ["incorrect", "t-y2", "one sign is turned", "error-sign"],
      ["incorrect", "(y2-t)*y2*(1-y2)", "this is the squared error's: the slope does not stay"],
      ["incorrect", "(y2-t)/(y2*(1-y2))", "σ′(z2) is left out", "missing-activation-slope"],
      ["incorrect", "-t/y2+(1-t)/(1-y2)", "σ′(z2) is left out", "missing-activation-slope"],
      ["incorrect", "(-t/y2-(1-t)/(1-y2))*y2*(1-y2)", "the inner derivative −1 of 1 − y2 is left out"],
      ["incorrect", "y2", "a value of the forward pass, and right only for t = 0"],
      ["incorrect", "-t*(1-y2)", "the second term is left out"],
      ["incorrect", "L*y2*(1-y2)", "L in place of its derivative", "loss-instead-of-derivative"],
      ["incorrect", "y2*(1-y2)", "∂L/∂y2 is left out", "missing-loss-derivative"],
      ["incorrect", "2*(y2-t)", "twice as large", "loss-factor-two"],
      ["incorrect", "abs(y2-t)", "|u| is u only where u > 0, as on the page", "right-only-here"],
      ["incorrect", "0.5938", "a number is right on this page alone", "right-only-here"],
      ["incorrect", "y2-0.2", "t's value put in", "right-only-here"],
      ["incorrect", "y2-t^1.002", "an exponent off in the third digit"],
      ["invalid", "delta2", "δ2 = ∂L/∂z2 is the question"],
      ["invalid", "log(y2-2)", "y2 < 1, so y2 − 2 is negative everywhere"],
    ]),
    ...formula("dL/dW2", [
      ["correct", "(y2-t)*y1", "∂L/∂z2 = y2 − t"],
      ["correct", "y1*(y2-t)", "factors commute"],
      ["correct", "y1*y2-y1*t", "multiplied out"],
      ["correct", "(y2-t)/(y2*(1-y2))*y2*(1-y2)*y1", "before cancelling"],
      ["correct", "((1-t)/(1-y2)-t/y2)*(y2-y2^2)*y1", "∂L/∂y2 as two terms"],
      ["correct", "delta2 y1", "δ2 = ∂L/∂z2"],
      ["correct", "(y2-t)*tanh(W1*x0+b1)", "y1 by its definition"],
      ["correct", "(y2-t)*(z2-b2)/W2", "y1 = (z2 − b2)/W2"],
      ["incorrect", "(y2-t)*y2*(1-y2)*y1", "the slope does not stay"],
      ["incorrect", "(y2-t)", "y1 is left out", "missing-input"],
      ["incorrect", "(y2-t)*z1", "z1 in place of y1", "pre-activation-instead-of-activation"],
      ["incorrect", "(y2-t)*x0", "x0 in place of y1", "activation-of-other-layer"],
      ["incorrect", "(t-y2)*y1", "one sign is turned", "error-sign"],
      ["incorrect", "(y2-t)/(y2*(1-y2))*y1", "σ′(z2) is left out", "missing-activation-slope"],
      ["incorrect", "(y2-t)*y1*W2", "∂z2/∂W2 holds no W2", "extra-weight"],
      ["incorrect", "eta*(y2-t)*y1", "η belongs to the update", "learning-rate-included"],
      ["incorrect", "W2-eta*(y2-t)*y1", "the weight after a step", "update-instead-of-gradient"],
      ["incorrect", "(y2+t)*y1", "a sign", null],
      ["incorrect", "(y2-t)*y1^3", "y1 cubed", "factors"],
      ["incorrect", "(y2-t)*abs(y1)", "|y1| is y1 only where y1 > 0, as on the page", "right-only-here"],
      ["incorrect", "0", "0 only where y2 = t or y1 = 0", null],
    ]),
    ...formula("dL/dW1", [
      ["correct", "(y2-t)*W2*(1-y1^2)*x0", "the chain rule"],
      ["correct", "dL/db1*x0", "∂L/∂b1 = ∂L/∂z1"],
      ["correct", "(y2-t) W2 sech(z1)^2 x0", "tanh′ = sech²"],
      ["incorrect", "(y2-t)*W2*x0", "tanh′(z1) is left out", "missing-activation-slope"],
      ["incorrect", "(y2-t)*(1-y1^2)*x0", "W2 is left out", "missing-weight"],
      ["incorrect", "(y2-t)*W1*(1-y1^2)*x0", "z2 holds W2, not W1", "weight-of-other-layer"],
      ["incorrect", "(y2-t)*W2*y1*(1-y1)*x0", "the sigmoid's slope for tanh", "sigmoid-slope-for-tanh"],
      ["incorrect", "(y2-t)*W2*(1-y1^2)", "x0 is left out", "missing-input"],
      ["incorrect", "(y2-t)*W2*(1-z1^2)*x0", "tanh′ is 1 − tanh², not 1 − z²"],
    ]),
    ...number("dL/dW1", 3, [
      ["correct", "0.475", "0.474938 rounds to 0.475"],
      ["correct", "0.4736", "0.28 % off"],
      ["incorrect", "0.4733", "0.345 % off, and it rounds to 0.473"],
      ["correct", "0.594*1.4*0.4394*1.3", "a calculation: 0.47502"],
      ["incorrect", "0.339", "W2 left out: 0.474938/1.4 = 0.339242", "missing-weight"],
      ["incorrect", "1.08", "tanh′(z1) left out: 0.593833·1.4·1.3 = 1.08078", "missing-activation-slope"],
      ["incorrect", "0.365", "x0 left out: 0.365337", "missing-input"],
    ]),
    ...number("dL/dy2", 3, [
      ["correct", "3.63", "3.62841 rounds to 3.63"],
      ["correct", "-0.2/0.7938+0.8/(1-0.7938)", "two terms: −0.25195 + 3.87973 = 3.62777"],
      ["incorrect", "0.594", "the denominator is left out"],
      ["incorrect", "-4.13", "−t/y − (1 − t)/(1 − y) = −0.25194 − 3.88035"],
    ]),
  ],
};
