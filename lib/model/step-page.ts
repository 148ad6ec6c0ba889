import { gradientsOf } from "#lib/autograd/backward.ts";
import { input, type Node, record, valuesOf } from "#lib/autograd/tape.ts";
import { filled, type Shape, type Tensor } from "#lib/autograd/tensor.ts";
import type { Partial, Tree } from "#lib/expression/tree.ts";
import { pathsBetween } from "./chain-rule.ts";
import { compileModel, type Evaluation } from "./compile.ts";
import { namesIn } from "./layout.ts";
import { localSlope } from "./local-slope.ts";
import type { Model } from "./model.ts";
import { recordTree } from "./record-tree.ts";
import { steadySlope } from "./steady-slope.ts";
import { isShowable, numbersSide, type Side, substitute, valueTree } from "./step-sides.ts";
import { partialsIn } from "./tree-partials.ts";
import { workOut } from "./work-out.ts";

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
  /** The same as a formula to read; null where no short one says it. */
  slopeFormula(edge: Partial): Tree | null;
  /** True where the total derivative has other paths besides this edge. */
  isDirectOnly(edge: Partial): boolean;
  /** Whether a name stands for a vector or a matrix. */
  hasShape(name: string): boolean;
  /** The size of what a formula comes to; [] for a number. */
  shapeOf(tree: Tree): Shape;
  /** The formula with its numbers, or nothing where they are too many to show. */
  withNumbers(tree: Tree): readonly Side[];
  /** The same with more digits, or fewer, of every number. */
  withDigits(digits: number): Page;
}

export const defaultDigits = 4;

export function openPage(model: Model, digits = defaultDigits): Page {
  const evaluation = compileModel(model).evaluate();
  const slopes = new Map<string, Tensor>();
  const direct = new Map<string, boolean>();
  const isOfNumbers = model.quantities.every(({ name }) => evaluation.value(name).shape.length === 0);
  const definition = (name: string) => {
    const quantity = model.byName.get(name);
    if (quantity === undefined) throw new Error(`the model has no quantity ${name}`);
    return quantity.tree;
  };
  const shapeOf = (tree: Tree): Shape => {
    if (isOfNumbers) return [];
    const value = workOut(tree, evaluation);
    if (value === null) throw new Error("a formula made from a model does not fit it");
    return value.shape;
  };
  const shared = {
    model,
    evaluation,
    isOfNumbers,
    definition,
    hasShape: (name: string) => evaluation.value(name).shape.length > 0,
    shapeOf,
    slope: (edge: Partial) => {
      const key = `${edge.of} ${edge.by}`;
      const slope = slopes.get(key) ?? localGradient(definition(edge.of), edge.by, evaluation);
      slopes.set(key, slope);
      return slope;
    },
    slopeFormula: ({ of, by }: Partial) =>
      steadySlope(definition(of), by, evaluation) ?? localSlope(definition(of), by, of),
    isDirectOnly: ({ of, by }: Partial) => {
      const key = `${of} ${by}`;
      const isDirect = direct.get(key) ?? pathsBetween(model, of, by, 2).length > 1;
      direct.set(key, isDirect);
      return isDirect;
    },
  };
  const pageOf = (shown: number): Page => ({
    ...shared,
    digits: shown,
    withNumbers: (tree) => {
      const named = namesIn(tree).map((name) => evaluation.value(name));
      const values = [...named, ...partialsIn(tree).map((partial) => evaluation.partial(partial))];
      if (values.length === 0 || !values.every(isShowable)) return [];
      const write = (value: Tensor) => valueTree(value, shown);
      return [
        numbersSide(
          substitute(
            tree,
            (name) => write(evaluation.value(name)),
            (partial) => write(evaluation.partial(partial)),
          ),
        ),
      ];
    },
    withDigits: pageOf,
  });
  return pageOf(digits);
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
