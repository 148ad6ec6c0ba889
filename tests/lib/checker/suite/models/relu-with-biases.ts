import { formula, number, type SuiteModel } from "../suite-row.ts";

// relu′(z) is 1 for z > 0 and 0 for z < 0. On the page both units are active: z1 = 1.19, z2 = 1.247.
// ∂L/∂W2 = (y2 − t)·relu′(z2)·y1 = 1.00793, ∂L/∂W1 = (y2 − t)·relu′(z2)·W2·relu′(z1)·x0 = 1.21121.
// Where relu′(z2) = 0 the gradients of layer 2 are exactly 0, and an answer must be 0 there too.
const source = `x0 = 1.1
t = 0.4
W1 = 0.9
b1 = 0.2
W2 = 1.3
b2 = -0.3
z1 = W1*x0 + b1
y1 = relu(z1)
z2 = W2*y1 + b2
y2 = relu(z2)
L = (y2 - t)^2/2`;

export const reluWithBiases: SuiteModel = {
  name: "two ReLU neurons with biases",
  source,
  rows: [
    ...formula("dL/dW2", [
      ["correct", "(y2-t)*relu'(z2)*y1", "the chain rule"],
      ["correct", "(z2-t)*relu'(z2)*y1", "where relu′(z2) = 1, y2 = z2; elsewhere both are 0"],
      ["correct", "(relu(z2)-t)*relu'(W2*y1+b2)*relu(z1)", "each quantity by its definition"],
      ["correct", "(y2-t)*y2/z2*y1", "y2/z2 is 1 where z2 > 0 and 0 where z2 < 0"],
      ["correct", "(y2-t)*(1+z2/abs(z2))/2*y1", "(1 + sign z)/2 is 1 and 0 as relu′ is"],
      ["correct", "(y2-t)*(1+abs(z2)/z2)/2*y1", "|z|/z is the sign too"],
      ["correct", "(y2-t)*relu'(z2)*(z1+abs(z1))/2", "relu(z) = (z + |z|)/2"],
      ["correct", "(y2-t)*relu'(z2)*max(0,z1)", "relu(z) = max(0, z)"],
      ["correct", "(y2-t)*relu'(2*z2)*y1", "relu′ depends on the sign alone"],
      ["correct", "(y2-t)*relu'(y2)*y1", "y2 > 0 exactly where z2 > 0"],
      ["correct", "(y2-t)*relu'(z2)^2*y1", "0² = 0 and 1² = 1"],
      ["correct", "(y2-t)*(1-relu'(-z2))*y1", "z2 is never exactly 0"],
      ["correct", "dL/db2*y1", "∂L/∂b2 = δ2"],
      ["correct", "(y2-t)*relu'(z2)*relu'(z1)*z1", "y1 = relu′(z1)·z1"],
      ["incorrect", "(y2-t)*y1", "not 0 where the second unit is dead"],
      ["incorrect", "(z2-t)*y1", "not 0 where the second unit is dead"],
      ["incorrect", "(y2-t)*relu'(-z2)*y1", "0 where it should be 1"],
      ["incorrect", "(y2-t)*(1-relu'(z2))*y1", "0 where it should be 1", "relu-slope-inverted"],
      ["incorrect", "(y2-t)*relu'(z2)*z1", "where z1 < 0 and b2 > 0, y1 = 0 is not z1"],
      ["incorrect", "(y2-t)*relu'(z2)", "y1 is left out", "missing-input"],
      ["incorrect", "(y2-t)*y2*y1", "y2 in place of its slope", "activation-instead-of-slope"],
      ["incorrect", "(y2-t)*relu'(z2)*x0", "x0 in place of y1", "activation-of-other-layer"],
      ["incorrect", "(t-y2)*relu'(z2)*y1", "one sign is turned", "error-sign"],
      ["incorrect", "2*(y2-t)*relu'(z2)*y1", "the ½ of the loss cancels the 2", "loss-factor-two"],
      ["incorrect", "(y2-t)*relu'(z1)*y1", "the first unit's slope where the second's belongs"],
      ["incorrect", "(y2-t)*sigmoid(1000*z2)*y1", "a steep sigmoid is no step: near z2 = 0 it is 1/2"],
      ["incorrect", "(y2-t)*softplus(z2)/z2*y1", "softplus is no ReLU"],
      ["incorrect", "(y2-t)*leaky_relu'(z2)*y1", "0.01, where the second unit is dead, is not 0"],
      ["incorrect", "(y2-t)*relu'(z2)*y1+1e-12*relu'(-z2)", "not 0 where the truth is exactly 0"],
      ["incorrect", "(y2-t)*(relu'(z2)+1e-9)*y1", "not 0 where the truth is exactly 0"],
      ["incorrect", "0", "0 is right only where a unit is dead", null],
      ["incorrect", "1.00793", "a number is right on this page alone", "right-only-here"],
      ["invalid", "(y2-t)*relu''''(z2)*y1", "four primes are a slip of the key"],
      ["invalid", "(y2-t)*1[z2>0]*y1", "no sign > is known"],
    ]),
    ...formula("dL/dW1", [
      ["correct", "(y2-t)*relu'(z2)*W2*relu'(z1)*x0", "the chain rule"],
      ["correct", "(y2-t)*relu'(z2)*W2*(y1/z1)*x0", "y1/z1 = relu′(z1)"],
      ["correct", "dL/dW2*W2*relu'(z1)*x0/z1", "∂L/∂W2 = δ2·y1 and relu′(z1)·y1 = y1; y1/z1 = relu′(z1)"],
      ["correct", "dL/db1*x0", "∂L/∂b1 = δ1"],
      ["correct", "relu'(z1)*relu'(z2)*(W2*z1+b2-t)*W2*x0", "where both units are active y2 = W2·z1 + b2"],
      ["incorrect", "(y2-t)*relu'(z2)*W2*x0", "with b2 > 0 the second unit fires while the first is dead"],
      ["incorrect", "(y2-t)*W2*relu'(z1)*x0", "not 0 where the second unit is dead"],
      ["incorrect", "(y2-t)*relu'(z1*z2)*W2*x0", "where both are dead z1·z2 > 0"],
      ["incorrect", "(y2-t)*W2*x0", "both slopes are left out"],
      ["incorrect", "(y2-t)*relu'(z2)*relu'(z1)*x0", "W2 is left out", "missing-weight"],
      ["incorrect", "(y2-t)*relu'(z2)*W2*relu'(z1)", "x0 is left out", "missing-input"],
      ["incorrect", "(y2-t)*relu'(z2)*W1*relu'(z1)*x0", "z2 holds W2, not W1", "weight-of-other-layer"],
      [
        "incorrect",
        "(W2*(W1*x0+b1)+b2-t)*W2*x0",
        "right only where both units are active, as on the page",
        "right-only-here",
      ],
    ]),
    ...number("dL/dW1", 3, [
      ["correct", "1.21", "1.21121 rounds to 1.21"],
      ["correct", "1.2076", "0.298 % off"],
      ["incorrect", "1.2045", "0.55 % off, and it rounds to 1.20"],
      ["correct", "1.1*1.1011", "a calculation: 1.21121"],
      ["correct", "(1.247-0.4)*1.3*1.1", "the formula in numbers"],
      ["incorrect", "0.932", "W2 left out: 0.847·1.1 = 0.9317", "missing-weight"],
      ["incorrect", "-1.21", "the sign is turned", "error-sign"],
      ["incorrect", "1.2", "right as far as it goes", "too-few-digits"],
      ["invalid", "1.21 units", "units is no name of the network"],
    ]),
  ],
};
