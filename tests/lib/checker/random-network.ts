import { randomKey, uniformAt } from "#lib/exercises/random.ts";

/** Random choices from a seed. */
export interface Chance {
  /** From 0 to below 1. */
  next(): number;
  /** From low to high, both included. */
  whole(low: number, high: number): number;
  pick<T>(among: readonly T[]): T;
  is(probability: number): boolean;
}

export function chanceOf(seed: string): Chance {
  const key = randomKey(seed);
  let counter = 0;
  const next = () => uniformAt(key, counter++);
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    whole,
    pick: (among) => {
      const chosen = among[whole(0, among.length - 1)];
      if (chosen === undefined) throw new Error("nothing to pick from");
      return chosen;
    },
    is: (probability) => next() < probability,
  };
}

export type Activation = "sigmoid" | "tanh" | "relu" | "softplus" | "silu";

/** One unit for each layer: zᵢ = Wᵢ·yᵢ₋₁ (+ bᵢ), aᵢ = f(zᵢ), and yᵢ = aᵢ, or aᵢ + yᵢ₋₁ where a skip leads round it. */
export interface Layer {
  readonly number: number;
  readonly activation: Activation;
  readonly hasBias: boolean;
  readonly hasSkip: boolean;
}

export interface RandomNetwork {
  readonly layers: readonly Layer[];
  /** True where the first layer has a second input, x2, with the weight V1. */
  readonly hasTwoInputs: boolean;
  readonly source: string;
}

export function drawNetwork(chance: Chance): RandomNetwork {
  const depth = chance.whole(1, 6);
  const hasTwoInputs = chance.is(0.3);
  const activations: readonly Activation[] = [
    "sigmoid",
    "sigmoid",
    "sigmoid",
    "tanh",
    "tanh",
    "relu",
    "softplus",
    "silu",
  ];
  const usual = chance.pick(activations);
  const layers = Array.from({ length: depth }, (_, index): Layer => {
    const hasSkip = index > 0 && depth <= 4 && chance.is(0.25);
    const activation = chance.is(0.7) ? usual : chance.pick(activations);
    return { number: index + 1, activation, hasBias: chance.is(0.4), hasSkip };
  });
  return { layers, hasTwoInputs, source: writeSource(layers, hasTwoInputs, chance) };
}

export function writeSource(layers: readonly Layer[], hasTwoInputs: boolean, chance: Chance): string {
  const value = () => ((chance.is(0.3) ? -1 : 1) * (0.4 + 1.2 * chance.next())).toFixed(2);
  const lines = [`x0 = ${(1.1 + chance.next()).toFixed(2)}`, `t = ${(0.2 + 0.5 * chance.next()).toFixed(2)}`];
  if (hasTwoInputs) lines.push(`x2 = ${value()}`, `V1 = ${value()}`);
  for (const { number, activation, hasBias, hasSkip } of layers) {
    lines.push(`W${number} = ${value()}`);
    if (hasBias) lines.push(`b${number} = ${value()}`);
    const second = number === 1 && hasTwoInputs ? " + V1*x2" : "";
    lines.push(`z${number} = W${number}*${inputOf(number)}${second}${hasBias ? ` + b${number}` : ""}`);
    if (hasSkip) lines.push(`s${number} = ${activation}(z${number})`, `y${number} = s${number} + y${number - 1}`);
    else lines.push(`y${number} = ${activation}(z${number})`);
  }
  return [...lines, `L = (y${layers.length} - t)^2/2`].join("\n");
}

/** What the layer with this number multiplies by its weight. */
export const inputOf = (number: number): string => (number === 1 ? "x0" : `y${number - 1}`);

/** A factor of a gradient as a person writes it, and what it is in the chain rule. */
export interface Written {
  readonly text: string;
  readonly is: "error" | "slope" | "weight" | "input";
  readonly layer: number;
}

/** ∂L/∂W of a layer, one product for each path from the loss back to it; the main path first. */
export function gradientOf({ layers }: RandomNetwork, asked: number): readonly (readonly Written[])[] {
  const depth = layers.length;
  let paths: (readonly Written[])[] = [[{ text: `(y${depth}-t)`, is: "error", layer: depth }]];
  for (const { number, activation, hasSkip } of layers.toReversed()) {
    if (number < asked) break;
    const slope: Written = { text: `${activation}'(z${number})`, is: "slope", layer: number };
    if (number === asked) {
      const input: Written = { text: inputOf(number), is: "input", layer: number };
      paths = paths.map((path) => [...path, slope, input]);
    } else {
      const weight: Written = { text: `W${number}`, is: "weight", layer: number };
      const through = paths.map((path) => [...path, slope, weight]);
      paths = hasSkip ? [...through, ...paths] : through;
    }
  }
  return paths;
}

export const writeProduct = (factors: readonly Written[]): string =>
  factors.length === 0 ? "1" : factors.map(({ text }) => text).join("*");

export const writeSum = (paths: readonly (readonly Written[])[]): string => paths.map(writeProduct).join(" + ");
