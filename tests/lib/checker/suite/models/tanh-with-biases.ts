import { formula, number, type SuiteModel } from "../suite-row.ts";

// tanh′ = 1 − tanh² = sech². With δ2 = (y2 − t)(1 − y2²) and δ1 = δ2·W2·(1 − y1²):
// ∂L/∂W2 = δ2·y1 = −0.226680021476, ∂L/∂b2 = δ2 = −0.347292312773,
// ∂L/∂W1 = δ1·x0 = 0.143522454707, ∂L/∂b1 = δ1 = 0.239204091178.
// z1 = 0.78, y1 = 0.652706705962, z2 = −0.283248047154, y2 = −0.275908549453 (40-digit arithmetic).
const source = `x0 = 0.6
t = 0.1
W1 = 0.8
b1 = 0.3
W2 = -1.2
b2 = 0.5
z1 = W1*x0 + b1
y1 = tanh(z1)
z2 = W2*y1 + b2
y2 = tanh(z2)
L = (y2 - t)^2/2`;

export const tanhWithBiases: SuiteModel = {
  name: "two tanh neurons with biases",
  source,
  rows: [
    ...formula("dL/dW2", [
      ["correct", "(y2-t)*(1-y2^2)*y1", "the chain rule"],
      ["correct", "(y2-t)*(1-y2)*(1+y2)*y1", "1 − y² = (1 − y)(1 + y)"],
      ["correct", "(y2-t)*sech(z2)^2*y1", "tanh′ = sech²"],
      ["correct", "(y2-t)*y1/cosh(z2)^2", "sech = 1/cosh"],
      ["correct", "(y2-t)*y1*(1-(sinh(z2)/cosh(z2))^2)", "tanh = sinh/cosh"],
      ["correct", "4*(y2-t)*y1/(exp(z2)+exp(-z2))^2", "cosh z = (e^z + e^−z)/2"],
      ["correct", "(y2-t)*y1*4*exp(2*z2)/(exp(2*z2)+1)^2", "the same with e^2z above and below"],
      ["correct", "4*(y2-t)*y1*sigmoid(2*z2)*sigmoid(-2*z2)", "tanh z = 2σ(2z) − 1"],
      ["correct", "(y2-t)*y1*2/(1+cosh(2*z2))", "cosh² z = (1 + cosh 2z)/2"],
      ["correct", "(y2-t)*tanh'(z2)*y1", "a prime is the derivative"],
      ["correct", "(tanh(z2)-t)*(1-tanh^2(z2))*tanh(z1)", "each y by its definition, with tanh²"],
      ["correct", "(y2 - t)(1 - y2²) y1", "a superscript"],
      ["correct", "(y2-t)*(1-y2**2)*y1", "** is ^"],
      ["correct", "\\left(y_2-t\\right)\\left(1-y_2^2\\right)y_1", "TeX with sized brackets"],
      ["correct", "y1*y2 - y1*t - y1*y2^3 + t*y1*y2^2", "all brackets multiplied out"],
      ["correct", "dL/db2*y1", "∂L/∂b2 = δ2"],
      ["correct", "dL/dz2*dz2/dW2", "the chain in partials"],
      ["correct", "dL/dW1*y1/(W2*(1-y1^2)*x0)", "∂L/∂W1 = δ2·W2(1 − y1²)x0"],
      ["correct", "(y2-t)*(1-y2^2)*(z2-b2)/W2", "y1 = (z2 − b2)/W2"],
      ["correct", "(y2-t)*(1-y2^2)*(exp(z1)-exp(-z1))/(exp(z1)+exp(-z1))", "tanh written out"],
      ["correct", "(y2-t)*(1-y2^2)*(1-exp(-2*z1))/(1+exp(-2*z1))", "numerator and denominator times e^−z"],
      ["correct", "(tanh(W2*tanh(W1*x0+b1)+b2)-t)*sech(W2*tanh(W1*x0+b1)+b2)^2*tanh(W1*x0+b1)", "inputs only"],
      ["correct", "(t-y2)*(y2^2-1)*y1", "two signs are turned"],
      ["incorrect", "(y2-t)*y1", "tanh′(z2) is left out", "missing-activation-slope"],
      ["incorrect", "(y2-t)*y2*(1-y2)*y1", "the sigmoid's slope", "sigmoid-slope-for-tanh"],
      ["incorrect", "(y2-t)*sigmoid'(z2)*y1", "the sigmoid's slope of z2", "sigmoid-slope-for-tanh"],
      ["incorrect", "(y2-t)*(1-y2^2)", "y1 is left out: this is ∂L/∂b2", "missing-input"],
      ["incorrect", "(y2-t)*(1-y2^2)*z1", "z1 in place of y1", "pre-activation-instead-of-activation"],
      ["incorrect", "(y2-t)*(1-y2^2)*x0", "x0 in place of y1", "activation-of-other-layer"],
      ["incorrect", "(y2-t)*(1-y1^2)*y1", "tanh′(z1) in place of tanh′(z2)", "slope-of-other-layer"],
      ["incorrect", "(y2-t)*tanh'(y2)*y1", "the slope at y2, not at z2", "slope-at-output"],
      ["incorrect", "(y2-t)*y2*y1", "y2 in place of its slope", "activation-instead-of-slope"],
      ["incorrect", "(t-y2)*(1-y2^2)*y1", "one sign is turned", "error-sign"],
      ["incorrect", "(1-y2^2)*y1", "∂L/∂y2 is left out", "missing-loss-derivative"],
      ["incorrect", "2*(y2-t)*(1-y2^2)*y1", "the ½ of the loss cancels the 2", "loss-factor-two"],
      ["incorrect", "(y2-t)*(1-t^2)*y1", "the slope by the target", "target-instead-of-output"],
      ["incorrect", "(y2-t)*(1-y2^2)^2*y1", "the slope stands twice", "slope-squared"],
      ["incorrect", "dL/db1", "another parameter's gradient", "gradient-of-other-weight"],
      ["incorrect", "dL/dW1", "another weight's gradient", "gradient-of-other-weight"],
      ["incorrect", "(y2-t)*(1-y2)*y1", "1 + y2 is dropped", "factors"],
      ["incorrect", "(y2-t)*(1+y2)*y1", "1 − y2 is dropped", "factors"],
      ["incorrect", "(y2-t)*(1+y2^2)*y1", "a sign within the slope: no product of the model's factors", null],
      ["incorrect", "(y2-t)*(1-y2^3)*y1", "an exponent of 3 for 2", null],
      ["incorrect", "(y2-t)*(1-abs(y2)^2.01)*y1", "an exponent off in the third digit"],
      ["incorrect", "(y2-t)*(1-2*y2^2)*y1", "a factor too many within the slope", null],
      ["incorrect", "(y2-t)*(1-abs(y2))*y1", "|y2| is no square"],
      ["incorrect", "(y2-t)*(1-y2^2)*abs(y1)", "|y1| is y1 only where y1 > 0, as on the page", "right-only-here"],
      ["incorrect", "(y2-t)*(1-y2^2)*sqrt(y1^2)", "√(y1²) = |y1|", "right-only-here"],
      ["incorrect", "-sqrt((y2-t)^2)*(1-y2^2)*y1", "−|u| is u only where u < 0, as on the page", "right-only-here"],
      ["incorrect", "(y2-t)*(1-y2^2)*(z1-z1^3/3+2*z1^5/15)", "a Taylor sum of tanh is near for small z1 only"],
      ["incorrect", "(y2-t)*(1-y2^2)*sin(z1)/cos(z1)", "tan is not tanh"],
      ["invalid", "(y2-t)*(1-y2^2)y1(", "a bracket stays open"],
      ["invalid", "(y2-t)*(1-y2^2)*exp(1000+z2^2)", "larger than any float64, everywhere"],
      ["invalid", "tanh", "a function without an input"],
      ["invalid", "(y2-t)*(1-(y2)2)*y1", "a number that follows without a sign is a lost exponent"],
    ]),
    ...formula("dL/db2", [
      ["correct", "(y2-t)*(1-y2^2)", "∂z2/∂b2 = 1"],
      ["correct", "dL/dz2", "∂z2/∂b2 = 1"],
      ["correct", "dL/dW2/y1", "∂L/∂W2 = δ2·y1"],
      ["correct", "dL/dW2*y1^-1", "a negative power"],
      [
        "incorrect",
        "(y2-t)*(1-y2^2)*y1",
        "the bias has no input: y1 belongs to the weight beside it",
        "bias-treated-as-weight",
      ],
      ["incorrect", "(y2-t)*(1-y2^2)*b2", "the bias is added, not multiplied", "bias-treated-as-weight"],
      ["incorrect", "(y2-t)", "the slope is left out", "missing-activation-slope"],
      ["incorrect", "(y2-t)*(1-y2^2)*W2", "∂z2/∂b2 holds no W2", "extra-weight"],
      ["incorrect", "b2-eta*(y2-t)*(1-y2^2)", "the bias after a step", "update-instead-of-gradient"],
    ]),
    ...formula("dL/dW1", [
      ["correct", "(y2-t)*(1-y2^2)*W2*(1-y1^2)*x0", "the chain rule"],
      ["correct", "dL/db1*x0", "∂L/∂b1 = δ1"],
      ["correct", "(y2-t)*(1-y2^2)*W2*(1-y1^2)*(z1-b1)/W1", "x0 = (z1 − b1)/W1"],
      ["correct", "(y2-t)*(1-y2^2)*W2*(x0-y1^2*x0)", "x0 multiplied in"],
      ["incorrect", "(y2-t)*(1-y2^2)*(1-y1^2)*x0", "W2 is left out", "missing-weight"],
      ["incorrect", "(y2-t)*(1-y2^2)*W1*(1-y1^2)*x0", "z2 holds W2, not W1", "weight-of-other-layer"],
      ["incorrect", "(y2-t)*(1-y2^2)*b2*(1-y1^2)*x0", "the bias does not lie between the layers"],
      ["incorrect", "(y2-t)*(1-y2^2)*W2*(1-y1^2)*(x0+b1)", "b1 is no part of ∂z1/∂W1", null],
      ["incorrect", "(y2-t)*(1-y2^2)*W2*(1-y1^2)*z1/W1", "z1/W1 = x0 + b1/W1"],
    ]),
    ...number("dL/dW2", 3, [
      ["correct", "-0.227", "−0.22668 rounds to −0.227"],
      ["correct", "-0.2265", "0.08 % off"],
      ["correct", "-0.22736", "0.2999 % off: the border is −0.22736006"],
      ["incorrect", "-0.22751", "0.37 % off, and it rounds to −0.228"],
      ["incorrect", "0.227", "the sign is turned", "error-sign"],
      ["incorrect", "-0.245", "tanh′(z2) left out: −0.375909·0.652707 = −0.245358", "missing-activation-slope"],
      ["incorrect", "-0.347", "y1 left out: −0.347292", "missing-input"],
      ["incorrect", "-0.23", "right as far as it goes", "too-few-digits"],
      ["invalid", "-22.7 %", "a per cent sign"],
      ["invalid", "-0.227 m/s", "m and s are no names of the network"],
    ]),
    ...number("dL/dW1", 2, [
      ["correct", "0.14", "0.14352 rounds to 0.14"],
      ["correct", "0.1435", "more digits than asked"],
      ["correct", "0.1395", "2.8 % off"],
      ["incorrect", "0.148", "3.1 % off, and another second digit"],
      ["correct", "0.24*0.6", "0.144: a calculation"],
      ["correct", "dL/db1*x0", "names, put in"],
    ]),
  ],
};
