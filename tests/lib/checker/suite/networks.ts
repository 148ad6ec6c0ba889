import { call, evaluate, type Formula, infix, minus, name, num, oneMinus, product, type Values } from "./formula.ts";
import type { Chance } from "./seeded.ts";

/** A network with what is true of it, derived on paper: the rewriter and the mutations begin here. */
export interface Network {
  readonly source: string;
  readonly given: Values;
  /** What each node is, in order of computation; a partial has its derivation here, in as many forms as wished. */
  readonly meanings: readonly (readonly [name: string, formula: Formula])[];
  /** What is asked, with one right formula. */
  readonly asks: readonly (readonly [ask: string, formula: Formula])[];
}

const x0 = name("x0");
const t = name("t");
const [W1, W2, W3] = [name("W1"), name("W2"), name("W3")];
const [y1, y2, y3] = [name("y1"), name("y2"), name("y3")];
const [z1, z2, z3] = [name("z1"), name("z2"), name("z3")];
const half = (formula: Formula) => infix(formula, "/", num(2));
const squared = (formula: Formula) => infix(formula, "^", num(2));
const slope = (y: Formula) => product(y, oneMinus(y));
const tanhSlope = (y: Formula) => oneMinus(squared(y));
const error = (y: Formula) => infix(y, "-", t);

function sourceOf(given: Values, nodes: string): string {
  return `${Object.entries(given)
    .map(([input, value]) => `${input} = ${value}`)
    .join("\n")}\n${nodes}`;
}

const chainGiven = { x0: 0.9, t: 0.3, W1: 1.4, W2: -0.7, W3: 1.1 };
const chain: Network = {
  source: sourceOf(
    chainGiven,
    "z1 = W1*x0\ny1 = sigmoid(z1)\nz2 = W2*y1\ny2 = sigmoid(z2)\nz3 = W3*y2\ny3 = sigmoid(z3)\nL = (y3 - t)^2/2",
  ),
  given: chainGiven,
  meanings: [
    ["z1", product(W1, x0)],
    ["y1", call("sigmoid", z1)],
    ["z2", product(W2, y1)],
    ["y2", call("sigmoid", z2)],
    ["z3", product(W3, y2)],
    ["y3", call("sigmoid", z3)],
    ["L", half(squared(error(y3)))],
    ["dL/dy3", error(y3)],
    ["dy3/dz3", slope(y3)],
    ["dy3/dz3", call("sigmoid'", z3)],
    ["dL/dz3", product(name("dL/dy3"), name("dy3/dz3"))],
    ["dL/dy2", product(name("dL/dz3"), W3)],
    ["dy2/dz2", slope(y2)],
    ["dy2/dz2", call("sigmoid'", z2)],
    ["dL/dz2", product(name("dL/dy2"), name("dy2/dz2"))],
    ["dz2/dy1", W2],
    ["dy1/dz1", slope(y1)],
    ["dy1/dz1", call("sigmoid'", z1)],
    ["dL/dz1", product(name("dL/dz2"), name("dz2/dy1"), name("dy1/dz1"))],
  ],
  asks: [
    ["dL/dW3", product(error(y3), slope(y3), y2)],
    ["dL/dW2", product(error(y3), slope(y3), W3, slope(y2), y1)],
    ["dL/dW1", product(name("dL/dz2"), W2, slope(y1), x0)],
  ],
};

const biasGiven = { x0: 0.6, t: 0.1, W1: 0.8, b1: 0.3, W2: -1.2, b2: 0.5 };
const biases: Network = {
  source: sourceOf(biasGiven, "z1 = W1*x0 + b1\ny1 = tanh(z1)\nz2 = W2*y1 + b2\ny2 = tanh(z2)\nL = (y2 - t)^2/2"),
  given: biasGiven,
  meanings: [
    ["z1", infix(product(W1, x0), "+", name("b1"))],
    ["y1", call("tanh", z1)],
    ["z2", infix(product(W2, y1), "+", name("b2"))],
    ["y2", call("tanh", z2)],
    ["L", half(squared(error(y2)))],
    ["dL/dy2", error(y2)],
    ["dy2/dz2", call("tanh'", z2)],
    ["dy2/dz2", tanhSlope(y2)],
    ["dL/dz2", product(name("dL/dy2"), name("dy2/dz2"))],
    ["dL/dy1", product(name("dL/dz2"), W2)],
    ["dy1/dz1", tanhSlope(y1)],
    ["dL/dz1", product(name("dL/dy1"), name("dy1/dz1"))],
  ],
  asks: [
    ["dL/dW2", product(error(y2), tanhSlope(y2), y1)],
    ["dL/dW1", product(error(y2), tanhSlope(y2), W2, tanhSlope(y1), x0)],
    ["dL/db1", product(error(y2), call("tanh'", z2), W2, call("tanh'", z1))],
  ],
};

const sharedGiven = { x0: 0.7, t: 0.2, W: 1.3 };
const W = name("W");
const shared: Network = {
  source: sourceOf(sharedGiven, "z1 = W*x0\ny1 = sigmoid(z1)\nz2 = W*y1\ny2 = sigmoid(z2)\nL = (y2 - t)^2/2"),
  given: sharedGiven,
  meanings: [
    ["z1", product(W, x0)],
    ["y1", call("sigmoid", z1)],
    ["z2", product(W, y1)],
    ["y2", call("sigmoid", z2)],
    ["dL/dz2", product(error(y2), slope(y2))],
    ["dL/dz1", product(name("dL/dz2"), W, slope(y1))],
  ],
  asks: [["dL/dW", infix(product(name("dL/dz2"), y1), "+", product(name("dL/dz1"), x0))]],
};

const entropyGiven = { x0: 1.3, t: 0.2, W1: 0.9, W2: 1.4 };
const entropy: Network = {
  source: sourceOf(
    entropyGiven,
    "z1 = W1*x0\ny1 = tanh(z1)\nz2 = W2*y1\ny2 = sigmoid(z2)\nL = -t*log(y2) - (1 - t)*log(1 - y2)",
  ),
  given: entropyGiven,
  meanings: [
    ["z1", product(W1, x0)],
    ["y1", call("tanh", z1)],
    ["z2", product(W2, y1)],
    ["y2", call("sigmoid", z2)],
    ["dL/dy2", infix(infix(oneMinus(t), "/", oneMinus(y2)), "-", infix(t, "/", y2))],
    ["dL/dz2", error(y2)],
    ["dL/dz2", product(name("dL/dy2"), slope(y2))],
    ["dL/dy2", minus(infix(infix(t, "-", y2), "/", slope(y2)))],
  ],
  asks: [
    ["dL/dW2", product(error(y2), y1)],
    ["dL/dW1", product(error(y2), W2, tanhSlope(y1), x0)],
  ],
};

export const networks: readonly Network[] = [chain, biases, shared, entropy];

/** All quantities and partials at inputs near the given ones, or anywhere up to 2. */
export function drawValues(network: Network, chance: Chance, isNear: boolean): Values {
  const values: Record<string, number> = {};
  for (const [input, given] of Object.entries(network.given)) {
    values[input] = isNear ? given * chance.between(0.5, 1.5) : chance.between(-2, 2);
  }
  for (const [of, formula] of network.meanings) values[of] = evaluate(formula, values);
  return values;
}
