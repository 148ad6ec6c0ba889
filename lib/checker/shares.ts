import type { Tensor } from "#lib/autograd/tensor.ts";
import type { CompiledModel } from "#lib/model/compile.ts";
import type { Inputs } from "#lib/model/declared-inputs.ts";
import { namesIn } from "./tree-walk.ts";

/** Sums of probabilities that an author has rounded to a few digits are still 1. */
const nearOne = 1e-6;

/**
 * The same model, whose target probabilities stay probabilities wherever it is evaluated: a target that is declared as shares of
 * one, such as the class [0, 1, 0], is drawn as other shares of one. The gradient of cross-entropy is p − t for these, as every
 * textbook has it, and p·Σt − t for any other t; a learner who writes p − t is right.
 */
export function withShares(compiled: CompiledModel): CompiledModel {
  const names = targetShares(compiled);
  if (names.length === 0) return compiled;
  const kept = (inputs: Inputs): Inputs => {
    const given = names.filter((name) => Object.hasOwn(inputs, name));
    return given.length === 0
      ? inputs
      : { ...inputs, ...Object.fromEntries(given.map((name) => [name, asShares(inputs[name] as Tensor)])) };
  };
  return {
    model: compiled.model,
    evaluate: (inputs = {}) => compiled.evaluate(kept(inputs)),
    evaluateAll: (points) => compiled.evaluateAll(points.map(kept)),
  };
}

/** Inputs that nothing but the loss reads, and whose every row adds up to 1 with nothing below 0. */
function targetShares(compiled: CompiledModel): readonly string[] {
  const { model } = compiled;
  const here = compiled.evaluate();
  const isReadBefore = (name: string) =>
    model.quantities.some(
      (other) => other.name !== model.loss && other.kind === "node" && namesIn(other.tree).has(name),
    );
  return model.quantities
    .filter(({ kind, name }) => kind === "input" && areShares(here.value(name)) && !isReadBefore(name))
    .map(({ name }) => name);
}

function areShares(tensor: Tensor): boolean {
  return rowsOf(tensor).every(
    (row) => row.length > 1 && row.every((share) => share >= 0) && Math.abs(sumOf(row) - 1) < nearOne,
  );
}

function asShares(tensor: Tensor): Tensor {
  const data = new Float64Array(tensor.data.length);
  let place = 0;
  for (const row of rowsOf(tensor)) {
    const sizes = row.map(Math.abs);
    const total = sumOf(sizes);
    for (const size of sizes) data[place++] = total === 0 ? 1 / sizes.length : size / total;
  }
  return { shape: tensor.shape, data };
}

/** A vector is one row. */
function rowsOf({ shape, data }: Tensor): readonly Float64Array[] {
  const length = shape.at(-1) ?? 1;
  return Array.from({ length: data.length / length }, (_, row) => data.subarray(row * length, (row + 1) * length));
}

function sumOf(row: Float64Array): number {
  return row.reduce((sum, share) => sum + share, 0);
}
