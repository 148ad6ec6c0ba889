import { formula, number, type SuiteModel } from "../suite-row.ts";

// The loss holds the weight a second time: ∂L/∂W1 = (y1 − t)·x0 + r·W1 = 0.28·1.4 + 0.3·0.7 = 0.392 + 0.21 = 0.602.
const source = `x0 = 1.4
t = 0.9
W1 = 0.7
b1 = 0.2
r = 0.3
y1 = W1*x0 + b1
L = (y1 - t)^2/2 + r*W1^2/2`;

export const weightDecay: SuiteModel = {
  name: "a linear unit with weight decay",
  source,
  rows: [
    ...formula("dL/dW1", [
      ["correct", "(y1-t)*x0+r*W1", "the error's term and the decay's"],
      ["correct", "(W1*x0+b1-t)*x0+r*W1", "y1 by its definition"],
      ["correct", "W1*(x0^2+r)+(b1-t)*x0", "sorted by W1"],
      ["correct", "x0*(y1-t+r*W1/x0)", "x0 factored out"],
      ["correct", "dL/dy1*x0+r*W1", "∂L/∂y1 = y1 − t"],
      ["correct", "dL/db1*x0+2*r*dL/dr/W1", "∂L/∂r = W1²/2"],
      ["correct", "x0*y1-t*x0+r*W1", "multiplied out"],
      ["correct", "((y1-t)^2-r^2*W1^2/x0^2)*x0/(y1-t-r*W1/x0)", "a² − b² over a − b is a + b"],
      ["incorrect", "(y1-t)*x0", "the decay is left out"],
      ["incorrect", "r*W1", "the error is left out"],
      ["incorrect", "(y1-t)*x0+r*W1/2", "the ½ cancels the 2"],
      ["incorrect", "(y1-t)*x0+2*r*W1", "the ½ cancels the 2"],
      ["incorrect", "(y1-t)*x0+r*W1^2/2", "the decay is not differentiated"],
      ["incorrect", "(y1-t)*x0+r", "W1 is dropped"],
      ["incorrect", "(y1-t)*x0-r*W1", "the decay is subtracted"],
      ["incorrect", "(y1-t)*x0*r*W1", "the terms are multiplied", "paths-multiplied"],
      ["incorrect", "(y1-t)*x0+r*abs(W1)", "|W1| is W1 only where W1 > 0, as on the page", "right-only-here"],
      ["incorrect", "(y1-t)*x0+0.3*W1", "r's value put in", "right-only-here"],
      ["incorrect", "(y1-t)+r*W1", "x0 is left out"],
      ["incorrect", "(t-y1)*x0+r*W1", "one of the terms' signs is turned"],
      ["incorrect", "(y1-t)*x0+r*W1*1.001", "one term off in the fourth digit", null],
      ["incorrect", "0.602", "a number is right on this page alone", "right-only-here"],
      ["invalid", "(y1-t)*x0+lambda*W1", "the model's rate is called r, not lambda"],
      ["invalid", "(y1-t)*x0+r*W2", "there is no W2"],
    ]),
    ...formula("dL/db1", [
      ["correct", "y1-t", "the decay holds no bias"],
      ["correct", "W1*x0+b1-t", "y1 by its definition"],
      ["incorrect", "y1-t+r*b1", "the bias does not decay"],
      ["incorrect", "(y1-t)*b1", "the bias is added, not multiplied", "bias-treated-as-weight"],
      ["incorrect", "(y1-t)*x0", "that is the weight's input"],
    ]),
    ...number("dL/dW1", 3, [
      ["correct", "0.602", "0.392 + 0.21"],
      ["correct", "0.28*1.4+0.3*0.7", "a calculation"],
      ["correct", "301/500", "a fraction: 0.602"],
      ["correct", "6,02·10^-1", "a power of ten with a comma"],
      ["incorrect", "0.392", "the decay is left out"],
      ["incorrect", "0.60", "0.332 % off, and right as far as it goes", "too-few-digits"],
      ["incorrect", "0.6", "the same with one digit", "too-few-digits"],
    ]),
  ],
};
