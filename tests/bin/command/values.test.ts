import { describe, expect, it } from "vitest";
import { fromNested, type Nested } from "#lib/autograd/tensor.ts";
import chains from "#tests/golden/chains.json" with { type: "json" };
import course from "#tests/golden/course-network.json" with { type: "json" };
import mlps from "#tests/golden/mlps.json" with { type: "json" };
import { courseNetwork } from "#tests/lib/model/course-network.ts";
import { valuesOf } from "../../../bin/command/values.ts";

const valuesFor = (model: string, asks: readonly string[]) => valuesOf(JSON.stringify({ id: 1, model, asks }));

/** Asks for everything in `expected` and compares: relative error only, beside `room` for what cancels to 0 in truth. */
function expectValues(model: string, expected: Readonly<Record<string, unknown>>, relative: number, room = 0): void {
  const reply = valuesFor(model, Object.keys(expected));
  expect(reply).toMatchObject({ id: 1, values: expect.any(Object) });
  const { values } = reply as unknown as { readonly values: Readonly<Record<string, Nested>> };
  for (const [ask, nested] of Object.entries(expected)) {
    const [given, truth] = [fromNested(values[ask] as Nested), fromNested(nested as Nested)];
    expect(given.shape, ask).toEqual(truth.shape);
    truth.data.forEach((value, place) => {
      const difference = Math.abs((given.data[place] as number) - value);
      expect(difference, `${ask} at ${place}`).toBeLessThanOrEqual(relative * Math.abs(value) + room);
    });
  }
}

const byLayer = (prefix: string, numbers: readonly number[], suffix = "") =>
  Object.fromEntries(numbers.map((number, index) => [`${prefix}${index + 1}${suffix}`, number]));

/** The golden chains were cross-checked in 50 digits. */
const scalarNetworks = 1e-12;
/** The networks with matrices by central differences only. */
const matrixNetworks = 1e-10;

describe("values agrees with PyTorch", () => {
  const losses: Readonly<Record<string, (y: string) => string>> = {
    "mse-half": (y) => `(${y} - t)^2/2`,
    mse: (y) => `(${y} - t)^2`,
    bce: (y) => `-(t*ln(${y}) + (1 - t)*ln(1 - ${y}))`,
  };

  it.each(chains.chains)("on the chain $id: $activation, depth $depth, $loss", (chain) => {
    const { depth, weights, biases, x, target, loss } = chain;
    const activations = "activations" in chain ? chain.activations : undefined;
    const lines = [`x = ${x}`, `t = ${target}`];
    for (let layer = 1; layer <= depth; layer++) {
      const bias = biases?.[layer - 1];
      const before = layer === 1 ? "x" : `y${layer - 1}`;
      lines.push(`W${layer} = ${weights[layer - 1]}`);
      if (bias !== undefined) lines.push(`b${layer} = ${bias}`);
      lines.push(`z${layer} = W${layer}*${before}${bias === undefined ? "" : ` + b${layer}`}`);
      lines.push(`y${layer} = ${activations?.[layer - 1] ?? chain.activation}(z${layer})`);
    }
    lines.push(`L = ${losses[loss]?.(`y${depth}`)}`);
    const expected = {
      L: chain.lossValue,
      "dL/dx": chain.gradX,
      ...byLayer("z", chain.z),
      ...byLayer("y", chain.outputs),
      ...byLayer("dL/dW", chain.gradW),
      ...byLayer("dL/db", chain.gradB ?? []),
      ...byLayer("dL/dy", chain.gradY),
      ...byLayer("dL/dz", chain.gradZ),
    };
    // PyTorch's own error, found in 50 digits: 1.7e-11 where 1 − y cancels behind a saturated sigmoid.
    expectValues(lines.join("\n"), expected, scalarNetworks + 2 * chain.mpmath_max_rel_error);
  });

  it("on the course's network, and after each number of steps that the file has", () => {
    const { z1, z2, z3, y1, y2, y3, L, partials, gradients, sigma_prime: slopes } = course;
    const named = { z1, z2, z3, y1, y2, y3, L, ...partials, ...gradients };
    const sloped = { "dy1/dz1": slopes.z1, "dy2/dz2": slopes.z2, "dy3/dz3": slopes.z3 };
    expectValues(courseNetwork, { ...named, ...sloped }, scalarNetworks);
    for (const { W, y3, loss, gradients } of Object.values(course.after_steps)) {
      const lines = W.reduce(
        (text, weight, index) => text.replace(`W${index + 1} = 0.5`, `W${index + 1} = ${weight}`),
        courseNetwork,
      );
      expectValues(lines, { y3, L: loss, ...byLayer("dL/dW", gradients) }, scalarNetworks);
    }
  });

  /** Brackets round a single number would group it. */
  const write = (nested: unknown) => JSON.stringify(nested).replace(/^\[([^[\],]+)\]$/, "[$1,]");
  const matrixLosses: Readonly<Record<string, (batch: number) => string>> = {
    mse: () => "mean((h - t)*(h - t))",
    "mse-half": (batch) => `sum((h - t)*(h - t))/(2*${batch})`,
    bce: () => "-mean(t*ln(sigmoid(h)) + (1 - t)*ln(1 - sigmoid(h)))",
    "softmax-cross-entropy": (batch) => `-sum(t*log_softmax(h))/${batch}`,
  };

  it.each(mlps.networks)("on the network $id: $hidden_activation, $feature, $loss", (network) => {
    const { batch, feature, hidden_activation: activation, layers, loss, layer_outputs: outputs } = network;
    const classes = layers.at(-1) ?? 0;
    const oneHot = (chosen: unknown) => Array.from({ length: classes }, (_, place) => (place === chosen ? 1 : 0));
    const target = loss === "softmax-cross-entropy" ? network.target.map(oneHot) : network.target;
    const parameters = Object.entries(network.parameters);
    const lines = [`x = ${write(network.x)}`, `t = ${write(target)}`, `ones = ${write([Array(batch).fill(1)])}`];
    lines.push(...parameters.map(([name, nested]) => `${name} = ${write(nested)}`));
    const last = layers.length - 1;
    for (let layer = 1; layer <= last; layer++) {
      const before = layer === 1 ? "x" : `h${layer - 1}`;
      lines.push(`a${layer} = ${before} @ W${layer}^T + b${layer}`);
      if (layer === last) lines.push(`h = a${layer}`);
      else if (feature === "batch-norm") {
        lines.push(`c${layer} = a${layer} - ones @ a${layer}/${batch}`);
        lines.push(`v${layer} = ones @ (c${layer}*c${layer})/${batch}`);
        lines.push(`n${layer} = c${layer}/sqrt(v${layer} + 1e-5)*gamma${layer} + beta${layer}`);
        lines.push(`h${layer} = ${activation}(n${layer})`);
      } else {
        const around = feature === "residual" && layer >= 2 ? `${before} + ` : "";
        lines.push(`h${layer} = ${around}${activation}(a${layer})`);
      }
    }
    lines.push(`L = ${matrixLosses[loss]?.(batch)}`);
    const gradients = Object.entries(network.gradients);
    const expected = {
      L: network.lossValue,
      "dL/dx": network.gradX,
      ...Object.fromEntries(outputs.map((output, index) => [index + 1 === last ? "h" : `h${index + 1}`, output])),
      ...Object.fromEntries(gradients.map(([name, nested]) => [`dL/d${name}`, nested])),
    };
    // The gradient of a bias before batch norm cancels to 0 in truth, and both engines leave rounding of the others' size.
    const sizes = gradients.flatMap(([, nested]) => Array.from(fromNested(nested as Nested).data, Math.abs));
    expectValues(lines.join("\n"), expected, matrixNetworks, 4e-16 * Math.max(...sizes));
  });
});

describe("values", () => {
  it("answers asks as they are written, with tensors as nested arrays and Jacobians by both axes", () => {
    // y = W·x, so ∂yᵢ/∂xⱼ = Wᵢⱼ and ∂yᵢ/∂Wⱼₖ = xₖ where i = j.
    const model = "W = [[1, 2], [3, 4]]\nx = [5, 6]\ny = W x\nL = sum(y)";
    expect(valuesFor(model, ["y", "dy/dx", "dy/dW", "∂L/∂W", "dx/dL"])).toEqual({
      id: 1,
      values: {
        y: [17, 39],
        "dy/dx": [
          [1, 2],
          [3, 4],
        ],
        "dy/dW": [
          [
            [5, 6],
            [0, 0],
          ],
          [
            [0, 0],
            [5, 6],
          ],
        ],
        "∂L/∂W": [
          [5, 6],
          [5, 6],
        ],
        "dx/dL": [0, 0],
      },
    });
  });

  it.each([
    ["a model that cannot be read", "x = 1\ny = q", ["x"], "unknown-name", { line: 2, column: 5 }],
    ["shapes that do not fit", "x = [1, 2]\ny = x + [1, 2, 3]", ["x"], "shape-mismatch", { line: 2, column: 5 }],
    ["an unknown ask", "x = 1", ["x", "dx/dW"], "unknown-name", { line: 1, column: 5 }],
    ["the learning rate of a model without one", "x = 1", ["eta"], "unknown-name", { line: 1, column: 1 }],
    ["an ask that is none", "x = 1", ["x + 1"], "not-an-ask", { line: 1, column: 1 }],
    ["a value that is not finite", "x = 0\ny = 1/x", ["y"], "value-not-finite", { line: 2, column: 1 }],
    [
      "a derivative that is not finite",
      "x = 0\ny = sqrt(x)",
      ["y", "dy/dx"],
      "value-not-finite",
      { line: 2, column: 1 },
    ],
  ])("tells of %s", (_, model, asks, code, at) => {
    expect(valuesFor(model, asks)).toEqual({ id: 1, error: { code, message: expect.any(String), at } });
  });

  it("refuses what would not fit the memory, before it works", () => {
    const row = `[${Array(900).fill(1).join(",")}]`;
    const square = `x = ${row}\nA = x x^T`;
    expect(valuesFor(square, ["dA/dx"])).toMatchObject({ error: { code: "too-large" } });
    const more = Array.from({ length: 6 }, (_, index) => `B${index} = A + ${index}`);
    expect(valuesFor([square, ...more].join("\n"), ["x"])).toMatchObject({ error: { code: "too-large" } });
  });

  it.each([
    ["no JSON", "x = 1", "not-json"],
    ["brackets too deep for the stack", `{"id":${"[".repeat(200_000)}${"]".repeat(200_000)}}`, "not-json"],
    ["no object", "[1]", "not-an-object"],
    ["no model", '{"asks": ["L"]}', "wrong-field"],
    ["a model that is no text", '{"model": 3, "asks": []}', "wrong-field"],
    ["asks that are no list", '{"model": "x = 1", "asks": "x"}', "wrong-field"],
    ["an ask that is no text", '{"model": "x = 1", "asks": [1]}', "wrong-field"],
  ])("tells of a line with %s", (_, line, code) => {
    expect(valuesOf(line)).toEqual({ id: null, error: { code, message: expect.any(String), at: null } });
  });

  it.each(['"a"', "7", "null", "[1, {}]", '{"b": 12345678901234567890}', "1e999", "false"])(
    "gives the id %s back",
    (id) => {
      const text = JSON.stringify(valuesOf(`{"id": ${id}, "model": "x = 1", "asks": []}`));
      expect(text.replaceAll(" ", "")).toBe(`{"id":${id.replaceAll(" ", "")},"values":{}}`);
    },
  );
});

it("computes quantities that are called like what every object has", () => {
  for (const name of ["constructor", "toString", "valueOf", "hasOwnProperty"]) {
    expect(valuesFor(`${name} = 2\nL = ${name}^2`, ["L", `dL/d${name}`])).toEqual({
      id: 1,
      values: { L: 4, [`dL/d${name}`]: 4 },
    });
  }
});

it("refuses a Jacobian whose passes would fill the memory", () => {
  const list = `[${Array(1000).fill(1).join(", ")}]`;
  const model = `x = ${list}\nA = x x^T/1000\ny = A x\nL = sum(y)`;
  expect(valuesFor(model, ["dy/dx"])).toMatchObject({ error: { code: "too-large" } });
  expect(valuesFor(model, ["dL/dx"])).toMatchObject({ values: { "dL/dx": expect.any(Array) } });
});
