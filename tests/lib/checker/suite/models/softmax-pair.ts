import { formula, number, type SuiteModel } from "../suite-row.ts";

// A softmax of two classes written out: p1 = e^z1/(e^z1 + e^z2) = σ(z1 − z2), and L = −ln p1, so
// ∂p1/∂z1 = p1(1 − p1), ∂p1/∂z2 = −p1(1 − p1), ∂L/∂z1 = p1 − 1, ∂L/∂z2 = 1 − p1 = 0.173646647019,
// ∂L/∂W1 = (p1 − 1)·x0 = −0.208375976423, ∂L/∂x0 = (p1 − 1)(W1 − W2) = −0.225740641125.
const source = `x0 = 1.2
W1 = 0.8
W2 = -0.5
z1 = W1*x0
z2 = W2*x0
p1 = exp(z1)/(exp(z1) + exp(z2))
L = -log(p1)`;

export const softmaxPair: SuiteModel = {
  name: "a softmax of two classes, written out",
  source,
  rows: [
    ...formula("dp1/dz1", [
      ["correct", "p1*(1-p1)", "the quotient rule"],
      ["correct", "p1-p1^2", "multiplied out"],
      ["correct", "exp(z1)*exp(z2)/(exp(z1)+exp(z2))^2", "1 − p1 = e^z2/(e^z1 + e^z2)"],
      ["correct", "exp(z1+z2)/(exp(z1)+exp(z2))^2", "e^a·e^b = e^(a + b)"],
      ["correct", "1/(2+exp(z1-z2)+exp(z2-z1))", "numerator and denominator divided by e^(z1 + z2)"],
      ["correct", "σ'(z1-z2)", "p1 = σ(z1 − z2)"],
      ["correct", "sigmoid(z1-z2)*sigmoid(z2-z1)", "σ′(u) = σ(u)σ(−u)"],
      ["correct", "-dp1/dz2", "p1 depends on z1 − z2 alone"],
      ["correct", "(exp(z1)*(exp(z1)+exp(z2))-exp(z1)^2)/(exp(z1)+exp(z2))^2", "the quotient rule before cancelling"],
      ["incorrect", "p1", "the slope of e^z alone"],
      ["incorrect", "-p1*(1-p1)", "this is ∂p1/∂z2", "error-sign"],
      ["incorrect", "p1*(1-p1^2)", "an exponent too many"],
      ["incorrect", "exp(z1)*exp(z2)/(exp(z1)+exp(z2))", "the denominator is not squared"],
      ["incorrect", "1-p1", "p1 is dropped"],
      ["incorrect", "exp(z1)/(exp(z1)+exp(z2))^2", "e^z2 is dropped"],
      ["incorrect", "p1*(1-p1)*(1+1e-6*z1^2)", "off in the seventh digit"],
    ]),
    ...formula("dL/dz2", [
      ["correct", "1-p1", "∂L/∂z2 = p2"],
      ["correct", "exp(z2)/(exp(z1)+exp(z2))", "p2 written out"],
      ["correct", "sigmoid(z2-z1)", "p2 = σ(z2 − z1)"],
      ["correct", "-1/p1*dp1/dz2", "the chain"],
      ["correct", "-dL/dz1", "L depends on z1 − z2 alone"],
      ["correct", "p1*(1-p1)/p1", "the slope over p1"],
      ["correct", "1-exp(-L)", "p1 = e^−L"],
      ["incorrect", "p1-1", "this is ∂L/∂z1"],
      ["incorrect", "p1", "the other class's probability"],
      ["incorrect", "p1*(1-p1)", "−1/p1 is left out"],
      ["incorrect", "0", "L depends on z2 through the sum", null],
      ["incorrect", "-1/p1", "the chain is cut short"],
    ]),
    ...formula("dL/dx0", [
      ["correct", "(p1-1)*(W1-W2)", "both paths, with ∂L/∂z2 = −∂L/∂z1"],
      ["correct", "(p1-1)*W1+(1-p1)*W2", "one term for each class"],
      ["correct", "dL/dz1*W1+dL/dz2*W2", "the same in partials"],
      ["correct", "(1-p1)*(W2-W1)", "two signs are turned"],
      ["correct", "(p1-1)*(z1-z2)/x0", "W1 − W2 = (z1 − z2)/x0"],
      ["incorrect", "(p1-1)*W1", "the path through z2 is left out"],
      ["incorrect", "(p1-1)*(W1+W2)", "the second path's sign"],
      ["incorrect", "(p1-1)*W1*(1-p1)*W2", "the paths are multiplied", "paths-multiplied"],
      ["incorrect", "(p1-1)*abs(W1-W2)", "W1 > W2 on the page alone", "right-only-here"],
    ]),
    ...number("dL/dW1", 3, [
      ["correct", "-0.208", "−0.208376 rounds to −0.208"],
      ["correct", "(0.8264-1)*1.2", "a calculation: −0.20832"],
      ["correct", "-0.20895", "0.275 % off"],
      ["incorrect", "-0.2091", "0.347 % off, and it rounds to −0.209"],
      ["incorrect", "0.208", "the sign is turned"],
      ["incorrect", "-0.174", "x0 left out: −0.173647"],
      ["incorrect", "-0.21", "right as far as it goes", "too-few-digits"],
    ]),
  ],
};
