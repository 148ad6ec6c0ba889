import { formula, number, type SuiteModel } from "../suite-row.ts";

// A chain without activation functions: z3 = W3·W2·W1·x0, and ∂L/∂Wi is (z3 − t) times the other weights and x0.
// On the page x0 = 1 and W1 = W2 = 0.5, so that many wrong formulas give right numbers: z1 = 0.5, z2 = 0.25, z3 = 0.5.
// ∂L/∂W1 = −1.5·2·0.5·1 = −1.5, ∂L/∂W2 = −1.5, ∂L/∂W3 = −0.375.
const source = `x0 = 1
t = 2
W1 = 0.5
W2 = 0.5
W3 = 2
z1 = W1*x0
z2 = W2*z1
z3 = W3*z2
L = (z3 - t)^2/2`;

export const linearChain: SuiteModel = {
  name: "a linear chain with equal weights",
  source,
  rows: [
    ...formula("dL/dW1", [
      ["correct", "(z3-t)*W3*W2*x0", "the chain rule"],
      ["correct", "(W1*W2*W3*x0-t)*W2*W3*x0", "z3 by its definition"],
      ["correct", "W1*(W2*W3*x0)^2-t*W2*W3*x0", "multiplied out"],
      ["correct", "(z3-t)*z3/W1", "z3/W1 = W3·W2·x0"],
      ["correct", "dL/dW2*W2/W1", "∂L/∂W2 = (z3 − t)·W3·W1·x0"],
      ["correct", "dL/dW3*W3/W1", "∂L/∂W3 = (z3 − t)·W2·W1·x0"],
      ["correct", "dL/dx0*x0/W1", "∂L/∂x0 = (z3 − t)·W3·W2·W1"],
      ["correct", "W3 W2 x0 (z3-t)", "signs left out"],
      ["correct", "(z3-t)W3W2x0", "known names run together"],
      ["correct", "W2*W3*x0*z3 - t*x0*W2*W3", "multiplied out in another way"],
      ["correct", "x0*(z3-t)/(1/(W2*W3))", "divided by a reciprocal"],
      ["correct", "((z3-t)*W2^2*W3^2*x0^2)/(W2*W3*x0)", "squares cancel once"],
      ["incorrect", "(z3-t)*W3*W1*x0", "W1 = W2 on the page alone", "right-only-here"],
      ["incorrect", "(z3-t)*W3*W2", "x0 = 1 on the page alone", "right-only-here"],
      ["incorrect", "(z3-t)*W3*z1", "z1 = W2·x0 on the page alone", "right-only-here"],
      ["incorrect", "(z3-t)*x0", "W3·W2 = 1 on the page alone", "right-only-here"],
      ["incorrect", "z3-t", "the page's 1s hide everything", "right-only-here"],
      ["incorrect", "(z3-t)*W3*W2*x0^2", "x0² = x0 on the page alone", "right-only-here"],
      ["incorrect", "-1.5", "a number is right on this page alone", "right-only-here"],
      ["incorrect", "dL/dW2", "∂L/∂W1 = ∂L/∂W2 on the page alone", "right-only-here"],
      ["incorrect", "dL/dz3", "∂L/∂z3 = −1.5 on the page alone", "right-only-here"],
      ["incorrect", "(z3-t)*W3*W2*x0*W1", "one weight too many", "extra-weight"],
      ["incorrect", "(z3-t)*W3*x0", "W2 is left out", "missing-weight"],
      ["incorrect", "(z3-t)*W2*x0", "W3 is left out", "missing-weight"],
      ["incorrect", "(t-z3)*W3*W2*x0", "one sign is turned", "error-sign"],
      ["incorrect", "(z3-t)^2/2*W3*W2*x0", "L in place of its derivative", "loss-instead-of-derivative"],
      ["incorrect", "(z3-t)*(W3+W2+x0)", "links are multiplied, not added"],
      ["incorrect", "(z3-t)/W3*W2*x0", "W3 is divided by", "reciprocal-derivative"],
      ["incorrect", "(z3-t)*W3^2*x0", "W3 in place of W2", "weight-of-other-layer"],
      ["incorrect", "(z3-t)*W2^2*x0", "W2 in place of W3", "weight-of-other-layer"],
      ["incorrect", "4*(z3-t)*W3*W2*x0", "four times too large"],
      ["incorrect", "(z3+t)*W3*W2*x0", "a sign", null],
      ["incorrect", "(z3-t)*sqrt(W3^2*W2^2)*x0", "√ gives |W3·W2|", "right-only-here"],
      ["incorrect", "(z3-t)*W3*W2*x0*1.002", "off in the third digit", null],
      ["invalid", "(z3-t)W3W2x0W4", "the network has no W4"],
      ["invalid", "(z3-t)*W3*W2*x0;W1", "nothing follows a semicolon"],
      ["invalid", "(z3-t)(W3(W2)(x0)", "a bracket stays open"],
    ]),
    ...formula("L", [
      ["correct", "(z3-t)^2/2", "its definition"],
      ["correct", "0.5*(t-z3)^2", "a square has no sign"],
      ["correct", "½(W3 W2 W1 x0 − t)²", "inputs only, with ½ and ²"],
      ["correct", "z3^2/2-z3*t+t^2/2", "multiplied out"],
      ["correct", "dL/dz3^2/2", "∂L/∂z3 = z3 − t"],
      ["correct", "abs(z3-t)^2/2", "|u|² = u²"],
      ["incorrect", "(z3-t)^2", "twice the loss"],
      ["incorrect", "z3^2/2-t^2/2", "the square of a difference is no difference of squares"],
      ["incorrect", "abs(z3-t)/2", "the square is left out"],
      ["incorrect", "(z3-t)^3/2", "cubed"],
      ["incorrect", "(z3^2-t^2)/2", "the same difference of squares"],
      ["incorrect", "1.125", "a number is right on this page alone", "right-only-here"],
      ["invalid", "L = = (z3-t)^2/2", "nothing stands between two equals signs"],
      ["invalid", "(z3-t)^1001", "an exponent over 1,000"],
    ]),
    ...number("dL/dW3", 3, [
      ["correct", "-0.375", "(0.5 − 2)·0.25"],
      ["correct", "-3/8", "a fraction"],
      ["correct", "-0.374", "0.27 % off"],
      ["correct", "-0.376", "0.27 % off"],
      ["incorrect", "-0.3763", "0.347 % off, and it rounds to −0.376"],
      ["incorrect", "-0.3737", "0.347 % off, and it rounds to −0.374"],
      ["correct", "-1.5*.25", "a calculation without a leading zero"],
      ["incorrect", "0.375", "the sign is turned", "error-sign"],
      ["invalid", "-37,5 %", "a per cent sign"],
      ["invalid", "-0.375 1/s", "a number follows without a sign"],
    ]),
  ],
};
