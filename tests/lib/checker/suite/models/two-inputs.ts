import { formula, number, type SuiteModel } from "../suite-row.ts";

// The loss has no ½, so ∂L/∂y2 = 2(y2 − t). With δ2 = 2(y2 − t)y2(1 − y2) and δ1 = δ2·W2·y1(1 − y1):
// ∂L/∂W2 = δ2·y1 = −0.0066761088054, ∂L/∂W1 = δ1·x1 = −0.00267850297992,
// ∂L/∂V1 = δ1·x2 = −0.00857120953574, ∂L/∂b1 = δ1 = −0.00535700595984.
// y1 = 0.465057054842, y2 = 0.667652247471 (40-digit arithmetic).
const source = `x1 = 0.5
x2 = 1.6
t = 0.7
W1 = 0.8
V1 = -0.4
b1 = 0.1
W2 = 1.5
z1 = W1*x1 + V1*x2 + b1
y1 = sigmoid(z1)
z2 = W2*y1
y2 = sigmoid(z2)
L = (y2 - t)^2`;

export const twoInputs: SuiteModel = {
  name: "two inputs, and the squared error without a half",
  source,
  rows: [
    ...formula("dL/dV1", [
      ["correct", "2*(y2-t)*y2*(1-y2)*W2*y1*(1-y1)*x2", "the chain rule"],
      ["correct", "2(y2-t)y2(1-y2)W2 y1(1-y1)x2", "signs left out"],
      ["correct", "2(y2-t) σ'(z2) W2 σ'(z1) x2", "primes"],
      ["correct", "dL/dW1*x2/x1", "both are δ1 times their input"],
      ["correct", "dL/db1*x2", "∂L/∂b1 = δ1"],
      ["correct", "dL/dx2*x2/V1", "∂L/∂x2 = δ1·V1"],
      ["correct", "dL/dx1*x2/W1", "∂L/∂x1 = δ1·W1"],
      ["correct", "dL/dW2*W2*(1-y1)*x2", "∂L/∂W2 holds one y1 already"],
      ["correct", "dL/dy2*dy2/dz2*dz2/dy1*dy1/dz1*dz1/dV1", "the chain in partials"],
      ["correct", "2*(y2-t)*y2*(1-y2)*z2*(1-y1)*x2", "W2·y1 = z2"],
      ["correct", "2*(y2-t)*y2*(1-y2)*W2*y1*(1-y1)*(z1-W1*x1-b1)/V1", "x2 from z1"],
      ["correct", "-2*(t-y2)*(y2-y2^2)*W2*(y1-y1^2)*x2", "signs and brackets rearranged"],
      ["correct", "(y2-t)*y2*(1-y2)*W2*y1*(1-y1)*(x2+x2)", "x2 + x2 = 2·x2"],
      ["correct", "\\frac{\\partial L}{\\partial z_1}\\,x_2", "TeX of a fraction"],
      ["correct", "2L/(y2-t)*y2*(1-y2)*W2*y1*(1-y1)*x2", "2L/(y − t) = 2(y − t)"],
      ["incorrect", "(y2-t)*y2*(1-y2)*W2*y1*(1-y1)*x2", "the 2 of the square is left out", "loss-factor-half"],
      ["incorrect", "2*(y2-t)*y2*(1-y2)*W2*y1*(1-y1)*x1", "x1 belongs to W1", "activation-of-other-layer"],
      ["incorrect", "2*(y2-t)*y2*(1-y2)*W2*y1*(1-y1)", "the input x2 is left out", "missing-input"],
      ["incorrect", "2*(y2-t)*y2*(1-y2)*W2*y1*(1-y1)*V1", "V1 in place of its input"],
      ["incorrect", "2*(y2-t)*y2*(1-y2)*W2*y1*(1-y1)*x2*V1", "∂z1/∂V1 holds no V1", "extra-weight"],
      ["incorrect", "2*(y2-t)*y2*(1-y2)*W1*y1*(1-y1)*x2", "z2 holds W2, not W1", "weight-of-other-layer"],
      ["incorrect", "2*(y2-t)*y2*(1-y2)*V1*y1*(1-y1)*x2", "z2 holds W2, not V1", "weight-of-other-layer"],
      ["incorrect", "2*(y2-t)*y2*(1-y2)*y1*(1-y1)*x2", "W2 is left out", "missing-weight"],
      ["incorrect", "2*(y2-t)*W2*y1*(1-y1)*x2", "σ′(z2) is left out", "missing-activation-slope"],
      ["incorrect", "2*(y2-t)*y2*(1-y2)*W2*x2", "σ′(z1) is left out", "missing-activation-slope"],
      ["incorrect", "2*(y2-t)*y2*(1-y2)*W2*y1*(1-y1)*(x1+x2)", "the inputs are not summed", null],
      ["incorrect", "2*(y2-t)*y2*(1-y2)*W2*y1*(1-y1)*x1*x2", "both inputs are multiplied in", "factors"],
      ["incorrect", "2*(t-y2)*y2*(1-y2)*W2*y1*(1-y1)*x2", "one sign is turned", "error-sign"],
      ["incorrect", "(y2-t)^2*y2*(1-y2)*W2*y1*(1-y1)*x2", "L in place of its derivative", "loss-instead-of-derivative"],
      ["incorrect", "dL/dW1", "the other input's weight"],
      ["incorrect", "dL/db1", "x2 is left out", "missing-input"],
      ["incorrect", "4*(y2-t)*y2*(1-y2)*W2*y1*(1-y1)*x2", "the 2 stands twice", "loss-factor-two"],
      ["incorrect", "2*(y2-t)*y2*(1-y2)*W2*y1*(1-y1)*x2*1.00001", "off in the sixth digit", null],
      ["incorrect", "2*(y2-t)*y2*(1-y2)*W2*(y1-y1^2.001)*x2", "an exponent off in the fourth digit"],
      ["incorrect", "-0.00857120953574", "a number is right on this page alone", "right-only-here"],
      ["invalid", "2*(y2-t)*y2*(1-y2)*W2*y1*(1-y1)*x3", "the network has no x3"],
      ["invalid", "2*(y2-t)*y2*(1-y2)*W2*y1*(1-y1)*X2", "capital X2 is no name of the network"],
      ["invalid", "dL/dW1 = dL/db1*x2", "the line is about another partial"],
    ]),
    ...formula("z1", [
      ["correct", "W1*x1+V1*x2+b1", "its definition"],
      ["correct", "b1 + x2 V1 + x1 W1", "in another order"],
      ["correct", "log(y1/(1-y1))", "σ^−1(y) = ln(y/(1 − y))"],
      ["correct", "-ln(1/y1-1)", "the same, rewritten"],
      ["incorrect", "W1*x1+V1*x2", "the bias is left out"],
      ["incorrect", "W1*x2+V1*x1+b1", "the inputs are exchanged"],
      ["incorrect", "(W1+V1)*(x1+x2)+b1", "W1·x2 and V1·x1 come in besides"],
      ["incorrect", "W1*x1*V1*x2+b1", "terms are multiplied"],
      ["incorrect", "W1*x1+V1*x2+b1*x1", "the bias has no input"],
      ["incorrect", "y1", "the activation, not the pre-activation", "value-of-forward-pass"],
      ["invalid", "z1", "the question is no answer"],
      ["invalid", "z1 + 0", "the question in a sum is no answer"],
    ]),
    ...number("dL/dV1", 3, [
      ["correct", "-0.00857", "−0.00857121 rounds to −0.00857"],
      ["correct", "-8.57e-3", "a power of ten"],
      ["correct", "-0.0085465", "0.288 % off"],
      ["incorrect", "-0.00860", "0.34 % off, and another third digit"],
      ["incorrect", "-0.00429", "half of it: −0.0042856", "loss-factor-half"],
      ["incorrect", "-0.00268", "x1 for x2: −0.0026785"],
      ["incorrect", "-0.00571", "W2 left out: −0.00857121/1.5 = −0.00571414", "missing-weight"],
      ["incorrect", "-0.0086", "right as far as it goes", "too-few-digits"],
    ]),
    ...number("y1", 3, [
      ["correct", "0.465", "σ(−0.14) = 0.465057"],
      ["correct", "1/(1+e^0.14)", "e is 2.71828…"],
      ["correct", "sigmoid(-0.14)", "a function in a calculation"],
      ["correct", "sigmoid(0,8*0,5-0,4*1,6+0,1)", "decimal commas: σ(0.4 − 0.64 + 0.1)"],
      ["incorrect", "0.535", "σ(+0.14) = 0.534943: the sign of z1"],
      ["incorrect", "-0.14", "z1, not y1"],
      ["invalid", "0.465 V", "V is no name of the network"],
    ]),
  ],
};
