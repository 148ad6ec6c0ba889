import { formula, number, type SuiteModel } from "../suite-row.ts";

// One weight in both layers: ∂z2/∂W = y1 + W·y1(1 − y1)·x0, the use in layer 2 and the use in layer 1.
// ∂L/∂W = (y2 − t)·y2(1 − y2)·(y1 + W·y1(1 − y1)·x0) = 0.0943424975781.
// y1 = 0.713000162752, y2 = 0.716445982678 (40-digit arithmetic).
const source = `x0 = 0.7
t = 0.2
W = 1.3
z1 = W*x0
y1 = sigmoid(z1)
z2 = W*y1
y2 = sigmoid(z2)
L = (y2 - t)^2/2`;

export const sharedWeight: SuiteModel = {
  name: "one weight shared by two layers",
  source,
  rows: [
    ...formula("dL/dW", [
      ["correct", "(y2-t)*y2*(1-y2)*(y1+W*y1*(1-y1)*x0)", "both uses, added"],
      ["correct", "(y2-t)*y2*(1-y2)*y1*(1+W*x0*(1-y1))", "y1 factored out"],
      ["correct", "(y2-t)*y2*(1-y2)*y1*(1+z1*(1-y1))", "W·x0 = z1"],
      ["correct", "(y2-t)*y2*(1-y2)*(y1+W*dy1/dW)", "the product rule"],
      ["correct", "dL/dz2*y1 + dL/dz1*x0", "one term for each use"],
      ["correct", "dL/dz2*dz2/dW", "∂z2/∂W is the total derivative: both uses are in it"],
      ["correct", "(y2-t)*dy2/dW", "∂y2/∂W is the total derivative"],
      ["correct", "(y2-t)*σ'(z2)*(y1+W*σ'(z1)*x0)", "primes"],
      ["correct", "(y2-t)*σ'(z2)*y1 + (y2-t)*σ'(z2)*W*σ'(z1)*x0", "the bracket multiplied out"],
      ["correct", "(y2-t)*σ'(W σ(W x0))*(σ(W x0)+W x0 σ'(W x0))", "inputs only"],
      ["correct", "(y2-t)*y2*(1-y2)*(z2/W+W*y1*(1-y1)*x0)", "y1 = z2/W"],
      ["correct", "(y2-t)*y2*(1-y2)*(y1+z2*(1-y1)*x0)", "W·y1 = z2"],
      ["correct", "delta2 y1 + delta1 x0", "δ = ∂L/∂z"],
      ["correct", "dL/dz2 (y1 + x0 W σ'(z1))", "δ2 factored out"],
      ["incorrect", "(y2-t)*y2*(1-y2)*y1", "the use in layer 1 is left out", "main-path-dropped"],
      ["incorrect", "(y2-t)*y2*(1-y2)*W*y1*(1-y1)*x0", "the use in layer 2 is left out", "skip-path-dropped"],
      [
        "incorrect",
        "(y2-t)*y2*(1-y2)*y1*(y2-t)*y2*(1-y2)*W*y1*(1-y1)*x0",
        "the paths are multiplied",
        "paths-multiplied",
      ],
      ["incorrect", "(y2-t)*y2*(1-y2)*(y1+y1*(1-y1)*x0)", "W is left out", "missing-weight"],
      ["incorrect", "(y2-t)*y2*(1-y2)*(y1+W*x0)", "σ′(z1) is left out", "missing-activation-slope"],
      ["incorrect", "(y2-t)*(y1+W*y1*(1-y1)*x0)", "σ′(z2) is left out", "missing-activation-slope"],
      ["incorrect", "(y2-t)*y2*(1-y2)*(y1-W*y1*(1-y1)*x0)", "the second use is subtracted"],
      ["incorrect", "2*(y2-t)*y2*(1-y2)*y1", "two uses are not twice one use"],
      ["incorrect", "(y2-t)*y2*(1-y2)*(y1+W*y1*(1-y1))", "x0 is left out"],
      ["incorrect", "(y2-t)*y2*(1-y2)*(y1+W^2*y1*(1-y1))", "by x0 in place of W: ∂z1/∂W = x0"],
      ["incorrect", "2*(y2-t)*y2*(1-y2)*(y1+W*y1*(1-y1)*x0)", "the ½ of the loss cancels the 2", "loss-factor-two"],
      ["incorrect", "(t-y2)*y2*(1-y2)*(y1+W*y1*(1-y1)*x0)", "one sign is turned", "error-sign"],
      ["incorrect", "W-eta*dL/dz2*(y1+W*y1*(1-y1)*x0)", "the weight after a step", "update-instead-of-gradient"],
      ["incorrect", "(y2-t)*y2*(1-y2)*(y1+W*y1*(1-y1)*x0*1.003)", "one term off in the third digit"],
      ["incorrect", "(y2-t)*y2*(1-y2)*(y1+1.3*y1*(1-y1)*x0)", "W's value put in", "right-only-here"],
      ["incorrect", "(y2-t)*y2*(1-y2)*(y1+sqrt(W^2)*y1*(1-y1)*x0)", "√(W²) = |W|", "right-only-here"],
      ["incorrect", "0.0943", "a number is right on this page alone", "right-only-here"],
      ["invalid", "dL/dW", "the question is no answer"],
      ["invalid", "dL/dW1", "the network has no W1"],
      ["invalid", "(y2-t)*y2*(1-y2)*(y1+W1*y1*(1-y1)*x0)", "the network has no W1"],
    ]),
    ...number("dL/dW", 3, [
      ["correct", "0.0943", "0.0943425 rounds to 0.0943"],
      ["correct", "0.09407", "0.289 % off"],
      ["incorrect", "0.0940", "0.363 % off, and another third digit"],
      ["incorrect", "0.0748", "layer 2's use alone: 0.104917·0.713000 = 0.0748055", "main-path-dropped"],
      ["incorrect", "0.0195", "layer 1's use alone: 0.0279099·0.7 = 0.0195370", "skip-path-dropped"],
      ["incorrect", "0.189", "twice as large: 0.188685", "loss-factor-two"],
      ["correct", "0.1049166*0.713+0.02791*0.7", "a calculation: 0.0743… + 0.0195… = 0.0943425"],
    ]),
  ],
};
