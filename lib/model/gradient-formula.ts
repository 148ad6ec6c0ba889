import type { Partial, Tree } from "#lib/expression/tree.ts";
import { agrees } from "./agrees.ts";
import { backwardLine, pullBackAlong } from "./backward-line.ts";
import { numberTree, partialTree, plus, times } from "./build-tree.ts";
import { edgesOf, pathsBetween } from "./chain-rule.ts";
import { entrywise, withoutInnerBrackets } from "./gradient-product.ts";
import type { Page } from "./step-page.ts";
import { waypointsOf } from "./waypoints.ts";

/** Paths between two waypoints that are still written beside one another. */
const mostPathsAdded = 8;
/** An answer holds at most 2,000 parts and 4,000 characters; this is a half of the first, and fits into the second. */
const mostParts = 1000;

/**
 * A derivative with every factor written out, (y3 − t)·y3·(1 − y3)·y2: no partials in it. Null where no formula of a bearable
 * length says it; what is given has the engine's value.
 */
export function gradientFormula(page: Page, asked: Partial): Tree | null {
  const { model, evaluation } = page;
  if (asked.of === asked.by) return numberTree(1);
  const waypoints = waypointsOf(model, asked);
  if (waypoints.length === 0) return numberTree(0);
  const value = evaluation.partial(asked);
  const written = wayBack(page, waypoints);
  if (written !== null && agrees(written, value, evaluation)) return withoutInnerBrackets(written);
  // The derivative of a vector by a vector: a factor of its definition may say it, as ∂(W·x)/∂x = W.
  const local = waypoints.length === 2 ? page.slopeFormula(asked) : null;
  return local !== null && agrees(local, value, evaluation) ? local : null;
}

/** The same in terms of other derivatives, where it cannot be written out or would be too long. */
export function shortFormula(page: Page, asked: Partial): Tree | null {
  const formula = backwardLine(page, asked).formula();
  if (formula !== null) return formula;
  const [path, ...others] = pathsBetween(page.model, asked.of, asked.by, 2);
  if (path === undefined || others.length > 0 || path.length < 3) return null;
  const product = edgesOf(path).map(partialTree).reduce(times);
  return agrees(product, page.evaluation.partial(asked), page.evaluation) ? product : null;
}

/** From waypoint to waypoint; where several paths lead from one to the next, the slopes along them are added. */
function wayBack(page: Page, waypoints: readonly string[]): Tree | null {
  let gradient: Tree | null = null;
  for (const [place, by] of waypoints.slice(1).entries()) {
    const paths = pathsBetween(page.model, waypoints[place] ?? by, by, mostPathsAdded + 1);
    if (paths.length > mostPathsAdded) return null;
    const isSingle = paths.length === 1;
    const seed: Tree | null = isSingle || !page.isOfNumbers ? gradient : null;
    const sum: Tree | null = paths.reduce<Tree | null>((total, path) => {
      const term = pullBackAlong(page, edgesOf(path), seed, "written");
      return total === null || term === null ? null : plus(total, term);
    }, numberTree(0));
    if (sum === null) return null;
    gradient = isSingle || !page.isOfNumbers ? sum : entrywise(gradient, sum, page.shapeOf);
    if (sizeOfTree(gradient) > mostParts) return null;
  }
  return gradient;
}

/** Parts of a formula, itself among them. */
function sizeOfTree(tree: Tree): number {
  switch (tree.kind) {
    case "negative":
    case "transpose":
      return 1 + sizeOfTree(tree.operand);
    case "infix":
      return 1 + sizeOfTree(tree.left) + sizeOfTree(tree.right);
    case "call":
      return tree.inputs.reduce((size, part) => size + sizeOfTree(part), 1);
    case "list":
      return tree.items.reduce((size, part) => size + sizeOfTree(part), 1);
    default:
      return 1;
  }
}
