import { describe, expect, it } from "vitest";
import { parseExpression, parseTightLine } from "#lib/expression/parse.ts";
import { printText } from "#lib/expression/print.ts";
import { functions } from "#lib/model/vocabulary.ts";
import { network, readBack } from "./network-vocabulary.ts";

describe("what is read", () => {
  it.each([
    ["0.5", "0.5"],
    [".5", "0.5"],
    ["5.", "5"],
    ["1e-3", "1e-3"],
    ["1E3", "1E3"],
    ["1e−3", "1e-3"],
    ["1.2·10^-3", "1.2·10^-3"],
    ["e", "e"],
    ["2e^x", "2 e^x"],
    ["2π", "2 pi"],
    ["½x", "1/2 x"],
    ["0,5", "0.5"],
    ["0,5*x + 1,25", "0.5*x + 1.25"],
  ])("reads the number in %s", (text, read) => {
    expect(readBack(text)).toBe(read);
  });

  it("takes a comma between digits for a decimal point only where nothing else fits", () => {
    expect(readBack("max(0,5)")).toBe("max(0, 5)");
    expect(readBack("[0,5]")).toBe("[0, 5]");
    expect(readBack("sin(0,5)")).toBe("sin(0.5)");
  });

  it.each(["y3", "y_3", "y_{3}", "y_{ 3 }", "y₃", "y _ 3", "{y}_3", "y３", "𝑦_3", "\\mathrm{y}_{3}", "\\mathbf{y}_3"])(
    "reads %s as y3",
    (text) => {
      expect(readBack(text)).toBe("y3");
    },
  );

  it.each([
    ["W_out", "W_out"],
    ["Wout", "W_out"],
    ["W_{out}", "W_out"],
    ["W_{\\mathrm{out}}", "W_out"],
    ["W_{\\text{out}}", "W_out"],
    ["a_{1,2}", "a1_2"],
    ["a1_2", "a1_2"],
    ["δ₂", "delta2"],
    ["\\delta_2", "delta2"],
    ["\\delta_{2}", "delta2"],
    ["delta_2", "delta2"],
    ["η", "eta"],
    ["\\htmlClass{layer-2}{W_{2}}", "W2"],
  ])("reads the name in %s", (text, name) => {
    expect(readBack(text)).toBe(name);
  });

  it.each([
    ["2x0", "2 x0"],
    ["W3y2", "W3 y2"],
    ["W_3y_2", "W3 y2"],
    ["W₃y₂", "W3 y2"],
    ["W3 y2", "W3 y2"],
    ["ηW2", "eta W2"],
    ["etaW2", "eta W2"],
    ["(y3-t)y3(1-y3)", "(y3 - t) y3 (1 - y3)"],
    ["y3(1-y3)", "y3 (1 - y3)"],
    ["x(2^3)", "x (2^3)"],
    ["|x|y1|t|", "abs(x) y1 abs(t)"],
  ])("puts the sign back that %s leaves out", (text, read) => {
    expect(readBack(text)).toBe(read);
  });

  it.each([
    ["-2^2", "-2^2", "−(2²)"],
    ["(-2)^2", "(-2)^2", "the brackets stay"],
    ["2^-1", "2^-1", "a sign may follow ^"],
    ["2^-x^2", "2^-x^2", "2^(−(x²))"],
    ["2^3^2", "2^3^2", "2^(3²)"],
    ["(2^3)^2", "(2^3)^2", "the other grouping"],
    ["-x*y1", "-x*y1", "(−x)·y1"],
    ["-(x*y1)", "-(x*y1)", "the other grouping"],
    ["x*-y1", "x*(-y1)", "a sign behind a sign"],
    ["x - -y1", "x - (-y1)", "a sign behind a sign"],
    ["x + (-y1)*t", "x + (-y1*t)", "a sign behind a sign"],
    ["--x", "-(-x)", "two signs"],
    ["+x", "x", "plus says nothing"],
    ["x-y1-t", "x - y1 - t", "from the left"],
    ["x-(y1-t)", "x - (y1 - t)", "the other grouping"],
    ["x/y1/t", "x/y1/t", "from the left"],
    ["x/(y1*t)", "x/(y1*t)", "the other grouping"],
    ["1/2y3", "1/2 y3", "y3/2: a left-out sign binds like *"],
    ["x**2", "x^2", "** is ^"],
    ["x²", "x^2", "small digits"],
    ["x⁻¹", "x^-1", "small digits with their sign"],
    ["x¹⁰y1", "x^10 y1", "two small digits"],
    ["[x+1]*{y1-2}", "(x + 1)*(y1 - 2)", "any bracket groups"],
    ["x−y1÷t×z1", "x - y1/t*z1", "the signs of a keyboard on a phone"],
    ["x⊙y1·t @ z1", "x*y1·t @ z1", "three products"],
  ])("reads %s as %s (%s)", (text, read) => {
    expect(readBack(text)).toBe(read);
  });

  it.each([
    ["σ(z3)", "sigmoid(z3)"],
    ["\\sigma(z_3)", "sigmoid(z3)"],
    ["sigma(z3)", "sigmoid(z3)"],
    ["ReLU(z1)", "relu(z1)"],
    ["leaky_relu(z1)", "leaky_relu(z1)"],
    ["\\operatorname{leaky\\_relu}(z_1)", "leaky_relu(z1)"],
    ["ln x", "log(x)"],
    ["\\ln\\left(x\\right)", "log(x)"],
    ["arctan(x)", "atan(x)"],
    ["√x", "sqrt(x)"],
    ["\\sqrt{x+1}", "sqrt(x + 1)"],
    ["|x-|y1||", "abs(x - abs(y1))"],
    ["\\left|x\\right|", "abs(x)"],
    ["\\lvert x\\rvert", "abs(x)"],
    ["max(0, z1)", "max(0, z1)"],
    ["tanh^2(z1)", "tanh(z1)^2"],
    ["tanh²(z1)", "tanh(z1)^2"],
    ["\\tanh^{2}(z_1)", "tanh(z1)^2"],
    ["σ'(z3)", "sigmoid'(z3)"],
    ["σ’(z3)", "sigmoid'(z3)"],
    ["σ′(z3)", "sigmoid'(z3)"],
    ["\\sigma^{\\prime}(z_3)", "sigmoid'(z3)"],
    ["\\sigma^\\prime(z_3)", "sigmoid'(z3)"],
    ["σ″(z3)", "sigmoid''(z3)"],
    ["relu''(z2)", "relu''(z2)"],
  ])("reads the function in %s", (text, read) => {
    expect(readBack(text)).toBe(read);
  });

  it.each([
    "dL/dW2",
    "∂L/∂W2",
    "∂L/∂W₂",
    "dL/dW_2",
    "d L / d W2",
    "(dL)/(dW2)",
    "\\partial L/\\partial W_2",
    "\\frac{\\partial L}{\\partial W_2}",
    "\\frac{\\partial{L}}{\\partial{W_{2}}}",
    "\\dfrac{dL}{dW_2}",
    "\\frac{\\mathrm{d}L}{\\mathrm{d}W_{2}}",
  ])("reads %s as the derivative of L by W2", (text) => {
    expect(readBack(text)).toBe("dL/dW2");
  });

  it("reads derivatives as factors, and a name that begins with d as a name", () => {
    expect(readBack("dL/dy3 * dy3/dz3 y2")).toBe("dL/dy3*dy3/dz3 y2");
    expect(readBack("dL/dW2^2")).toBe("(dL/dW2)^2");
    expect(readBack("delta2/t")).toBe("delta2/t");
    expect(readBack("delta2/(dy1/dx)")).toBe("delta2/(dy1/dx)");
  });

  it.each([
    ["$W_3 \\cdot y_2$", "W3·y2"],
    ["$$x$$", "x"],
    ["\\(x\\)", "x"],
    ["\\frac{1}{2}\\left(y_{3}-t\\right)^{2}", "1/2 (y3 - t)^2"],
    ["\\frac12 x", "1/2 x"],
    ["\\left( y_3 - t \\right) \\, \\sigma'\\left(z_3\\right) \\times W_{3}", "(y3 - t) sigmoid'(z3)*W3"],
    ["-\\eta\\,\\frac{\\partial L}{\\partial W_1}", "-eta dL/dW1"],
  ])("reads LaTeX as pasted: %s", (text, read) => {
    expect(readBack(text)).toBe(read);
  });

  it.each([
    ["[1, 2]", "[1, 2]"],
    ["[1,]", "[1,]"],
    ["[[1, 2], [3, 4]]", "[[1, 2], [3, 4]]"],
    ["[[1],[2]]", "[[1,], [2,]]"],
    ["\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}", "[[1, 2], [3, 4]]"],
    ["\\begin{pmatrix} 1 \\\\ 2 \\\\ \\end{pmatrix}", "[[1,], [2,]]"],
    ["W2^T", "W2^T"],
    ["W2ᵀ", "W2^T"],
    ["W_2^{T}", "W2^T"],
    ["W_2^\\top", "W2^T"],
    ["W2^Tdelta2", "W2^T delta2"],
    ["(W1 W2)^T x^T", "(W1 W2)^T x^T"],
  ])("reads the matrix in %s", (text, read) => {
    expect(readBack(text)).toBe(read);
  });

  it.each([
    ["z1 = W1*x0", "z1 = W1*x0"],
    ["y_3 = x # what follows is a comment", "y3 = x"],
    ["dL/dW2 = y3-t", "dL/dW2 = y3 - t"],
    ["\\frac{\\partial L}{\\partial W_2} = x", "dL/dW2 = x"],
    ["x\n  + t", "x + t"],
  ])("reads the line %j", (text, read) => {
    expect(readBack(text)).toBe(read);
  });
});

describe("what depends on the names that are known", () => {
  const among = (...names: string[]) => ({ ...functions, names: new Set(names) });

  it("takes e, pi and T as a model's own names where it has them", () => {
    expect(readBack("2pi*e", among("pi", "e"))).toBe("2 pi*e");
    expect(parseExpression("W^T", among("W", "T"))).toMatchObject({ value: { kind: "infix", sign: "^" } });
    expect(parseExpression("W^T", among("W"))).toMatchObject({ value: { kind: "transpose" } });
    expect(parseExpression("Wᵀ", among("W", "T"))).toMatchObject({ value: { kind: "transpose" } });
  });

  it("takes any well-formed name in an open vocabulary, and none in a closed one", () => {
    const open = { ...functions, names: new Set<string>(), open: true };
    expect(readBack("a2b3 = 1", network)).toBe("unknown-name 1:1");
    expect(readBack("a2b3*q_{out}", open)).toBe("a2 b3*q_out");
  });
});

describe("a product without sign behind a /", () => {
  it.each([
    ["1/2y3", "1/(2 y3)"],
    ["x + 1/2y3 z3", "x + 1/(2 y3 z3)"],
    ["z3 = y3/t y2/x", "y3/(t y2)/x"],
    ["0,5/2y3", "0.5/(2 y3)"],
    ["sin(1/2y3)", "sin(1/(2 y3))"],
    ["1/2(y3-t)^2", "1/(2 (y3 - t)^2)"],
  ])("has %s as its other reading", (text, other) => {
    const line = parseTightLine(text, network);
    expect(line && printText(line.tree)).toBe(other);
  });

  it.each(["1/2*y3", "(1/2)y3", "1/(2y3)", "x y3/2", "2x y3 + 1/t", "½y3", "\\frac12 y_3", "dL/dy3 y2", "1/", "q/2x"])(
    "is not in %s",
    (text) => {
      expect(parseTightLine(text, network)).toBeNull();
    },
  );
});
