import { describe, expect, it } from "vitest";
import { freeExercise, verdictOn } from "./free-exercise.ts";

// L = (y3 − t)²/2, y3 = σ(z3), z3 = W3·y2, so ∂L/∂W3 = (y3 − t)·σ′(z3)·y2 with σ′(z3) = y3(1 − y3). Every case below says
// by which identity it is that formula, or at which point it is another one.
const judge = (text: string) => verdictOn(freeExercise, "formula", text);

describe("forms of ∂L/∂W3 that are right", () => {
  it.each([
    ["(y3-t)*y3*(1-y3)*y2", "the chain rule with σ′ = y(1 − y)"],
    ["(y3 - t) y3 (1 - y3) y2", "signs left out"],
    ["(y3-t)y3(1-y3)y2", "no spaces either; y3( is a product, for y3 is no function"],
    ["y2(y3-t)y3(1-y3)", "factors in another order"],
    ["y₂(y₃ − t)·y₃·(1 − y₃)", "subscripts and typographic signs"],
    ["(y_3 - t) × y_{3} × (1 - y_3) × y_2", "subscripts as in TeX"],
    ["(y3-t)*sigmoid'(z3)*y2", "a prime for the slope"],
    ["(y3-t)σ′(z3)y2", "the greek letter and a typographic prime"],
    ["(y3-t)*sigmoid(z3)*sigmoid(-z3)*y2", "1 − σ(z) = σ(−z)"],
    ["(y3-t)*sigmoid(z3)*(1-sigmoid(z3))*y2", "y3 written as σ(z3)"],
    ["(y3-t)*σ'(W3*y2)*y2", "z3 written as W3·y2"],
    ["(sigmoid(W3*y2)-t)*σ'(W3*y2)*y2", "y3 written out as well"],
    ["(σ(W3*σ(W2*σ(W1*x0)))-t)*σ'(W3*σ(W2*σ(W1*x0)))*σ(W2*σ(W1*x0))", "everything in terms of inputs and weights"],
    ["dL/dy3 * dy3/dz3 * dz3/dW3", "the three links of the chain"],
    ["∂L/∂y3 · ∂y3/∂z3 · ∂z3/∂W3", "the same with ∂"],
    [
      "\\frac{\\partial L}{\\partial y_3} \\cdot \\frac{\\partial y_3}{\\partial z_3} \\cdot \\frac{\\partial z_3}{\\partial W_3}",
      "the same in TeX",
    ],
    ["dL/dz3 * y2", "two links taken together"],
    ["dL/dy3 * dy3/dW3", "the other two taken together"],
    ["(y3-t) * dy3/dW3", "the loss's derivative written out"],
    ["dL/dy2 * y2/W3", "∂L/∂y2 = ∂L/∂z3·W3"],
    ["dL/dz2/(W3*(1-y2))", "∂L/∂z2 = ∂L/∂z3·W3·y2(1 − y2)"],
    ["dL/dW3 = (y3-t)*y3*(1-y3)*y2", "what is asked may stand on the left"],
    ["∂L/∂W_3 = (y3-t)*y3*(1-y3)*y2", "in any spelling"],
    ["-(t-y3)*y3*(1-y3)*y2", "t − y3 with a minus in front"],
    ["(t-y3)*y3*(y3-1)*y2", "two signs turned"],
    ["(y3-t)*(y3-y3^2)*y2", "y(1 − y) = y − y²"],
    ["(y3-t)(y3-y3²)y2", "the same with a superscript"],
    ["(y3 - y3^2 - t + t*y3)*y3*y2", "(y − t)(1 − y) multiplied out"],
    ["y3^2*y2 - y3^3*y2 - t*y3*y2 + t*y3^2*y2", "everything multiplied out"],
    ["(y3-t)*exp(-z3)/(1+exp(-z3))^2*y2", "σ′ = e^−z/(1 + e^−z)²"],
    ["(y3-t)*e^(-z3)/(1+e^(-z3))^2*y2", "the same with the constant e"],
    ["(y3-t)*exp(z3)/(1+exp(z3))^2*y2", "σ′ is even"],
    ["(y3-t)*y2/(2+exp(z3)+exp(-z3))", "σ′ = 1/(2 + e^z + e^−z)"],
    ["(y3-t)*y2/(4*cosh(z3/2)^2)", "σ′ = 1/(4 cosh²(z/2))"],
    ["(y3-t)*y2*sech(z3/2)^2/4", "the same with sech"],
    ["(y3-t)*y2*(1-tanh(z3/2)^2)/4", "σ′ = (1 − tanh²(z/2))/4"],
    ["(y3-t)*y3^2*exp(-z3)*y2", "(1 − y)/y = e^−z"],
    ["(y3-t)*(1-y3)^2*exp(z3)*y2", "y/(1 − y) = e^z"],
    ["(1/(1+exp(-z3))-t)*y3*(1-y3)*y2", "σ written out"],
    ["(y3-t)*y3*(1-y3)*z3/W3", "y2 = z3/W3"],
    ["(y3-t)*y3*(1-y3)*sigmoid(z2)", "y2 = σ(z2)"],
    ["(y3-t)*y3*(1-y3)*(1-sigmoid(-z2))", "σ(z) = 1 − σ(−z)"],
    ["(y3-t)*y3*(1-y3)*exp(log(y2))", "y2 is positive everywhere"],
    ["(y3-t)*y3*(1-y3)*sqrt(y2^2)", "y2 is positive everywhere, so the root of its square is y2"],
    ["(y3-t)*y3*(1-y3)*abs(y2)", "y2 is positive everywhere, so it is its own absolute value"],
    ["(y3^2-t^2)/(y3+t)*y3*(1-y3)*y2", "y² − t² = (y − t)(y + t)"],
    ["(y3-t)*y3*y2 - (y3-t)*y3^2*y2", "the bracket multiplied out"],
    ["2*L/(y3-t)*y3*(1-y3)*y2", "2L/(y − t) = y − t"],
    ["1/2*2*(y3-t)*y3*(1-y3)*y2", "½·2 = 1"],
    ["0,5*2*(y3-t)*y3*(1-y3)*y2", "a decimal comma"],
    ["(y3-t)*y3*(1-y3)*y2*eta/eta", "the learning rate cancels"],
    ["(y3-t)*y3*(1-y3)*y2 + x0 - x0", "x0 cancels"],
    ["(y3-t)*y3*(1-y3)/y2^-1", "dividing by a reciprocal"],
    ["(y3-t)**1*y3*(1-y3)*y2", "** is ^"],
    ["[y3-t]·{y3·(1-y3)}·y2", "square and curly brackets that group"],
    ["$(y_3-t)\\,\\sigma'(z_3)\\,y_2$", "TeX between dollar signs"],
    ["\\left(y_3-t\\right)\\cdot \\sigma^{\\prime}(z_3)\\cdot y_2", "TeX as people paste it"],
    ["   (y3-t)*y3*(1-y3)*y2   ", "spaces round it"],
    ["(y3-t)*y3*(1-y3)*y2\r\n", "the end of line a text field adds"],
  ])("%s: %s", (text) => {
    expect(judge(text)).toMatchObject({ verdict: "correct", score: 1, code: "correct", at: null, diagnosis: null });
  });
});

describe("near misses of ∂L/∂W3", () => {
  it.each([
    ["(y3-t)*y2", "σ′ is missing"],
    ["(y3-t)*y3*y2", "1 − y3 is missing"],
    ["(y3-t)*(1-y3)*y2", "y3 is missing"],
    ["(y3-t)*y3*(1-y3)", "the input y2 is missing"],
    ["y3*(1-y3)*y2", "y3 − t is missing"],
    ["(t-y3)*y3*(1-y3)*y2", "the sign is turned"],
    ["-(y3-t)*y3*(1-y3)*y2", "the sign is turned"],
    ["2*(y3-t)*y3*(1-y3)*y2", "twice too large"],
    ["(y3-t)*y3*(1-y3)*y2/2", "half of it"],
    ["(y3-t)^2/2*y3*(1-y3)*y2", "the loss in place of its derivative"],
    ["(y3-t)^2*y3*(1-y3)*y2", "the error squared"],
    ["(y3+t)*y3*(1-y3)*y2", "plus for minus"],
    ["(y3-t)*y3*(1+y3)*y2", "plus for minus"],
    ["(y3-t)*y3*(1-y3)*y1", "the neighbour's activation"],
    ["(y3-t)*y3*(1-y3)*y3", "the output for the input"],
    ["(y3-t)*y3*(1-y3)*z2", "the pre-activation for the activation"],
    ["(y3-t)*y3*(1-y3)*W3", "the weight for its input"],
    ["(y3-t)*y3*(1-y3)*y2*W3", "the weight besides"],
    ["(y3-t)*y3*(1-y3)*x0", "the network's input for the layer's"],
    ["(y3-t)*y2*(1-y2)*y2", "another layer's slope"],
    ["(y2-t)*y3*(1-y3)*y2", "another layer's output in the error"],
    ["(y3-t)*σ'(y3)*y2", "the slope taken at the output"],
    ["(y3-t)*σ(z3)*y2", "the activation for its slope"],
    ["(y3-t)*(y3*(1-y3))^2*y2", "the slope squared"],
    ["(y3-t)*(1-y3^2)*y2", "tanh's slope for σ's"],
    ["(y3-t)*tanh'(z3)*y2", "tanh's slope for σ's"],
    ["(y3-t)/(y3*(1-y3))*y2", "divided by the slope"],
    ["(y3-t)*y3*(1-y3)/y2", "divided by the input"],
    ["(y3-t)+y3*(1-y3)+y2", "added instead of multiplied"],
    ["eta*(y3-t)*y3*(1-y3)*y2", "the learning rate let in"],
    ["W3-eta*(y3-t)*y3*(1-y3)*y2", "the updated weight"],
    ["dL/dW2", "another weight's gradient"],
    ["dL/dy3*dy3/dz3", "the chain cut short"],
    ["dL/dz3*dz3/dy2", "the chain goes on to y2"],
    ["dL/dz3*W3", "by y2 in place of W3"],
    ["0", "zero, where the gradient is zero only for y3 = t"],
    ["1e-12", "a tiny number"],
    ["0.999*(y3-t)*y3*(1-y3)*y2", "a constant off in the third digit"],
    ["1.0000001*(y3-t)*y3*(1-y3)*y2", "a constant off in the eighth digit"],
    ["(y3-t)*y3*(1-y3)*y2+1e-9", "a small constant added"],
    ["(y3-t)*y3*(1-y3)*y2^1.001", "an exponent off in the fourth digit"],
    ["(y3-t)*y3*(1.001-y3)*y2", "a constant off in the fourth digit"],
    ["(y3-t)*y3*(1-y3)*(1/2+z2/4)", "σ by its tangent at 0: near for small z2 only"],
    ["(y3-t)*(1/4-z3^2/16)*y2", "σ′ by its series up to z²: near for small z3 only"],
    ["(y3-t)*exp(-z3^2/4)/4*y2", "a bell with σ′'s height and curvature at 0"],
    ["abs(y3-t)*y3*(1-y3)*y2", "positive where y3 < t, as at the page's values"],
    ["sqrt((y3-t)^2)*y3*(1-y3)*y2", "a root loses the sign of the error"],
    ["((y3-t)*y3*(1-y3)*y2)^2/((y3-t)*y3*(1-y3)*abs(y2))/1.001", "the right formula by another way, a thousandth off"],
  ])("%s: %s", (text) => {
    expect(judge(text)).toMatchObject({ verdict: "incorrect", score: 0 });
  });

  it.each([
    ["-0.0170", "the value, where a formula is asked"],
    ["-0.01700053263158189", "the value to all digits"],
    ["-0.187*0.237*0.383", "a calculation with the page's values"],
    ["(y3-0.8)*y3*(1-y3)*y2", "the target's value put in: wrong for any other target"],
    ["(y3-t)*y3*(1-y3)*sigmoid(-0.6*y1)", "a weight's value put in"],
    ["(y3-t)*y3*(1-y3)*sigmoid(W2*sigmoid(1.35))", "z1's value put in"],
    ["(y3-t)*y3*(1-y3)*y2*x0/1.5", "x0 divided by its value"],
    ["(y3-t)*y3*(1-y3)*y2*eta/0.1", "the learning rate divided by its value"],
    ["-abs(y3-t)*y3*(1-y3)*y2", "−|y3 − t| is y3 − t where y3 < t, as on the page"],
    ["-sqrt(2*L)*y3*(1-y3)*y2", "√(2L) is |y3 − t|: right only where y3 < t"],
  ])("%s is told that it holds on this page only: %s", (text) => {
    expect(judge(text)).toMatchObject({ verdict: "incorrect", code: "right-only-here", diagnosis: "right-only-here" });
  });
});

describe("texts for ∂L/∂W3 that cannot be judged", () => {
  const brackets = "(".repeat(10_000);
  it.each([
    ["(y3-t", "unreadable", "a bracket stays open"],
    ["(y3-t))*y2", "unreadable", "a bracket closes nothing"],
    ["(y3-t)*", "unreadable", "the second factor is missing"],
    ["(y3-t)*y4", "unreadable", "the network has no y4"],
    ["(y3-t)*sigmod'(z3)*y2", "unreadable", "no such function"],
    ["1.2.3*y2", "unreadable", "no number"],
    ["1e", "unreadable", "a number cut short"],
    ["(y3-t)2", "unreadable", "a lost exponent"],
    ["y2 = ", "unreadable", "nothing right of the sign"],
    ["1e400*y2", "unreadable", "no float64 is that large"],
    ["1e-400", "unreadable", "no float64 but 0 is that small"],
    ["9^9^9^9", "unreadable", "an exponent over 1,000"],
    ["__proto__", "unreadable", "a name of JavaScript, not of the network"],
    ["constructor", "unreadable", "a name of JavaScript, not of the network"],
    ["toString()", "unreadable", "a name of JavaScript, not of the network"],
    ['import("fs")', "unreadable", "code"],
    ["NaN", "unreadable", "not a name of the network"],
    ["Infinity", "unreadable", "not a name of the network"],
    ["у3", "unreadable", "a Cyrillic letter that looks like y"],
    ["\ud800", "unreadable", "half a character"],
    ["dL/d", "unreadable", "a derivative without its second name"],
    ["dL/dW9", "unreadable", "by a weight that is not there"],
    [brackets, "unreadable", "ten thousand brackets"],
    [`${brackets}y3${")".repeat(10_000)}`, "unreadable", "ten thousand brackets that close"],
    ["1+".repeat(500_000), "unreadable", "a million characters"],
    ["-".repeat(3000), "unreadable", "three thousand signs"],
    ["1/0", "not-finite", "no value anywhere"],
    ["log(0)", "not-finite", "no value anywhere"],
    ["0/0", "not-finite", "no value anywhere"],
    ["sqrt(-1)", "not-finite", "no real value"],
    ["log(y3-2)", "not-finite", "y3 < 1, so the logarithm's input is negative everywhere"],
    ["asin(1+y2)", "not-finite", "y2 > 0, so the input is over 1 everywhere"],
    ["exp(exp(exp(exp(10+y2))))", "not-finite", "too large everywhere"],
    ["y2/(y3-y3)", "not-finite", "divided by zero everywhere"],
    ["[y2, y3]", "other-shape", "a list where a number is asked"],
    ["[[1, 2], [3, 4]]", "other-shape", "a matrix where a number is asked"],
    ["dL/dW3", "asked-itself", "the question for an answer"],
    ["2*dL/dW3/2", "asked-itself", "the question, hidden in a product"],
    ["\\frac{\\partial L}{\\partial W_3}", "asked-itself", "the question in TeX"],
    ["dL/dW3 = dL/dW3", "asked-itself", "the question on both sides"],
    ["dL/dW2 = (y3-t)*y3*(1-y3)*y2", "other-left-side", "a line about another partial"],
    ["L = (y3-t)*y3*(1-y3)*y2", "other-left-side", "a line about a quantity"],
    ["1e20+(y3-t)*y3*(1-y3)*y2-1e20", "too-imprecise", "all its digits are lost in 1e20"],
  ])("%.40s: %s (%s)", (text, code) => {
    expect(judge(text)).toMatchObject({ verdict: "invalid", score: 0, code, diagnosis: null });
  });

  it("points at the place that could not be read", () => {
    expect(judge("(y3-t)*y4*y2").at).toEqual({ line: 1, column: 8 });
    expect(judge("y2*dL/dW3").at).toEqual({ line: 1, column: 4 });
  });

  it("says which quantity the line was about", () => {
    expect(judge("dL/dW2 = y2").message).toBe("This line says dL/dW2; dL/dW3 is asked here.");
  });
});

describe("a sign left out after a division", () => {
  // y3(1 − y3) = e^−z3/(1 + e^−z3)², whose denominator is also (1 + e^−z3)(1 + e^−z3).
  it("is no mistake where the other reading is right: brackets are asked for", () => {
    const verdict = judge("(y3-t)*exp(-z3)*y2/(1+exp(-z3))(1+exp(-z3))");
    expect(verdict).toMatchObject({ verdict: "invalid", code: "two-readings", score: 0 });
    expect(verdict.message).toMatch(/^This is read as .*\. Write brackets .* if you mean .*\/\(.*\)\.$/);
  });

  it("is read like a sign where that is right", () => {
    expect(judge("1/2(y3-t)*2*y3*(1-y3)*y2")).toMatchObject({ verdict: "correct" });
  });

  it("is a mistake where neither reading is right", () => {
    expect(judge("(y3-t)/2y3")).toMatchObject({ verdict: "incorrect" });
  });
});

describe("an answer that would take long", () => {
  const list = (length: number, entry: string) => `[${Array(length).fill(entry).join(",")}]`;
  const outer = (length: number, entry: string) => `(${list(length, entry)} ${list(length, "1")}^T)`;
  it.each([
    ["an outer product of long lists", `dL/dz3*y2*mean(sigmoid(sin(exp(tanh(gelu(y3*${outer(900, "1")}))))))`],
    ["a product of such", `mean(${outer(440, "y3")} @ ${outer(440, "1")})*y2`],
    ["the same of numbers alone", `sum(${outer(450, "1")} @ ${outer(450, "1")})`],
    ["many primes on a long list", `sum(gelu'''(${list(900, "y3")}))`],
  ])("is not worked out: %s", (_, text) => {
    expect(judge(text)).toMatchObject({ verdict: "invalid", code: "too-costly", score: 0 });
  });

  it("is not one that holds small matrices", () => {
    expect(judge("(y3-t)*y3*(1-y3)*sum([[y2, 0], [0, 0]] @ [[1, 2], [3, 4]])/3").verdict).toBe("correct");
  });
});

describe("what people put round an answer", () => {
  it.each(["= (y3-t)*y3*(1-y3)*y2", "(y3-t)*y3*(1-y3)*y2.", "(y3-t)*y3*(1-y3)*y2;", "δ3 y2", "dL/dW3 ≈ δ_3 y_2 ;"])(
    "%s is read without it",
    (text) => {
      expect(judge(text)).toMatchObject({ verdict: "correct", at: null });
    },
  );

  it("leaves places where they were", () => {
    expect(judge(" = (y3-t)*y4").at).toEqual({ line: 1, column: 11 });
  });
});
