import { formula, number, type SuiteModel } from "../suite-row.ts";

// h feeds both outputs, so ∂L/∂h = (ya − ta)·Va + (yb − tb)·Vb = 0.0169673318418 and
// ∂L/∂W1 = ∂L/∂h·(1 − h²)·x0 = 0.00566287539104, ∂L/∂Va = (ya − ta)·h = −0.0355040929202.
// h = 0.793199097084, ya = 0.555239367958, yb = −0.396599548542 (40-digit arithmetic).
const source = `x0 = 0.9
ta = 0.6
tb = -0.3
W1 = 1.2
Va = 0.7
Vb = -0.5
z1 = W1*x0
h = tanh(z1)
ya = Va*h
yb = Vb*h
L = (ya - ta)^2/2 + (yb - tb)^2/2`;

export const twoOutputs: SuiteModel = {
  name: "one hidden unit and two outputs",
  source,
  rows: [
    ...formula("dL/dh", [
      ["correct", "(ya-ta)*Va+(yb-tb)*Vb", "one path for each output, added"],
      ["correct", "Vb*(yb-tb) + Va*(ya-ta)", "in another order"],
      ["correct", "dL/dya*Va + dL/dyb*Vb", "the same in partials"],
      ["correct", "dL/dya*dya/dh + dL/dyb*dyb/dh", "all in partials"],
      ["correct", "(Va^2+Vb^2)*h - Va*ta - Vb*tb", "ya = Va·h and yb = Vb·h, multiplied out"],
      ["correct", "((ya-ta)*ya+(yb-tb)*yb)/h", "Va = ya/h and Vb = yb/h"],
      ["correct", "(dL/dVa*Va+dL/dVb*Vb)/h", "∂L/∂V holds h"],
      ["invalid", "dL/dz1/(1-h^2)", "∂L/∂z1 is ∂L/∂h·(1 − h²): worked out with what is asked"],
      ["incorrect", "(ya-ta)*Va", "the second output's path is left out"],
      ["incorrect", "(yb-tb)*Vb", "the first output's path is left out"],
      ["incorrect", "(ya-ta)*Va*(yb-tb)*Vb", "the paths are multiplied", "paths-multiplied"],
      ["incorrect", "(ya-ta)*Va-(yb-tb)*Vb", "the second path is subtracted"],
      ["incorrect", "(ya-ta)*Vb+(yb-tb)*Va", "the weights are exchanged"],
      ["incorrect", "(ya-ta+yb-tb)*(Va+Vb)", "each error with each weight"],
      ["incorrect", "(ya-tb)*Va+(yb-ta)*Vb", "the targets are exchanged"],
      ["incorrect", "(ya-ta)+(yb-tb)", "both weights are left out", "missing-weight"],
      ["incorrect", "2*((ya-ta)*Va+(yb-tb)*Vb)", "the ½ of the loss cancels the 2", "loss-factor-two"],
      ["incorrect", "(ta-ya)*Va+(tb-yb)*Vb", "both signs are turned", "error-sign"],
      ["incorrect", "sqrt(((ya-ta)*Va)^2)+(yb-tb)*Vb", "√(u²) = |u|, and the first error is negative on the page"],
      ["incorrect", "((ya-ta)*Va+(yb-tb)*Vb)/2", "half of it: a mean for a sum", "loss-factor-half"],
    ]),
    ...formula("dL/dW1", [
      ["correct", "((ya-ta)*Va+(yb-tb)*Vb)*(1-h^2)*x0", "both paths, then the common rest"],
      ["correct", "(ya-ta)*Va*(1-h^2)*x0+(yb-tb)*Vb*(1-h^2)*x0", "each path in full"],
      ["correct", "dL/dh*sech(z1)^2*x0", "∂L/∂h is the total derivative"],
      ["correct", "dL/dz1*z1/W1", "x0 = z1/W1"],
      ["incorrect", "(ya-ta)*Va*(1-h^2)*x0", "the second output's path is left out"],
      ["incorrect", "((ya-ta)*Va+(yb-tb)*Vb)*x0", "tanh′(z1) is left out", "missing-activation-slope"],
      ["incorrect", "((ya-ta)*Va+(yb-tb)*Vb)*(1-h^2)", "x0 is left out", "missing-input"],
      ["incorrect", "((ya-ta)*Va+(yb-tb)*Vb)*h*(1-h)*x0", "the sigmoid's slope for tanh", "sigmoid-slope-for-tanh"],
      ["incorrect", "((ya-ta)*Va*(1-h^2)+(yb-tb)*Vb)*x0", "the slope stands on one path alone"],
      ["incorrect", "((ya-ta)*Va+(yb-tb)*Vb)*(1-h^2)*h", "h in place of x0", "activation-of-other-layer"],
    ]),
    ...formula("dL/dVa", [
      ["correct", "(ya-ta)*h", "Va lies on one path alone"],
      ["correct", "(Va*h-ta)*tanh(W1*x0)", "by definitions"],
      ["incorrect", "(yb-tb)*h", "the other output's error"],
      ["incorrect", "(ya-ta)*h+(yb-tb)*h", "yb holds no Va"],
      ["incorrect", "(ya-ta)", "h is left out", "missing-input"],
      ["incorrect", "(ya-ta)*z1", "z1 in place of h", "pre-activation-instead-of-activation"],
    ]),
    ...number("dL/dh", 3, [
      ["correct", "0.0170", "0.0169673 rounds to 0.0170"],
      ["correct", "0.0169181", "0.29 % off"],
      ["incorrect", "0.0169", "0.397 % off, and another third digit"],
      ["correct", "-0.04476*0.7+0.0966*0.5", "a calculation: 0.016968"],
      ["incorrect", "-0.0313", "the first output alone: −0.0313324"],
      ["incorrect", "0.0483", "the second output alone: 0.0482998"],
    ]),
  ],
};
