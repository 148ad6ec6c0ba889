import { formula, number, type SuiteModel } from "../suite-row.ts";

// Six sigmoid neurons. Each layer backwards brings W·y(1 − y): ∂L/∂W6 = (y6 − t)·y6(1 − y6)·y5 = −0.0266568768323,
// ∂L/∂W1 = −0.0000188346458564.
const depth = 6;
const weights = [0.9, -1.1, 0.8, 1.3, -0.6, 1.2];
const source = [
  "x0 = 0.5",
  "t = 0.9",
  ...weights.map((weight, index) => `W${index + 1} = ${weight}`),
  ...weights.flatMap((_, index) => [
    `z${index + 1} = W${index + 1}*${index === 0 ? "x0" : `y${index}`}`,
    `y${index + 1} = sigmoid(z${index + 1})`,
  ]),
  `L = (y${depth} - t)^2/2`,
].join("\n");

/** The chain from the loss to a layer's pre-activation, with each slope as `write` has it. */
function chainTo(layer: number, write: (of: number) => string): string {
  const links = Array.from({ length: depth - layer + 1 }, (_, index) => depth - index);
  return ["(y6-t)", ...links.map((of) => `${write(of)}${of > layer ? `*W${of}` : ""}`)].join("*");
}

const byOutput = (layer: number) => `y${layer}*(1-y${layer})`;
const byPrime = (layer: number) => `σ'(z${layer})`;
const byPowers = (layer: number) => `exp(-z${layer})/(1+exp(-z${layer}))^2`;
const toFirst = chainTo(1, byOutput);

export const sixSigmoids: SuiteModel = {
  name: "six sigmoid neurons in a row",
  source,
  rows: [
    ...formula("dL/dW1", [
      ["correct", `${toFirst}*x0`, "the chain rule"],
      ["correct", `${chainTo(1, byPrime)}*x0`, "primes"],
      ["correct", `${chainTo(1, byPowers)}*x0`, "powers of e"],
      ["correct", "dL/dz3*W3*σ'(z2)*W2*σ'(z1)*x0", "the chain from z3 on"],
      ["correct", "dL/dW2*W2*(1-y1)*x0", "∂L/∂W2 holds one y1 already"],
      ["correct", "(y6-t)*(1-y6)*y6*z6*z5*z4*z3*z2*(1-y5)*(1-y4)*(1-y3)*(1-y2)*(1-y1)*x0", "W·y = z, five times"],
      ["correct", "dL/dy6*dy6/dy4*dy4/dy2*dy2/dW1", "partials over two layers each"],
      ["incorrect", toFirst, "x0 is left out", "missing-input"],
      ["incorrect", `${toFirst.replace("*W4", "")}*x0`, "W4 is left out", "missing-weight"],
      ["incorrect", `${toFirst.replace("*W4", "*W3")}*x0`, "W3 in place of W4", "weight-of-other-layer"],
      ["incorrect", `${toFirst.replace("*y3*(1-y3)", "")}*x0`, "σ′(z3) is left out", "missing-activation-slope"],
      ["incorrect", `${toFirst.replace("y3*(1-y3)", "y3")}*x0`, "y3 in place of σ′(z3)", "activation-instead-of-slope"],
      [
        "incorrect",
        `${toFirst.replace("y3*(1-y3)", "y4*(1-y4)")}*x0`,
        "σ′(z4) in place of σ′(z3)",
        "slope-of-other-layer",
      ],
      ["incorrect", `${toFirst.replace("y3*(1-y3)", "σ'(y3)")}*x0`, "the slope at y3", "slope-at-output"],
      ["incorrect", `${toFirst.replace("y3*(1-y3)", "(1-y3^2)")}*x0`, "tanh's slope", "tanh-slope-for-sigmoid"],
      ["incorrect", `-${toFirst}*x0`, "the sign is turned", "error-sign"],
      ["incorrect", `2*${toFirst}*x0`, "twice as large", "loss-factor-two"],
      ["incorrect", `${toFirst}*y1`, "y1 in place of x0", "activation-of-other-layer"],
      ["incorrect", `${toFirst}*x0*W1`, "∂z1/∂W1 holds no W1", "extra-weight"],
      ["incorrect", `${toFirst.replace("(y6-t)*", "")}*x0`, "∂L/∂y6 is left out", "missing-loss-derivative"],
      ["incorrect", `${toFirst.replace("(1-y3)", "(1.001-y3)")}*x0`, "1.001 in place of 1"],
      ["incorrect", `${toFirst.replace("(1-y3)", "(1-y2)")}*x0`, "a neighbour's index in half a slope"],
      ["incorrect", `${toFirst.replace("y3*(1-y3)", "(1-y3)")}*x0`, "y3 is dropped", "factors"],
      ["incorrect", "0", "small is not zero", null],
      ["incorrect", "-1.883464586e-5", "a number is right on this page alone", "right-only-here"],
      ["incorrect", `${toFirst}*x0+1e-12`, "a trillionth is a ten-millionth of this gradient", null],
    ]),
    ...formula("dL/dW6", [
      ["correct", "(y6-t)*y6*(1-y6)*y5", "the chain rule"],
      ["correct", "(y6-t)*sech(z6/2)^2/4*y5", "σ′ = sech²(z/2)/4"],
      ["incorrect", "(y6-t)*y6*(1-y6)*y4", "y4 in place of y5", "activation-of-other-layer"],
      ["incorrect", "(y6-t)*y6*(1-y6)*y6", "y6 in place of y5", "activation-of-other-layer"],
      ["incorrect", "(y5-t)*y6*(1-y6)*y5", "the output is y6", null],
      ["invalid", "(y6-t)*y6*(1-y6)*y7", "there is no y7"],
    ]),
    ...number("dL/dW1", 3, [
      ["correct", "-1.88e-5", "−0.0000188346 rounds to −0.0000188"],
      ["correct", "-0.0000188", "the same without a power of ten"],
      ["correct", "-0.00001884", "four digits"],
      ["incorrect", "-0.0000189", "0.35 % off, and another third digit"],
      ["incorrect", "0", "small is not zero", null],
      ["incorrect", "-0.0000377", "x0 left out: −0.0000376693"],
      ["incorrect", "-1.9e-5", "right as far as it goes", "too-few-digits"],
    ]),
  ],
};
