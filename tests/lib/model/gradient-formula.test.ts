import { describe, expect, it } from "vitest";
import { scalar } from "#lib/autograd/tensor.ts";
import { printText } from "#lib/expression/print.ts";
import { compileModel } from "#lib/model/compile.ts";
import { gradientFormula, shortFormula } from "#lib/model/gradient-formula.ts";
import { type Model, parseModel } from "#lib/model/model.ts";
import { openPage } from "#lib/model/step-page.ts";
import { waypointsOf } from "#lib/model/waypoints.ts";
import { courseNetwork } from "./course-network.ts";

function read(source: string): Model {
  const parsed = parseModel(source);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("; "));
  return parsed.value;
}

function formulas(source: string, ask: string) {
  const [of = "", by = ""] = ask.split("/").map((half) => half.slice(1));
  const page = openPage(read(source));
  const [whole, short] = [gradientFormula(page, { of, by }), shortFormula(page, { of, by })];
  return { whole: whole && printText(whole), short: short && printText(short) };
}

const skip = `x0 = 1.5
t = 0.8
W1 = 0.9
W2 = -0.6
z1 = W1*x0
y1 = tanh(z1)
z2 = W2*y1
y2 = tanh(z2) + y1
L = (y2 - t)^2`;

describe("a derivative as a formula", () => {
  it.each([
    [courseNetwork, "dL/dW3", "(y3 - t)·y3·(1 - y3)·y2", "dL/dz3·y2"],
    [courseNetwork, "dL/dz2", "(y3 - t)·y3·(1 - y3)·W3·y2·(1 - y2)", "dL/dz3·W3·y2·(1 - y2)"],
    [courseNetwork, "dL/dy3", "y3 - t", "y3 - t"],
    [courseNetwork, "dz1/dW1", "x0", "x0"],
    [courseNetwork, "dy1/dW2", "0", null],
    [courseNetwork, "dL/dL", "1", null],
    [skip, "dy2/dy1", "(1 - tanh(z2)^2)·W2 + 1", "1 + dy2/dz2·W2"],
    [skip, "dL/dy1", "2·(y2 - t)·((1 - tanh(z2)^2)·W2 + 1)", "dL/dy2 + dL/dz2·W2"],
    ["x = 3\nL = log(x)/2", "dL/dx", "1/x/2", "1/x/2"],
    ["x = 3\nL = x^2/2", "dL/dx", "x", "x"],
    ["x = 3\nn = 2\nL = x^n", "dL/dn", "x^n·log(x)", "x^n·log(x)"],
    ["x = 3\nL = e^(2x)", "dL/dx", "2·e^(2 x)", "2·e^(2 x)"],
    ["a = 1\nb = 2\nL = max(a, b)", "dL/db", "relu'(b - a)", "relu'(b - a)"],
    [
      "t = [0.2, 0.8]\nz = [1, 2]\ny = softmax(z)\nL = -sum(t*log(y))",
      "dL/dz",
      "y·sum(t) - t",
      "y*(dL/dy - sum(dL/dy*y))",
    ],
    ["x = [1, 2]\nW = [[1, 2], [3, 4]]\nz = W @ x\nL = sum(z^2)/2", "dL/dW", "z @ x^T", "dL/dz @ x^T"],
    ["x = [1, 2]\nu = [3, 4]\nL = x^T @ u", "dL/dx", "u", "u"],
    ["x = [1, 2]\nW = [[1, 2], [3, 4]]\nL = sum(W @ x)", "dL/dx", "W^T @ [1, 1]", "W^T @ [1, 1]"],
    ["x = [1, 2]\nc = 3\nL = sum(x + c)", "dL/dc", "sum([1, 1])", "sum([1, 1])"],
  ])("of %#: %s", (source, ask, whole, short) => {
    const found = formulas(source, ask);
    expect(found.whole).toBe(whole);
    if (short !== null) expect(found.short).toBe(short);
  });

  it("holds at other values too, not only at those it was found at", () => {
    for (const [source, of] of [
      [courseNetwork, "L"],
      [skip, "L"],
      [skip, "y2"],
    ] as const) {
      const model = read(source);
      const page = openPage(model);
      const elsewhere = compileModel(model).evaluate({ W1: scalar(-1.7), W2: scalar(2.3), x0: scalar(0.4) });
      for (const by of ["W1", "W2", "z1", "y1", "x0"]) {
        const tree = gradientFormula(page, { of, by });
        const given = tree === null ? null : elsewhere.expression(tree);
        if (given?.ok !== true) throw new Error(`${by} has no formula that fits`);
        const truth = elsewhere.partial({ of, by }).data[0] as number;
        expect(Math.abs((given.value.data[0] as number) - truth)).toBeLessThan(1e-12 * Math.abs(truth));
      }
    }
  });

  it("is none where no short one says it", () => {
    expect(formulas("x = [1, 2]\nL = max(x)", "dL/dx").whole).toBeNull();
    expect(formulas("z = [1, 2]\ny = sigmoid(z)\nL = sum(y)", "dy/dz").whole).toBeNull();
  });
});

describe("waypoints", () => {
  const between = (ask: string) => {
    const [of = "", by = ""] = ask.split("/").map((half) => half.slice(1));
    return waypointsOf(read(skip), { of, by });
  };

  it("are the quantities that every path runs through", () => {
    expect(between("dL/dW1")).toEqual(["L", "y2", "y1", "z1", "W1"]);
    expect(between("dL/dW2")).toEqual(["L", "y2", "z2", "W2"]);
    expect(between("dL/dy1")).toEqual(["L", "y2", "y1"]);
  });

  it("are none without a path, and one where both ends are the same", () => {
    expect(between("dz1/dW2")).toEqual([]);
    expect(between("dL/dL")).toEqual(["L"]);
  });
});
