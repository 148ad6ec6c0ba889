import type { Nested, Shape } from "#lib/autograd/tensor.ts";
import { printText } from "#lib/expression/print.ts";
import type { Tree } from "#lib/expression/tree.ts";
import { type CompiledModel, compileModel } from "#lib/model/compile.ts";
import { parseModel } from "#lib/model/model.ts";
import { namesIn } from "./tree-walk.ts";

/** One definition as a model of its own, whose inputs are the names it reads: a line of a calculation by hand. */
export interface HandStep {
  readonly name: string;
  readonly tree: Tree;
  readonly reads: readonly string[];
  readonly compiled: CompiledModel;
}

export function makeStep(name: string, tree: Tree, shapeOf: (name: string) => Shape): HandStep {
  const reads = [...namesIn(tree)];
  const inputs = reads.map((read) => `${read} = ${JSON.stringify(ones(shapeOf(read)))}`);
  const source = [...inputs, `${name} = ${printText(tree)}`].join("\n");
  const parsed = parseModel(source);
  if (!parsed.ok) throw new Error(`a definition of a model is no model: ${source}: ${parsed.problems[0]?.message}`);
  return { name, tree, reads, compiled: compileModel(parsed.value) };
}

function ones([length, ...rest]: Shape): Nested {
  return length === undefined ? 1 : Array.from({ length }, () => ones(rest));
}

/** σ′ = y(1 − y) and tanh′ = 1 − y², as people take it from an output y; null where the step is no such function of one name. */
export function slopeOfOutput({ tree }: HandStep): ((output: number) => number) | null {
  if (tree.kind !== "call" || tree.primes > 0 || tree.inputs[0]?.kind !== "name") return null;
  if (tree.name === "sigmoid") return (y) => y * (1 - y);
  return tree.name === "tanh" ? (y) => 1 - y * y : null;
}
