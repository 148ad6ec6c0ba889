import { formula, type SuiteModel } from "../suite-row.ts";

// L = −Σ tᵢ ln pᵢ with p = softmax(z). Since ∂ ln pᵢ/∂zⱼ = [i = j] − pⱼ, ∂L/∂zⱼ = pⱼ·Σ tᵢ − tⱼ.
// The entries of t are inputs like any other, so Σ tᵢ = 1 holds on the page and not at any values.
const source = `x = [0.6, -0.9]
t = [0, 1, 0]
W = [[0.5, -0.4], [1.1, 0.3], [-0.2, 0.8]]
z = W @ x
p = softmax(z)
L = -sum(t*log(p))`;

export const softmaxLayer: SuiteModel = {
  name: "a softmax layer with cross-entropy",
  source,
  rows: [
    ...formula("dL/dz", [
      ["correct", "p*sum(t)-t", "the derivation above"],
      ["correct", "softmax(z)*sum(t)-t", "p by its definition"],
      ["correct", "exp(z)/sum(exp(z))*sum(t)-t", "softmax written out"],
      ["correct", "sum(t)*(p-t/sum(t))", "Σt factored out"],
      ["incorrect", "t-p*sum(t)", "the sign is turned"],
      ["incorrect", "p*sum(t)+t", "a sign"],
      ["incorrect", "(p-t)*p*(1-p)", "the slope does not stay"],
      ["incorrect", "-t/p", "that is ∂L/∂p"],
      ["incorrect", "-t/p*p*(1-p)", "each p depends on every z, not on its own alone"],
      ["incorrect", "p", "the probabilities"],
      ["invalid", "sum(p-t)", "a number, where three entries are asked"],
    ]),
    ...formula("dL/dW", [
      ["correct", "(p*sum(t)-t) x^T", "∂L/∂z xᵀ"],
      ["correct", "dL/dz x^T", "∂L/∂z as a factor"],
      ["correct", "(x dL/dz^T)^T", "(ab^T)^T = ba^T"],
      ["incorrect", "(t-p*sum(t)) x^T", "the sign is turned"],
      ["incorrect", "p x^T", "t is left out"],
      ["invalid", "x dL/dz^T", "2×3, where 3×2 is asked"],
      ["invalid", "dL/dz x", "two columns do not fit"],
    ]),
    ...formula("dL/dx", [
      ["correct", "W^T dL/dz", "each x reaches every z"],
      ["correct", "W^T (p*sum(t)-t)", "∂L/∂z written out"],
      ["incorrect", "W^T p", "t is left out"],
      ["invalid", "W dL/dz", "3×2 by 3 does not fit: the transpose is missing"],
    ]),
  ],
};
