import { formula, number, type SuiteModel } from "../suite-row.ts";

// The skip adds y1 to the second layer's output, so y1 reaches the loss in two ways:
// ∂L/∂y1 = (y2 − t)·(W2(1 − s2²) + 1) = −0.0961162814693,
// ∂L/∂W1 = ∂L/∂y1·(1 − y1²)·x0 = −0.0385212329059, ∂L/∂W2 = (y2 − t)(1 − s2²)·y1 = −0.114951637042.
// y1 = 0.706419320397, s2 = −0.400170222316, y2 = 0.306249098081 (40-digit arithmetic).
const source = `x0 = 0.8
t = 0.5
W1 = 1.1
W2 = -0.6
z1 = W1*x0
y1 = tanh(z1)
z2 = W2*y1
s2 = tanh(z2)
y2 = s2 + y1
L = (y2 - t)^2/2`;

export const skipConnection: SuiteModel = {
  name: "a skip connection round the second layer",
  source,
  rows: [
    ...formula("dL/dW1", [
      ["correct", "(y2-t)*(W2*(1-s2^2)+1)*(1-y1^2)*x0", "both paths, added"],
      ["correct", "(y2-t)*W2*(1-s2^2)*(1-y1^2)*x0 + (y2-t)*(1-y1^2)*x0", "the bracket multiplied out"],
      ["correct", "(y2-t)(1+W2 sech(z2)^2) x0 sech(z1)^2", "tanh′ = sech²"],
      ["correct", "(y2-t)*(1+W2-W2*s2^2)*(1-y1^2)*x0", "W2 multiplied in"],
      ["correct", "(s2+y1-t)*(W2*tanh'(z2)+1)*tanh'(z1)*x0", "y2 = s2 + y1"],
      ["correct", "dL/dy1*dy1/dz1*x0", "∂L/∂y1 is the total derivative: both paths are in it"],
      ["correct", "dL/dy2*dy2/dy1*dy1/dW1", "∂y2/∂y1 is the total derivative too"],
      ["correct", "dL/dz2*W2*(1-y1^2)*x0 + dL/dy2*(1-y1^2)*x0", "one term for each path, in partials"],
      ["correct", "(y2-t)*((1-s2^2)*W2+1)*(x0-x0*y1^2)", "x0 multiplied in"],
      ["correct", "dL/dx0*x0/W1", "both have ∂L/∂z1, one times W1 and one times x0"],
      ["correct", "(dL/dW2*W2/y1 + y2 - t)*(1-y1^2)*x0", "∂L/∂W2/y1 = (y2 − t)(1 − s2²)"],
      ["correct", "(y2-t)*(z2*(1-s2^2)+y1)/y1*(1-y1^2)*x0", "W2 = z2/y1"],
      ["incorrect", "(y2-t)*W2*(1-s2^2)*(1-y1^2)*x0", "the skip's path is left out", "skip-path-dropped"],
      ["incorrect", "(y2-t)*(1-y1^2)*x0", "the path through layer 2 is left out", "main-path-dropped"],
      ["incorrect", "dL/ds2*ds2/dy1*dy1/dW1", "∂s2/∂y1 goes through layer 2 only", "skip-path-dropped"],
      [
        "incorrect",
        "(y2-t)*W2*(1-s2^2)*(1-y1^2)*x0*(y2-t)*(1-y1^2)*x0",
        "the paths are multiplied",
        "paths-multiplied",
      ],
      ["incorrect", "(y2-t)*(W2*(1-s2^2)-1)*(1-y1^2)*x0", "the skip is subtracted"],
      ["incorrect", "(y2-t)*(W2*(1-s2^2)+W1)*(1-y1^2)*x0", "the skip has no weight"],
      ["incorrect", "(y2-t)*(W2*(1-s2^2)+y1)*(1-y1^2)*x0", "∂y1/∂y1 is 1, not y1"],
      ["incorrect", "(y2-t)*(W2*(1-y2^2)+1)*(1-y1^2)*x0", "tanh gives s2, not y2"],
      ["incorrect", "(y2-t)*(W2*(1-s2^2)+1)*x0", "tanh′(z1) is left out on both paths", "missing-activation-slope"],
      ["incorrect", "(y2-t)*(W2+1)*(1-y1^2)*x0", "tanh′(z2) is left out", "missing-activation-slope"],
      ["incorrect", "(y2-t)*((1-s2^2)+1)*(1-y1^2)*x0", "W2 is left out", "missing-weight"],
      ["incorrect", "(y2-t)*(W1*(1-s2^2)+1)*(1-y1^2)*x0", "z2 holds W2, not W1", "weight-of-other-layer"],
      ["incorrect", "(y2-t)*(W2*(1-s2^2)+1)*(1-y1^2)", "x0 is left out", "missing-input"],
      ["incorrect", "(t-y2)*(W2*(1-s2^2)+1)*(1-y1^2)*x0", "one sign is turned", "error-sign"],
      ["incorrect", "(W2*(1-s2^2)+1)*(1-y1^2)*x0", "∂L/∂y2 is left out", "missing-loss-derivative"],
      ["incorrect", "eta*(y2-t)*(W2*(1-s2^2)+1)*(1-y1^2)*x0", "η belongs to the update", "learning-rate-included"],
      ["incorrect", "(y2-t)*(W2*s2*(1-s2)+1)*(1-y1^2)*x0", "the sigmoid's slope at z2", "sigmoid-slope-for-tanh"],
      ["incorrect", "(y2-t)*(W2*(1-s2^2)+1.002)*(1-y1^2)*x0", "the skip's 1 off in the third digit"],
      [
        "incorrect",
        "(y2-t)*abs(W2*(1-s2^2)+1)*(1-y1^2)*x0",
        "positive on the page, negative for W2 < −1",
        "right-only-here",
      ],
      ["incorrect", "(y2-t)*(W2*(1-s2^2)+1)*(1-y1^2)*0.8", "x0's value put in", "right-only-here"],
      ["invalid", "(y2-t)*(W2*(1-s2^2)+1*(1-y1^2)*x0", "a bracket stays open"],
      ["invalid", "(y2-t)*(W2*(1-s3^2)+1)*(1-y1^2)*x0", "the network has no s3"],
    ]),
    ...formula("dL/dy1", [
      ["correct", "(y2-t)*(W2*(1-s2^2)+1)", "both paths, added"],
      ["correct", "(y2-t)*dy2/dy1", "∂y2/∂y1 is the total derivative"],
      ["correct", "(y2-t) + (y2-t)*W2*(1-s2^2)", "one term for each path"],
      ["correct", "dL/dy2+dL/dz2*W2", "the same in partials"],
      ["incorrect", "(y2-t)", "the path through layer 2 is left out", "main-path-dropped"],
      ["incorrect", "(y2-t)*W2*(1-s2^2)", "the skip's path is left out", "skip-path-dropped"],
      ["incorrect", "(y2-t)^2*W2*(1-s2^2)", "the paths are multiplied", "paths-multiplied"],
    ]),
    ...formula("dL/dW2", [
      ["correct", "(y2-t)*(1-s2^2)*y1", "the skip holds no W2, so there is one path"],
      ["correct", "dL/dy2*ds2/dz2*y1", "∂y2/∂s2 = 1"],
      ["incorrect", "(y2-t)*((1-s2^2)*y1+1)", "the skip holds no W2"],
      ["incorrect", "(y2-t)*(1-y2^2)*y1", "tanh gives s2, not y2"],
    ]),
    ...number("dL/dW1", 3, [
      ["correct", "-0.0385", "−0.0385212 rounds to −0.0385"],
      ["correct", "-0.03863", "0.28 % off"],
      ["incorrect", "-0.0387", "0.46 % off, and another third digit"],
      ["incorrect", "-0.0776", "the skip alone: −0.193751·0.500972·0.8 = −0.0776501"],
      ["incorrect", "0.0391", "layer 2 alone: −0.0385212 + 0.0776501 = 0.0391289", "skip-path-dropped"],
      ["incorrect", "0.0385", "the sign is turned", "error-sign"],
      ["incorrect", "-0.039", "right as far as it goes", "too-few-digits"],
    ]),
  ],
};
