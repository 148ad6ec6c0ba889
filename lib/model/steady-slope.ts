import type { Tree } from "#lib/expression/tree.ts";
import { callTree, negate, numberTree, over, times, toPower } from "./build-tree.ts";
import type { Evaluation } from "./compile.ts";

/** From here on 1 − y has lost four digits and more: y(1 − y) cannot be followed with the figures on a page. */
const saturated = 1e-4;

/**
 * The slope of a saturated sigmoid or tanh in a form that keeps its digits: σ(z)·σ(−z), and 1/cosh²(z). Null where the usual
 * form serves, or where the definition is no such function of one name.
 */
export function steadySlope(tree: Tree, by: string, evaluation: Evaluation): Tree | null {
  const [input] = tree.kind === "call" && tree.primes === 0 ? tree.inputs : [];
  if (tree.kind !== "call" || input?.kind !== "name" || input.name !== by) return null;
  const z = evaluation.value(by);
  if (z.shape.length > 0) return null;
  const size = z.data[0] ?? Number.NaN;
  if (tree.name === "sigmoid" && Math.exp(-size) < saturated) {
    return times(callTree("sigmoid", input), callTree("sigmoid", negate(input)));
  }
  if (tree.name === "tanh" && 2 * Math.exp(-2 * Math.abs(size)) < saturated) {
    return over(numberTree(1), toPower(callTree("cosh", input), 2));
  }
  return null;
}

/** What is said of such a slope. */
export function wordSteadySlope(tree: Tree): string {
  return tree.kind === "call" && tree.name === "sigmoid"
    ? "slope of the sigmoid: σ(z)(1 − σ(z)), and 1 − σ(z) is σ(−z), which keeps its digits"
    : "slope of tanh: 1 − tanh²(z), which is 1/cosh²(z) and so keeps its digits";
}
