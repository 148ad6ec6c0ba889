import { formula, number, type SuiteModel } from "../suite-row.ts";

// L = |y1 − t| has the slope sign(y1 − t) = (y1 − t)/|y1 − t|; on the page y1 = 0.696257672687 > t, so it is 1 there.
// ∂L/∂W1 = sign(y1 − t)·(1 − y1²)·x0 = 0.566747778547.
const source = `x0 = 1.1
t = 0.4
W1 = 0.6
b1 = 0.2
z1 = W1*x0 + b1
y1 = tanh(z1)
L = abs(y1 - t)`;

export const absoluteError: SuiteModel = {
  name: "the absolute error",
  source,
  rows: [
    ...formula("dL/dy1", [
      ["correct", "(y1-t)/abs(y1-t)", "the sign of u is u/|u|"],
      ["correct", "abs(y1-t)/(y1-t)", "|u|/u is the sign too"],
      ["correct", "(y1-t)/L", "L = |u|"],
      ["correct", "L/(y1-t)", "the same"],
      ["correct", "abs'(y1-t)", "a prime"],
      ["correct", "(y1-t)/sqrt((y1-t)^2)", "√(u²) = |u|"],
      ["correct", "|y1-t|/(y1-t)", "bars"],
      ["correct", "2*relu'(y1-t)-1", "2·step − 1 is the sign"],
      ["correct", "relu'(y1-t)-relu'(t-y1)", "one of the two is 1"],
      ["correct", "-dL/dt", "L depends on y1 − t alone"],
      ["correct", "(y1-t)^3/L^3", "sign³ = sign"],
      ["incorrect", "1", "right only where y1 > t, as on the page", "right-only-here"],
      ["incorrect", "-1", "right only where y1 < t"],
      ["incorrect", "y1-t", "the squared error's derivative"],
      ["incorrect", "tanh(1000*(y1-t))", "a steep tanh is no sign: 0 at y1 = t and not 1 near it"],
      ["incorrect", "abs(y1-t)", "the loss itself"],
      ["incorrect", "(y1-t)^2/L^2", "sign² is 1 everywhere", "right-only-here"],
      ["incorrect", "relu'(y1-t)", "0 where y1 < t", "right-only-here"],
      ["incorrect", "(t-y1)/abs(y1-t)", "one sign is turned", "error-sign"],
      ["incorrect", "0", "0 only at y1 = t", null],
    ]),
    ...formula("dL/dW1", [
      ["correct", "(y1-t)/abs(y1-t)*(1-y1^2)*x0", "the chain rule"],
      ["correct", "abs'(y1-t) tanh'(z1) x0", "primes"],
      ["correct", "dL/db1*x0", "∂L/∂b1 = ∂L/∂z1"],
      ["correct", "(y1-t)*(1-y1)*(1+y1)*x0/L", "1 − y² = (1 − y)(1 + y)"],
      ["incorrect", "(1-y1^2)*x0", "right only where y1 > t, as on the page", "right-only-here"],
      ["incorrect", "abs((1-y1^2)*x0)", "no sign at all", "right-only-here"],
      ["incorrect", "(y1-t)*(1-y1^2)*x0", "the squared error's gradient"],
      ["incorrect", "abs'(y1-t)*x0", "tanh′(z1) is left out", "missing-activation-slope"],
      ["incorrect", "abs'(y1-t)*(1-y1^2)", "x0 is left out", "missing-input"],
      ["incorrect", "abs'(t-y1)*(1-y1^2)*x0", "one sign is turned", "error-sign"],
    ]),
    ...number("dL/dW1", 3, [
      ["correct", "0.567", "0.566748 rounds to 0.567"],
      ["correct", "(1-0.696^2)*1.1", "a calculation: 0.567142, 0.07 % off"],
      ["correct", "(1-0,696^2)*1,1", "the same with decimal commas"],
      ["incorrect", "0.515", "x0 left out: 0.515225", "missing-input"],
      ["incorrect", "-0.567", "the sign is turned", "error-sign"],
      ["incorrect", "1.1", "tanh′(z1) left out"],
      ["incorrect", "0.57", "0.574 % off, and right as far as it goes", "too-few-digits"],
    ]),
  ],
};
