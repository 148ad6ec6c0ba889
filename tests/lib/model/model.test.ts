import { describe, expect, it } from "vitest";
import { compileModel } from "#lib/model/compile.ts";
import { type Model, type Nested, parseModel, withValues } from "#lib/model/model.ts";

function read(source: string): Model {
  const parsed = parseModel(source);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("; "));
  return parsed.value;
}

/** Each problem as `code line:column`. */
function problemsIn(parsed: ReturnType<typeof parseModel>): readonly string[] {
  return parsed.ok ? [] : parsed.problems.map(({ code, at }) => `${code} ${at.line}:${at.column}`);
}

const neuron = `# one neuron
x0 = 1
t  = 0.8

W1 = 0.5 in [0.2, 0.9] step 0.1     # drawn anew for a variant
z1 = W1*x0
  y_1 = sigmoid(z_{1})
L  = (y1 - t)^2 / 2
`;

describe("a model's lines", () => {
  it("are its quantities in their order, with the last as its loss", () => {
    const model = read(neuron);
    expect(model.quantities.map(({ name, kind, at }) => [name, kind, at.line, at.column])).toEqual([
      ["x0", "input", 2, 1],
      ["t", "input", 3, 1],
      ["W1", "input", 5, 1],
      ["z1", "node", 6, 1],
      ["y1", "node", 7, 3],
      ["L", "node", 8, 1],
    ]);
    expect(model.loss).toBe("L");
    expect(model.byName.get("y1")).toBe(model.quantities[4]);
    expect(model.source).toBe(neuron);
  });

  it("are inputs where they hold numbers only, calculated ones too", () => {
    const model = read("x = [1, -2/3]\nc = 2*pi\ny = 3*c\nL = sum(x)*y");
    expect(model.quantities.map(({ kind }) => kind)).toEqual(["input", "input", "node", "node"]);
  });

  it("may end as on Windows, be 400, and have an empty one behind them", () => {
    expect(read("x = 1\r\nL = x^2\r\n").loss).toBe("L");
    const many = Array.from({ length: 400 }, (_, index) => `x${index} = ${index}`);
    expect(read(`${many.join("\n")}\n`).quantities).toHaveLength(400);
    expect(problemsIn(parseModel([...many, "L = x1"].join("\n")))).toEqual(["too-many-lines 401:1"]);
  });

  it.each([
    ["in [0.2, 0.9]", { low: 0.2, high: 0.9, step: null }],
    ["in [0.2,0.9] step 0.1", { low: 0.2, high: 0.9, step: 0.1 }],
    ["in[-1, 1] step .5 # a comment", { low: -1, high: 1, step: 0.5 }],
    ["∈ [−1e-3, 1]", { low: -0.001, high: 1, step: null }],
    ["\\in [-2, -1]", { low: -2, high: -1, step: null }],
  ])("are drawn %s", (interval, draw) => {
    expect(read(`x = 0.5 ${interval}\nL = x^2`).quantities.map((quantity) => quantity.draw)).toEqual([draw, null]);
  });

  it("hold no interval where a name only has the letters in", () => {
    const model = read("x_in = 1\ninput1 = 2\nL = x_in*input1");
    expect(model.quantities.map(({ name, draw }) => [name, draw])).toEqual([
      ["x_in", null],
      ["input1", null],
      ["L", null],
    ]);
  });
});

describe("what keeps a model from being read", () => {
  it.each([
    ["", "empty 1:1"],
    ["# nothing\n\n", "empty 1:1"],
    ["x = 1\n x^2", "not-a-definition 2:2"],
    ["x = 1\nhello", "not-a-definition 2:1"],
    ["x = 1\nL = x\ndL/dx = 1", "not-a-definition 3:1"],
    ["x1 = 1\n  x_1 = 2", "defined-twice 2:3"],
    ["W_xh = 1\nWxh = 2", "defined-twice 2:1"],
    ["x = 1\nL = 2*y\ny = x", "used-before-defined 2:7"],
    ["x = 1\nL = x + L", "used-before-defined 2:9"],
    ["x = 1\nsin = x", "name-is-function 2:1"],
    ["sigma = 1\nL = sigma^2", "name-is-function 1:1"],
    ["x = 1\nL = x^2\nq = 2 dL/dx", "derivative-in-model 3:7"],
    ["x = 1\nL = x^2 in [0, 1]", "draw-of-node 2:1"],
    ["x = 1 in (0, 1)", "draw-unreadable 1:7"],
    ["x = 1 in [0, 1] step", "draw-unreadable 1:7"],
    ["x = 1 in [0, b]", "draw-unreadable 1:7"],
    ["x = 1 in [0, 1e999]", "draw-unreadable 1:7"],
    ["x = 1 in [1, 0]", "draw-bounds 1:7"],
    ["x = 1 in [1, 1]", "draw-bounds 1:7"],
    ["x = 1 in [0, 1] step 0", "draw-step 1:7"],
    ["x = 1 in [0, 1] step 2", "draw-step 1:7"],
    ["x = 1 in [0, 1] step a", "draw-step 1:7"],
    ["x = 1\n  L = x + y", "unknown-name 2:11"],
    ["x = 1\nL = (x", "bracket-not-closed 2:5"],
  ])("%j: %s", (source, problem) => {
    expect(problemsIn(parseModel(source))).toEqual([problem]);
  });

  it("is reported for every line at once", () => {
    const source = "x = \ny = 1 in [2, 1]\n# fine\nz = q\ny = 3\nL = x*y";
    expect(problemsIn(parseModel(source))).toEqual([
      "missing-right 1:3",
      "draw-bounds 2:7",
      "unknown-name 4:5",
      "defined-twice 5:1",
    ]);
  });

  it("is said in words", () => {
    const parsed = parseModel("x = 1\nx = 2\nL = y\ny = x");
    expect(parsed.ok ? [] : parsed.problems.map(({ message }) => message)).toEqual([
      '"x" is defined already, on line 1',
      '"y" is used here, but defined only on line 4',
    ]);
  });
});

describe("the same model with other values", () => {
  const declared = "# head\nx = 1 in [0, 2] step 0.5 # drawn\nT = 2\nW = [[1, 2], [3, 4]]\nL = sum(Wᵀ [x, 1])/T";

  it("keeps draws, comments and all other lines", () => {
    const changed = withValues(read(declared), { x: -1.5 });
    expect(changed.ok && changed.value.source).toBe(declared.replace("x = 1 in", "x = -1.5 in"));
    expect(changed.ok && changed.value.byName.get("x")?.draw).toEqual({ low: 0, high: 2, step: 0.5 });
  });

  it.each([
    [0],
    [-1e-7],
    [1e21],
    [5e-324],
    [0.1 + 0.2],
    [[1]],
    [[1, -2.5]],
    [[[1], [2]]],
    [[[1e-9, 2]]],
    [[[[1, 2]], [[3, 4]]]],
  ] satisfies readonly [Nested][])("writes %j so that it reads back bit for bit", (value) => {
    const changed = withValues(read("x = 1\nL = sum(x)"), { x: value });
    const x = compileModel((changed.ok && changed.value) as Model)
      .evaluate()
      .value("x");
    expect([...x.data]).toEqual([value].flat(4));
    expect(x.shape).toEqual(shapeOf(value));
  });

  it("leaves a transposed matrix transposed beside a quantity called T", () => {
    const changed = withValues(read(declared), { T: 4 });
    // Wᵀ(1, 1) = (4, 6), and 10/4 = 2.5.
    expect(changed.ok && compileModel(changed.value).evaluate().value("L").data[0]).toBe(2.5);
  });

  it.each([
    ["L", 2, "unknown-input 1:1"],
    ["q", 2, "unknown-input 1:1"],
    ["constructor", 2, "unknown-input 1:1"],
    ["T", Number.NaN, "value-not-finite 3:1"],
    ["W", [[1, Number.POSITIVE_INFINITY]], "value-not-finite 4:1"],
    ["x", [], "value-not-finite 2:1"],
    ["x", "1", "value-not-finite 2:1"],
  ])("refuses %s = %j", (name, value, problem) => {
    expect(problemsIn(withValues(read(declared), { [name]: value as Nested }))).toEqual([problem]);
  });

  it("reports every value that is refused", () => {
    const changed = withValues(read(declared), { x: Number.NaN, q: 1 });
    expect(problemsIn(changed)).toEqual(["value-not-finite 2:1", "unknown-input 1:1"]);
  });

  it("is the model itself where nothing changes, and reads back from its source", () => {
    const model = read(declared);
    expect(withValues(model, {})).toEqual({ ok: true, value: model });
    const changed = withValues(model, { x: 0.5, W: [[1, 0]] });
    expect(changed.ok && parseModel(changed.value.source)).toEqual(changed);
  });
});

function shapeOf(value: Nested): readonly number[] {
  return typeof value === "number" ? [] : [value.length, ...shapeOf(value[0] ?? 0)];
}
