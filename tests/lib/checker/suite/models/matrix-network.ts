import { formula, number, type SuiteModel } from "../suite-row.ts";

// W1 is 3×2, W2 is 2×3; x, t, z2, y2 are columns of 2 and z1, y1 columns of 3. Column by column:
// δ2 = (y2 − t)⊙y2⊙(1 − y2) = [0.077201018, −0.098882977], ∂L/∂W2 = δ2 y1ᵀ,
// ∂L/∂y1 = W2ᵀ δ2, δ1 = W2ᵀδ2 ⊙ (1 − y1²) = [0.081249144, −0.093735438, −0.036504715], ∂L/∂W1 = δ1 xᵀ.
const source = `x = [0.5, -1.2]
t = [0.3, 0.8]
W1 = [[0.4, -0.6], [0.9, 0.2], [-0.3, 0.7]]
W2 = [[1.2, -0.5, 0.3], [-0.8, 0.6, 1.1]]
z1 = W1 @ x
y1 = tanh(z1)
z2 = W2 @ y1
y2 = sigmoid(z2)
L = sum((y2 - t)^2)/2`;

export const matrixNetwork: SuiteModel = {
  name: "two layers with matrices",
  source,
  rows: [
    ...formula("dL/dz2", [
      ["correct", "(y2-t)*y2*(1-y2)", "element by element"],
      ["correct", "(y2-t)⊙y2⊙(1-y2)", "the sign for it"],
      ["correct", "(y2-t)*σ'(z2)", "a prime of a vector goes element by element"],
      ["correct", "dL/dy2*sigmoid'(z2)", "∂L/∂y2 is a vector"],
      ["correct", "(y2-t)*(y2-y2^2)", "a power of a vector goes element by element"],
      ["correct", "(y2-t)*exp(-z2)/(1+exp(-z2))^2", "e^−z element by element"],
      ["correct", "(sigmoid(W2 @ y1)-t)*y2*(1-y2)", "y2 by its definition"],
      ["correct", "(sigmoid(W2 y1)-t)*y2*(1-y2)", "the matrix product with its sign left out"],
      ["incorrect", "y2-t", "the slope is left out"],
      ["incorrect", "(y2-t)*y2", "1 − y2 is left out"],
      ["incorrect", "(t-y2)*y2*(1-y2)", "the sign is turned"],
      ["incorrect", "2*(y2-t)*y2*(1-y2)", "the ½ cancels the 2"],
      ["incorrect", "(y2-t)*y2*(1-y2)*[1, 1.01]", "the second entry is a hundredth off"],
      ["incorrect", "(y2-t)*y2*(1-y2)/2", "a mean for a sum"],
      ["incorrect", "[0, 0]", "zero is no gradient"],
      ["incorrect", "[0.077201018, -0.098882977]", "numbers are right on this page alone", "right-only-here"],
      ["invalid", "(y2-t)*y1", "2 entries and 3 do not fit"],
      ["invalid", "sum((y2-t)*y2*(1-y2))", "a number, where two entries are asked"],
      ["invalid", "(y2-t) y2 (1-y2)", "a left-out sign is the matrix product, and two columns do not fit"],
      ["invalid", "delta2", "δ2 is the question"],
    ]),
    ...formula("dL/dW2", [
      ["correct", "dL/dz2 y1^T", "the outer product"],
      ["correct", "delta2 @ y1^T", "the same with its sign"],
      ["correct", "((y2-t)*y2*(1-y2)) y1^T", "δ2 written out"],
      ["correct", "((y2-t)*y2*(1-y2))·y1ᵀ", "a dot and a raised T"],
      ["correct", "(y1 delta2^T)^T", "(ab^T)^T = ba^T"],
      ["correct", "\\delta_2 y_1^{T}", "TeX of the outer product"],
      ["correct", "delta2 tanh(z1)^T", "y1 by its definition"],
      ["correct", "delta2 tanh(W1 x)^T", "and z1 by its own"],
      ["incorrect", "delta2 z1^T", "z1 in place of y1"],
      ["incorrect", "(y2-t) y1^T", "the slope is left out"],
      ["incorrect", "-delta2 y1^T", "the sign is turned"],
      ["incorrect", "2 delta2 y1^T", "twice as large"],
      ["incorrect", "delta2 (y1^2)^T", "y1 squared"],
      ["incorrect", "((y2-t)*y2*(1-y2)*[1,0]) y1^T", "the second row is 0"],
      ["incorrect", "W2", "the weight itself"],
      ["invalid", "y1 delta2^T", "3×2, where 2×3 is asked"],
      ["invalid", "delta2", "a column, where 2×3 is asked"],
      ["invalid", "delta2 y1", "two columns do not fit"],
      ["invalid", "delta2*y1", "2 entries and 3 do not fit"],
      ["invalid", "delta2 x^T", "2×2, where 2×3 is asked"],
      ["invalid", "delta2^T y1", "a row of 2 and a column of 3 do not fit"],
    ]),
    ...formula("dL/dy1", [
      ["correct", "W2^T delta2", "each y1 reaches both z2"],
      ["correct", "W2ᵀ @ dL/dz2", "a raised T"],
      ["correct", "W_2^{T} \\delta_2", "TeX of the transpose"],
      ["correct", "(delta2^T W2)^T", "(a^T B)^T = B^T a"],
      ["correct", "W2^T ((y2-t)*y2*(1-y2))", "δ2 written out"],
      ["incorrect", "W2^T (y2-t)", "the slope is left out"],
      ["incorrect", "W1 delta2", "W1 has W2ᵀ's shape and other entries"],
      ["incorrect", "W2^T (delta2*delta2)", "δ2 stands twice"],
      ["invalid", "W2 delta2", "2×3 by 2 does not fit: the transpose is missing"],
      ["invalid", "W2*delta2", "2×3 by 2, element by element, does not fit"],
      ["invalid", "delta2 W2", "a column by 2×3 does not fit"],
    ]),
    ...formula("dL/dW1", [
      ["correct", "((W2^T delta2)*(1-y1^2)) x^T", "δ1 xᵀ"],
      ["correct", "delta1 x^T", "δ1 = ∂L/∂z1"],
      ["correct", "(dL/dy1*tanh'(z1)) x^T", "a prime"],
      ["correct", "(sech(z1)^2*(W2^T delta2)) x^T", "tanh′ = sech²"],
      ["correct", "((1-y1)*(1+y1)*(W2^T delta2)) x^T", "1 − y² = (1 − y)(1 + y)"],
      ["incorrect", "(W2^T delta2) x^T", "tanh′(z1) is left out"],
      ["incorrect", "((W2^T delta2)*y1) x^T", "the activation in place of its slope"],
      ["incorrect", "((W2^T delta2)*y1*(1-y1)) x^T", "the sigmoid's slope"],
      ["incorrect", "((W2^T delta2)*(1-y1^2)) (x^2)^T", "x squared"],
      ["invalid", "(W2^T delta2)*(1-y1^2)", "a column of 3, where 3×2 is asked"],
      ["invalid", "x delta1^T", "2×3, where 3×2 is asked"],
    ]),
    ...formula("L", [
      ["correct", "sum((y2-t)^2)/2", "its definition"],
      ["correct", "mean((y2-t)^2)", "the mean of two squares is half their sum"],
      ["correct", "(y2-t)^T (y2-t)/2", "a row by a column is a number"],
      ["correct", "sum(y2^2)/2-sum(y2*t)+sum(t^2)/2", "multiplied out"],
      ["incorrect", "sum(y2-t)^2/2", "the square of a sum is no sum of squares"],
      ["incorrect", "sum((y2-t)^2)", "the ½ is left out"],
      ["incorrect", "sum(abs(y2-t))/2", "no squares"],
    ]),
    ...number("dL/dz2", 3, [
      ["correct", "[0.0772, -0.0989]", "0.0772010 and −0.0988830 rounded"],
      ["correct", "(y2-t)*y2*(1-y2)", "names, put in"],
      ["incorrect", "[0.0772, 0.0989]", "the second sign"],
      ["incorrect", "[-0.0989, 0.0772]", "exchanged"],
      ["incorrect", "[0.0772, -0.0982]", "the second entry is 0.7 % off"],
      ["invalid", "0.0772", "one number, where two are asked"],
      ["invalid", "[0.0772, -0.0989, 0]", "three numbers, where two are asked"],
    ]),
    ...number("L", 3, [["correct", "0.226", "0.225657 rounds to 0.226"]]),
  ],
};
