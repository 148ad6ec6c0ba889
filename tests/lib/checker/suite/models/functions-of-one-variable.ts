import { formula, type SuiteModel } from "../suite-row.ts";

// Each function beside what all but agrees with it where |x| is small, or only where x > 0, as on the page.
const source = `x = 0.7
u = exp(x)
v = sin(x)
w = abs(x)
r = relu(x)
q = tanh(x)
L = u + v + w + r + q`;

/** x + x³/3! + … with these signs, up to a power. */
function series(powers: readonly number[], sign: (power: number) => number): string {
  const terms = powers.map((power) => {
    const factors = Array.from({ length: power }, (_, index) => index + 1);
    return `(${sign(power)})*x^${power}/(${["1", ...factors].join("*")})`;
  });
  return terms.join("+");
}

const upTo = (last: number) => Array.from({ length: last + 1 }, (_, power) => power);
const odd = (last: number) => upTo(last).filter((power) => power % 2 === 1);
const alternating = (power: number) => (power % 4 === 1 ? 1 : -1);

export const functionsOfOneVariable: SuiteModel = {
  name: "functions of one variable",
  source,
  rows: [
    ...formula("u", [
      ["correct", "e^x", "exp is the power of e"],
      ["correct", "1/exp(-x)", "e^−x·e^x = 1"],
      ["correct", "exp(x/2)^2", "(e^(x/2))² = e^x"],
      ["correct", "cosh(x)+sinh(x)", "the sum of the two is e^x"],
      ["correct", "2^(x/log(2))", "2 = e^ln 2"],
      ["correct", "e*exp(x-1)", "e·e^(x − 1)"],
      ["correct", "(1+tanh(x/2))/(1-tanh(x/2))", "tanh(x/2) = (e^x − 1)/(e^x + 1)"],
      ["incorrect", series(upTo(6), () => 1), "a series cut short after x⁶"],
      ["incorrect", series(upTo(12), () => 1), "a series cut short after x¹²"],
      ["incorrect", series(upTo(20), () => 1), "cut short after x²⁰: below 1e-12 off for |x| < 2, and far off at 10"],
      ["incorrect", series(upTo(25), () => 1), "cut short after x²⁵"],
      ["incorrect", "(1+x/1000)^1000", "near e^x for small x only"],
      ["incorrect", "2.71828182846^x", "e in twelve digits is not e"],
      ["incorrect", "exp(1.001*x)", "a factor off in the fourth digit"],
      ["incorrect", "exp(x)+1e-9", "a small constant is added"],
      ["incorrect", "2.01375270747", "a number is right on this page alone", "right-only-here"],
    ]),
    ...formula("v", [
      ["correct", "cos(x-pi/2)", "sin is cos shifted"],
      ["correct", "2*sin(x/2)*cos(x/2)", "the double angle"],
      ["correct", "tan(x)*cos(x)", "tan = sin/cos"],
      ["correct", "sin(π-x)", "sin(π − x) = sin x"],
      ["correct", "-sin(-x)", "sin is odd"],
      ["incorrect", series(odd(5), alternating), "a series cut short after x⁵"],
      ["incorrect", series(odd(17), alternating), "cut short after x¹⁷: below 1e-12 off for |x| < 1"],
      ["incorrect", series(odd(23), alternating), "cut short after x²³: as good as exact for |x| < 2"],
      ["incorrect", "sqrt(1-cos(x)^2)", "√ is never negative, and sin is", "right-only-here"],
      ["incorrect", "abs(sin(x))", "|sin| is sin only where sin > 0", "right-only-here"],
      ["incorrect", "sin(x+6.283)", "6.283 is not 2π"],
      ["incorrect", "cos(x)", "another function"],
      ["incorrect", "x", "sin x is x for small x only"],
    ]),
    ...formula("w", [
      ["correct", "|x|", "bars"],
      ["correct", "|-x|", "|−x| = |x|"],
      ["correct", "sqrt(x^2)", "√(x²) = |x|"],
      ["correct", "max(x,-x)", "the larger of the two"],
      ["correct", "relu(x)+relu(-x)", "one of the two is |x|"],
      ["correct", "2*relu(x)-x", "2x − x and 0 − x"],
      ["correct", "x^2/abs(x)", "x² = |x|²"],
      ["correct", "x*abs'(x)", "x times its sign"],
      ["incorrect", "x", "right only where x > 0, as on the page", "right-only-here"],
      ["incorrect", "relu(x)", "0 where x < 0", "right-only-here"],
      ["incorrect", "-x", "right only where x < 0"],
      ["incorrect", "sqrt(x^2+1e-6)", "not 0 at 0"],
      ["incorrect", "sqrt(x^2+1e-14)", "not 0 at 0"],
      ["incorrect", "x*tanh(50*x)", "a steep tanh is no sign"],
      ["incorrect", "x*tanh(1000000*x)", "however steep"],
      ["incorrect", "log(cosh(x))+log(2)", "near |x| far from 0 only"],
      ["incorrect", "abs(x)^1.001", "an exponent off in the fourth digit"],
    ]),
    ...formula("r", [
      ["correct", "max(0,x)", "its definition"],
      ["correct", "(x+|x|)/2", "(x + x)/2 and (x − x)/2"],
      ["correct", "x*relu'(x)", "x times 1 or 0"],
      ["correct", "x-min(x,0)", "x − 0 and x − x"],
      ["correct", "relu(relu(x))", "relu keeps what is not negative"],
      ["correct", "relu(3*x)/3", "a positive factor goes through"],
      ["incorrect", "x", "right only where x > 0, as on the page", "right-only-here"],
      ["incorrect", "abs(x)", "not 0 where x < 0", "right-only-here"],
      ["incorrect", "softplus(x)", "smooth"],
      ["incorrect", "softplus(100*x)/100", "smooth, and near"],
      ["incorrect", "softplus(1000000*x)/1000000", "smooth, and nearer"],
      ["incorrect", "leaky_relu(x)", "0.01·x where x < 0"],
      ["incorrect", "silu(x)", "another function"],
      ["incorrect", "x*sigmoid(1000000*x)", "a steep sigmoid is no step"],
      ["incorrect", "max(0,x)+max(0,x-5)", "right up to x = 5 only", "right-only-here"],
      ["incorrect", "relu(x+1e-7)", "shifted a little"],
    ]),
    ...formula("q", [
      ["correct", "2*sigmoid(2*x)-1", "tanh by σ"],
      ["correct", "(e^(2x)-1)/(e^(2x)+1)", "e^x − e^−x over e^x + e^−x, times e^x"],
      ["correct", "sinh(x)/cosh(x)", "its definition"],
      ["correct", "1-2/(exp(2*x)+1)", "the same fraction, split"],
      ["incorrect", "sigmoid(2*x)", "another range"],
      ["incorrect", "x/sqrt(1+x^2)", "the same shape, another function"],
      ["incorrect", "x-x^3/3+2*x^5/15", "a series cut short"],
      ["incorrect", "x*(15+x^2)/(15+6*x^2)", "a fraction that agrees up to x⁵"],
      ["incorrect", "tanh(x)+1e-10", "a small constant is added"],
      ["incorrect", "min(1,max(-1,x))", "bent instead of round"],
    ]),
  ],
};
