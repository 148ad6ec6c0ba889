import { gradientsOf } from "#lib/autograd/backward.ts";
import { input, type Node, record, valuesOf } from "#lib/autograd/tape.ts";
import { filled, type Tensor } from "#lib/autograd/tensor.ts";
import type { Partial, Tree } from "#lib/expression/tree.ts";
import { pathsBetween } from "./chain-rule.ts";
import { compileModel, type Evaluation } from "./compile.ts";
import { namesIn } from "./layout.ts";
import type { Model } from "./model.ts";
import { recordTree } from "./record-tree.ts";
import { isShowable, type Side, substitute, treeSide, valueTree } from "./step-sides.ts";

/** What every line of a derivation draws on: the model at its declared values, and how numbers are shown. */
export interface Page {
  readonly model: Model;
  readonly evaluation: Evaluation;
  readonly digits: number;
  /** False where a quantity is a vector or a matrix. */
  readonly isOfNumbers: boolean;
  definition(name: string): Tree;
  /** The local slope along one edge, all other names in the definition held fixed; from the engine. */
  slope(edge: Partial): Tensor;
  /** True where the total derivative has other paths besides this edge. */
  isDirectOnly(edge: Partial): boolean;
  /** Whether a name stands for a vector or a matrix. */
  hasShape(name: string): boolean;
  /** The formula with its numbers, or nothing where they are too many to show. */
  withNumbers(tree: Tree): readonly Side[];
}

export const defaultDigits = 4;

export function openPage(model: Model, digits = defaultDigits): Page {
  const evaluation = compileModel(model).evaluate();
  const slopes = new Map<string, Tensor>();
  const definition = (name: string) => {
    const quantity = model.byName.get(name);
    if (quantity === undefined) throw new Error(`the model has no quantity ${name}`);
    return quantity.tree;
  };
  return {
    model,
    evaluation,
    digits,
    isOfNumbers: model.quantities.every(({ name }) => evaluation.value(name).shape.length === 0),
    definition,
    hasShape: (name) => evaluation.value(name).shape.length > 0,
    slope: (edge) => {
      const key = `${edge.of} ${edge.by}`;
      const slope = slopes.get(key) ?? localGradient(definition(edge.of), edge.by, evaluation);
      slopes.set(key, slope);
      return slope;
    },
    isDirectOnly: ({ of, by }) => pathsBetween(model, of, by, 2).length > 1,
    withNumbers: (tree) => {
      const values = namesIn(tree).map((name) => evaluation.value(name));
      if (values.length === 0 || !values.every(isShowable)) return [];
      return [treeSide(substitute(tree, (name) => valueTree(evaluation.value(name), digits)))];
    },
  };
}

/** The derivative of one definition by one of its names, on a tape of its own. */
function localGradient(tree: Tree, by: string, evaluation: Evaluation): Tensor {
  const inputs = new Map<string, Node>();
  for (const name of namesIn(tree)) inputs.set(name, inputs.get(name) ?? input(evaluation.value(name).shape));
  const inputNamed = (name: string) => {
    const node = inputs.get(name);
    if (node === undefined) throw new Error(`${name} is not in the definition`);
    return node;
  };
  const refuse = () => {
    throw new Error("a model's line holds no partial");
  };
  // Recorded apart from its input, or `y = z` would be z itself.
  const recorded = recordTree<Node>({ on: record, name: inputNamed, partial: refuse }, tree);
  if (!recorded.ok) throw new Error(`a compiled model does not fit: ${recorded.problem.message}`);
  const slope = gradientsOf(record, recorded.value).get(inputNamed(by));
  if (slope === undefined) return filled(evaluation.value(by).shape, 0);
  const given = new Map([...inputs].map(([name, node]) => [node, evaluation.value(name)]));
  return valuesOf([slope], given).get(slope) as Tensor;
}
