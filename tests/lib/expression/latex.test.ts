import { describe, expect, it } from "vitest";
import { functions } from "#lib/model/vocabulary.ts";
import { readBack } from "./network-vocabulary.ts";

const among = (names: string) => ({ ...functions, names: new Set(names.split(" ")) });
/** As in most courses: every name has a number, and the last activation is y. */
const numbered = among("x0 t W1 W2 W3 W1_11 z1 z2 z3 y y1 y2 y3 L delta2 eta");

describe("an accent", () => {
  it.each([
    "\\hat{y}",
    "\\hat y",
    "\\widehat{y}",
    "\\bar{y}",
    "\\overline{y}",
    "\\tilde y",
    "\\vec{y}",
    "\\hat{\\mathbf{y}}",
    "\\mathbf{\\hat{y}}",
    "{\\hat{y}}",
    "ŷ",
    "y\u0302",
    "ȳ",
    "ỹ",
  ])("%s is y, where the model has no name with that accent", (text) => {
    expect(readBack(text, numbered)).toBe("y");
  });

  it.each([
    "\\hat y_3",
    "\\hat{y}_3",
    "\\hat{y_3}",
    "{\\hat{y}}_3",
    "{\\hat{y}}_{3}",
    "\\hat{\\mathbf y}_3",
    "ŷ₃",
    "ŷ_3",
    "y\u0302_3",
  ])("%s is y3", (text) => {
    expect(readBack(text, numbered)).toBe("y3");
  });

  it.each([
    ["\\hat{y}", "yhat y", "yhat"],
    ["\\hat{y}-y", "y_hat y", "y_hat - y"],
    ["\\hat{y}_3", "yhat3 y3", "yhat3"],
    ["\\hat{y}_3", "y3_hat y3", "y3_hat"],
    ["\\bar{\\delta}_2", "deltabar2 delta2", "deltabar2"],
    ["ŷ(1-ŷ)", "yhat", "yhat (1 - yhat)"],
    ["W3ŷ", "W3 y", "W3 y"],
    ["W3y\u0302", "W3 yhat", "W3 yhat"],
    ["\\frac{\\partial \\hat{y}}{\\partial z_3}", "y z3", "dy/dz3"],
    ["d\\hat{y}/dz_3", "yhat z3", "dyhat/dz3"],
  ])("%s, where %s are known, is %s", (text, names, read) => {
    expect(readBack(text, among(names))).toBe(read);
  });

  it.each(["\\hat{y}-y", "ŷ - ȳ", "(\\hat{y}-t)y", "\\frac{d\\hat{y}}{dy}", "L = \\hat y y"])(
    "is not left off in %s, where it tells two quantities apart",
    (text) => {
      expect(readBack(text, among("y t L"))).toMatch(/^accent-lost /);
    },
  );

  it.each([
    ["\\hat{y}(1-\\hat{y})", "y t", "y (1 - y)"],
    ["\\bar{x}_0W_1", "x0 W1", "x0 W1"],
    ["\\hat{y}_3W_1", "yhat3 y3 W1", "yhat3 W1"],
    ["\\hat{y}", "y h a t", "y"],
  ])("is read in %s, where %s are known, as %s", (text, names, read) => {
    expect(readBack(text, among(names))).toBe(read);
  });

  it("stands over one name only", () => {
    expect(readBack("\\overline{x+1}")).toBe("accent-alone 1:1");
    expect(readBack("x + \\hat{}")).toBe("accent-alone 1:5");
    expect(readBack("\\hat q", numbered)).toMatch(/^unknown-name /);
  });
});

describe("a layer written as a superscript in brackets", () => {
  it.each([
    ["W^{(1)}", "W1"],
    ["W^{[1]}", "W1"],
    ["W^(1)", "W1"],
    ["W^{\\left(1\\right)}", "W1"],
    ["\\mathbf{W}^{(1)}", "W1"],
    ["{W}^{(1)}", "W1"],
    ["W^{(1)}x^{(0)}", "W1 x0"],
    ["x^{(0)}W^{(1)}", "x0 W1"],
    ["W_{2}W^{(1)}", "W2 W1"],
    ["z^{[2]}(1-z^{[2]})", "z2 (1 - z2)"],
    ["W^{(2)T}\\delta^{(2)}", "W2^T delta2"],
    ["(W^{(2)})^T", "W2^T"],
    ["{W^{(2)}}^\\top", "W2^T"],
    ["W^{(2)\\top}", "W2^T"],
    ["z^{(2)}^2", "z2^2"],
    ["W^{(1)}_{11}", "W1_11"],
    ["W_{11}^{(1)}", "W1_11"],
    ["\\frac{\\partial L}{\\partial W^{(3)}}", "dL/dW3"],
    ["dL/dW^{(3)}", "dL/dW3"],
    ["\\frac{dL}{dz^{[3]}}", "dL/dz3"],
    ["W^{(1)} = 2", "W1 = 2"],
  ])("%s is read as %s", (text, read) => {
    expect(readBack(text, numbered)).toBe(read);
  });

  it("is a power where the base alone is the only known name", () => {
    expect(readBack("t^{(2)}", numbered)).toBe("t^2");
    expect(readBack("y^(3)", among("y"))).toBe("y^3");
    expect(readBack("(y-t)^{(2)}", numbered)).toBe("(y - t)^2");
  });

  it("is refused where the base and the layer's name are both known", () => {
    expect(readBack("t y^{(3)}", numbered)).toBe("name-in-two-ways 1:3");
    expect(readBack("y^(3)", numbered)).toBe("y^3");
  });

  it("is named in the message where there is no such layer", () => {
    expect(readBack("W^{(4)}", numbered)).toBe("unknown-in-family 1:1");
  });
});

describe("a subscript behind a power", () => {
  it.each([
    ["W^T_3", "W3^T"],
    ["W^{T}_{3}\\delta_2", "W3^T delta2"],
    ["W^{\\top}_3", "W3^T"],
    ["W^\\top_3 y", "W3^T y"],
    ["y^2_3", "y3^2"],
    ["y^{2}_{3}", "y3^2"],
  ])("%s is read as %s", (text, read) => {
    expect(readBack(text, numbered)).toBe(read);
  });
});

describe("derivatives as LaTeX has them", () => {
  it.each([
    "\\dv{L}{W_3}",
    "\\pdv{L}{W_3}",
    "\\pdv L {W_3}",
    "\\odv{L}{W_3}",
    "\\dv*{L}{W_3}",
    "\\frac{\\mathrm dL}{\\mathrm dW_3}",
    "\\frac{\\operatorname{d}\\!L}{\\operatorname{d}\\!W_3}",
    "\\frac{\\partial\\mathcal{L}}{\\partial\\mathbf{W}_3}",
    "\\partial L/\\partial W_3",
    "𝜕𝐿/𝜕𝑊₃",
    "ⅆL/ⅆW_3",
  ])("%s is dL/dW3", (text) => {
    expect(readBack(text)).toBe("dL/dW3");
  });

  it.each([
    ["\\pdv{L}{y_3}\\pdv{y_3}{z_3}", "dL/dy3 dy3/dz3"],
    ["\\pdv{L}{y_3}\\cdot\\dv{y_3}{z_3}\\,y_2", "dL/dy3·dy3/dz3 y2"],
    ["\\pdv{L}{W_3} = x", "dL/dW3 = x"],
  ])("%s is read as %s", (text, read) => {
    expect(readBack(text)).toBe(read);
  });

  it("need both names", () => {
    expect(readBack("x\\dv{L}")).toBe("derivative-needs-two-names 1:2");
    expect(readBack("\\dv{L}{y_3+1}")).toBe("derivative-needs-two-names 1:1");
    expect(readBack("\\dv{L}{q}")).toBe("unknown-name 1:8");
  });
});

describe("derivatives that run together", () => {
  it.each([
    ["dy3/dz3dz3/dW3", "dy3/dz3 dz3/dW3"],
    ["dL/dy3·dy3/dz3dz3/dW3", "dL/dy3·dy3/dz3 dz3/dW3"],
    ["dL/dy3dy3/dz3dz3/dW3", "dL/dy3 dy3/dz3 dz3/dW3"],
    ["dL/dy_3dy_3/dz_3", "dL/dy3 dy3/dz3"],
    ["y2dL/dz3", "y2 dL/dz3"],
    ["∂L/∂y3∂y3/∂z3", "dL/dy3 dy3/dz3"],
    ["dL/dW3 = dL/dy3dy3/dW3", "dL/dW3 = dL/dy3 dy3/dW3"],
  ])("%s is read as %s", (text, read) => {
    expect(readBack(text)).toBe(read);
  });

  it("are left alone where another reading is there, or none", () => {
    expect(readBack("dy/dz1dz/dw", among("y z1 z1dz w dw"))).toBe("dy/dz1dz/dw");
    expect(readBack("dy3/dz3dq3/dW3")).toMatch(/^unknown-/);
  });
});

describe("what LaTeX puts round a formula", () => {
  it.each([
    ["\\begin{aligned} L &= x \\end{aligned}", "L = x"],
    ["\\begin{align*}\n L &= x + \\\\\n &\\quad t \\\\\n\\end{align*}", "L = x + t"],
    ["\\begin{align} L &= x \\tag{1} \\end{align}", "L = x"],
    ["\\begin{alignat}{2} L &= x \\nonumber \\end{alignat}", "L = x"],
    ["\\begin{equation}\\label{eq:l} x \\end{equation}", "x"],
    ["\\begin{equation*}\\begin{split} L &= x\\end{split}\\end{equation*}", "L = x"],
    ["\\begin{gather*} x \\end{gather*}", "x"],
    ["$$\\begin{aligned} L &= x \\\\[4pt] \\end{aligned}$$", "L = x"],
    ["\\[ L = x \\]", "L = x"],
    ["\\[ x. \\]", "x"],
    ["$x$.", "x"],
    ["$L = x,$", "L = x"],
    ["`x`", "x"],
    ["L &= x \\\\", "L = x"],
    ["L =& x", "L = x"],
    ["& x", "x"],
    ["\\boxed{x}", "x"],
    ["L = \\underbrace{(y_3-t)}_{\\partial L/\\partial y_3} y_2", "L = (y3 - t) y2"],
    ["\\underbrace{x}_{a}", "x"],
    ["\\overbrace{x}^{\\text{input}}\\,t", "x t"],
  ])("%j is read as %s", (text, read) => {
    expect(readBack(text)).toBe(read);
  });

  it("is not a second line", () => {
    expect(readBack("L = x \\\\ z_1 = t")).toBe("several-lines 1:7");
  });
});

describe("functions, numbers and fractions as editors write them", () => {
  it.each([
    ["{\\sigma}(z_1)", "sigmoid(z1)"],
    ["{\\sigma}'(z_1)", "sigmoid'(z1)"],
    ["{\\sigma'}(z_1)", "sigmoid'(z1)"],
    ["\\sigma^\\prime\\left(z_1\\right)", "sigmoid'(z1)"],
    ["\\sigma{(z_1)}", "sigmoid(z1)"],
    ["\\sigma{\\left(z_1\\right)}", "sigmoid(z1)"],
    ["\\max{(0,z_1)}", "max(0, z1)"],
    ["\\max{\\left(0,z_1\\right)}", "max(0, z1)"],
    ["\\max\\left\\{0,z_1\\right\\}", "max(0, z1)"],
    ["{\\tanh}^2(z_1)", "tanh(z1)^2"],
    ["\\tanh^2{\\left(z_1\\right)}", "tanh(z1)^2"],
    ["\\mathop{\\mathrm{relu}}(z_1)", "relu(z1)"],
    ["\\mathrm{ReLU}\\funcapply(z_1)", "relu(z1)"],
    ["1{,}5", "1.5"],
    ["{1{,}5}x", "1.5 x"],
    ["2{,}5\\max(0{,}25, x)", "2.5 max(0.25, x)"],
    ["12\\,345.6", "12345.6"],
    ["12\u2009345.6", "12345.6"],
    ["\\frac y2", "y/2"],
    ["\\frac y_3 2", "y3/2"],
    ["\\frac12y", "1/2 y"],
    ["\\frac{1}2y", "1/2 y"],
    ["\\frac xy", "x/y"],
    ["\\frac\\eta2x", "eta/2 x"],
    ["\\tfrac12 x", "1/2 x"],
    ["\\nicefrac{1}{2}x", "1/2 x"],
    ["\\sfrac12x", "1/2 x"],
    ["x \\bullet t", "x·t"],
    ["L \\equiv x", "L = x"],
    ["L := x", "L = x"],
    ["L \\coloneqq x", "L = x"],
  ])("%s is read as %s", (text, read) => {
    expect(readBack(text, among("x y y3 t L z1 eta"))).toBe(read);
  });

  it("refuse a second decimal comma", () => {
    expect(readBack("12{,}345.6")).toBe("not-a-number 1:1");
  });
});

describe("a norm", () => {
  it.each(["\\lVert x \\rVert", "\\left\\| x \\right\\|", "\\|x\\|", "‖x‖", "\\Vert x\\Vert"])(
    "%s is the root of the sum of squares",
    (text) => {
      expect(readBack(text)).toBe("sqrt(sum(x^2))");
    },
  );

  it("is closed as it was opened", () => {
    expect(readBack("‖x|")).toMatch(/^(bar-not-closed|missing-right|function-without-input|not-expected) /);
    expect(readBack("t + ‖x")).toBe("bar-not-closed 1:5");
  });
});

describe("a formula copied from a rendered page", () => {
  // KaTeX puts its MathML, the TeX and its own drawing side by side, with zero-width spaces in the drawing.
  it.each(["∂L∂W3\\frac{\\partial L}{\\partial W_3}∂W3\u200b∂L\u200b", "y3y_3y3\u200b", "y32y_3^2y3\u200b2"])(
    "is not read three times: %j",
    (text) => {
      expect(readBack(text)).toMatch(/^copied-twice 1:/);
    },
  );

  it("is read where only what is seen was copied", () => {
    expect(readBack("𝑊₁\u200b𝑥₀", among("W1 x0"))).toBe("W1 x0");
    expect(readBack("y3\u200b − t")).toBe("y3 - t");
  });
});
