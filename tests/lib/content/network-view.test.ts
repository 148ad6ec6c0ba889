import { describe, expect, it } from "vitest";
import { evaluateModel } from "#lib/content/evaluated-model.ts";
import { layOutNetwork } from "#lib/content/network-layout.ts";
import { networkView, type Shows } from "#lib/content/network-view.ts";
import { parseModel } from "#lib/model/model.ts";

const chain = `x0 = 1
t = 0.8
eta = 0.1
W1 = 0.5
W2 = 0.5
z1 = W1*x0
y1 = sigmoid(z1)
z2 = W2*y1
y2 = sigmoid(z2)
L = (y2 - t)^2/2`;

function model(source: string) {
  const parsed = parseModel(source);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("; "));
  return parsed.value;
}

const layout = (source: string) => {
  const { nodes, edges } = layOutNetwork(model(source));
  return {
    nodes: nodes.map(({ name, kind, layer, column, row }) => `${name} ${kind} ${layer} @${column},${row}`),
    edges: edges.map(({ from, to, weight }) => `${from} → ${to}${weight === null ? "" : ` by ${weight}`}`),
  };
};

function view(source: string, shows: Shows) {
  const evaluated = evaluateModel(model(source));
  if (!evaluated.ok) throw new Error("does not compile");
  return networkView(evaluated.value, { title: "A network", shows, digits: 4 });
}

describe("the layout of a network", () => {
  it("puts a chain in one row, with its target under the last neuron, and leaves the learning rate out", () => {
    expect(layout(chain)).toEqual({
      nodes: ["y1 neuron 1 @1,0", "y2 neuron 2 @2,0", "L loss null @3,0", "x0 input 0 @0,0", "t target null @2,1"],
      edges: ["x0 → y1 by W1", "y1 → y2 by W2", "y2 → L", "t → L"],
    });
  });

  it("draws biases, skips, two inputs and a shared weight", () => {
    const source = `x1 = 1
x2 = 2
t = 1
W1 = 0.5
b1 = 0.1
W2 = 0.3
z1 = W1*x1 + W1*x2 + b1
y1 = tanh(z1)
z2 = W2*y1
y2 = y1 + tanh(z2)
L = (y2 - t)^2`;
    expect(layout(source)).toEqual({
      nodes: [
        "y1 neuron 1 @1,0",
        "z2 neuron 2 @2,0",
        "y2 neuron 2 @3,0",
        "L loss null @4,0",
        "x1 input 0 @0,0",
        "x2 input 0 @0,1",
        "t target null @3,1",
        "b1 input 1 @0,2",
      ],
      edges: ["x1 → y1 by W1", "x2 → y1 by W1", "b1 → y1", "y1 → z2 by W2", "y1 → y2", "z2 → y2", "y2 → L", "t → L"],
    });
  });

  it("reads a neuron that is written in one line", () => {
    const source = "x0 = 1\nt = 0.8\nW1 = 0.5\ny1 = sigmoid(W1*x0)\nL = (y1 - t)^2/2";
    expect(layout(source).edges).toEqual(["x0 → y1 by W1", "y1 → L", "t → L"]);
  });

  it("sets inputs that enter later just left of where they are used", () => {
    const source = `x1 = 1
x2 = 2
t = 1
W = 0.5
U = 0.4
h1 = tanh(U*x1)
h2 = tanh(W*h1 + U*x2)
L = (h2 - t)^2`;
    const { nodes } = layout(source);
    expect(nodes).toEqual(expect.arrayContaining(["x1 input 0 @0,0", "x2 input 0 @1,1"]));
  });
});

describe("the view of a network", () => {
  it("holds values and gradients, and says in a sentence what they show", () => {
    const { summary, nodes, edges, showsBackward } = view(chain, "everything");
    expect(showsBackward).toBe(true);
    expect(summary).toMatch(
      /^A network of 2 layers with x0 = 1, W1 = 0\.5 and W2 = 0\.5 and the target t = 0\.8\. It gives y2 = 0\.5772 and L = 0\.0248\d?\. Backward, the gradient of L by W2 is .0\.\d+, by W1 .0\.\d+, smaller by a factor of \d/,
    );
    expect(nodes.find(({ name }) => name === "y2")).toMatchObject({
      value: "0.5772",
      gradient: { value: expect.closeTo(-0.2228, 4) },
    });
    expect(edges[0]).toMatchObject({ weight: { name: "W1", value: "0.5" }, gradient: { of: "dL/dW1" }, layer: 1 });
    expect(edges[0]?.weight?.label.html).toContain("layer-1");
  });

  it("holds no gradient where only the way forward is shown", () => {
    const { nodes, edges, showsBackward } = view(chain, "values");
    expect(showsBackward).toBe(false);
    expect([...nodes, ...edges].map(({ gradient }) => gradient)).toEqual(Array(9).fill(null));
  });

  it("gives nothing away in an exercise: only what is given has a number", () => {
    const { nodes, edges, summary } = view(chain, "given");
    expect(Object.fromEntries(nodes.map(({ name, value }) => [name, value]))).toEqual({
      x0: "1",
      t: "0.8",
      y1: "",
      y2: "",
      L: "",
    });
    expect(edges.map(({ gradient }) => gradient)).toEqual([null, null, null, null]);
    expect(summary).toBe("A network of 2 layers with x0 = 1, W1 = 0.5 and W2 = 0.5 and the target t = 0.8.");
  });

  it("shows the shape of what is too large for a circle", () => {
    const source = `x = [1, 2]
t = 1
W1 = [[1, 2], [3, 4], [5, 6], [7, 8]]
z1 = W1 @ x
y1 = tanh(z1)
L = (sum(y1) - t)^2`;
    const { nodes, edges } = view(source, "values");
    expect(nodes.find(({ name }) => name === "x")?.value).toBe("[1, 2]");
    expect(nodes.find(({ name }) => name === "y1")?.value).toBe("4");
    expect(edges[0]?.weight?.value).toBe("4×2");
  });
});
