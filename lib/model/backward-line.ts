import type { Partial, Tree } from "#lib/expression/tree.ts";
import { agrees } from "./agrees.ts";
import { numberTree, partialTree, plus } from "./build-tree.ts";
import { edgesOf, type Path, pathsBetween } from "./chain-rule.ts";
import { withoutInnerBrackets } from "./gradient-product.ts";
import { kindOf } from "./layers.ts";
import { pullBack, type Writing } from "./pull-back.ts";
import { addedWords, wordSlope } from "./rule-words.ts";
import { steadySlope, wordSteadySlope } from "./steady-slope.ts";
import type { Page } from "./step-page.ts";
import { usersOnTheWay, waypointsOf } from "./waypoints.ts";

/** One line of a backward pass: a derivative made from those that stand before it. */
export interface BackwardLine {
  readonly asked: Partial;
  /** In terms of other derivatives of the same quantity; null where no short formula says it. */
  formula(): Tree | null;
  /** The same with σ′(z) in place of y(1 − y). */
  primed(): Tree | null;
  /** The quantities whose derivative the line starts from; none where it starts from the differentiated quantity itself. */
  readonly from: readonly string[];
  /** The edges it takes, from the near end of what is known. */
  readonly edges: readonly Partial[];
  readonly rule: string;
}

/** How many waypoints back an error term may lie: from z3 over y2 to z2 there are two edges. */
const mostWaypointsBack = 2;

/**
 * The derivative of `of` by `by` from the nearest ones that are known: an error term from the error term of the next layer,
 * ∂L/∂z2 = ∂L/∂z3 · W3 · σ′(z2), a weight's from its own error term, and where several quantities use `by`, from all of them.
 */
export function backwardLine(page: Page, asked: Partial): BackwardLine {
  const { model } = page;
  const { of, by } = asked;
  const start = startOf(page, asked);
  const paths = start === null ? [] : pathsBetween(model, start, by, 2);
  const [only, ...others] = paths;
  if (start !== null && only !== undefined && others.length === 0) return alongPath(page, asked, only);
  const users = usersOnTheWay(model, asked);
  const edges = users.map((user) => ({ of: user, by }));
  const write = (slopes: Writing["slopes"]) =>
    edges.map((edge) => pullBackAlong(page, [edge], seedAt(of, edge.of), slopes)).reduce(join, numberTree(0));
  return {
    asked,
    ...checked(page, asked, write),
    from: users.filter((user) => user !== of),
    edges,
    rule: wordLine(page, edges, edges.length > 1 ? "chain rule: the paths are added" : "chain rule"),
  };
}

function alongPath(page: Page, asked: Partial, path: Path): BackwardLine {
  const [start = asked.of] = path;
  const edges = edgesOf(path);
  const write = (slopes: Writing["slopes"]) => pullBackAlong(page, edges, seedAt(asked.of, start), slopes);
  const isLocal = edges.length === 1 && start === asked.of;
  return {
    asked,
    ...checked(page, asked, write, isLocal ? page.slopeFormula(asked) : null),
    from: start === asked.of ? [] : [start],
    edges,
    rule: page.hasShape(asked.of) ? "each entry by each entry" : wordLine(page, edges, isLocal ? null : "chain rule"),
  };
}

/** Where one path leads back to `by` from something known; null where several do, or where there is no path. */
function startOf({ model }: Page, asked: Partial): string | null {
  const waypoints = waypointsOf(model, asked).slice(0, -1);
  const nearest = waypoints.at(-1);
  if (nearest === undefined) return null;
  if (kindOf(asked.by) !== "pre-activation") return nearest;
  const errorTerm = waypoints.findLast((name) => kindOf(name) === "pre-activation");
  const isNear = errorTerm !== undefined && waypoints.length - waypoints.indexOf(errorTerm) <= mostWaypointsBack;
  return isNear && errorTerm !== undefined && pathsBetween(model, errorTerm, asked.by, 2).length === 1
    ? errorTerm
    : nearest;
}

function seedAt(of: string, start: string): Tree | null {
  return start === of ? null : partialTree({ of, by: start });
}

/** The gradient at the first edge's output taken back along all of them. */
export function pullBackAlong(
  page: Page,
  edges: readonly Partial[],
  seed: Tree | null,
  slopes: Writing["slopes"],
): Tree | null {
  const writing: Writing = {
    shapeOf: page.shapeOf,
    slopes,
    steady: (tree, by) => steadySlope(tree, by, page.evaluation),
  };
  let gradient = seed;
  for (const { of, by } of edges) {
    gradient = pullBack({ tree: page.definition(of), own: of }, by, gradient, writing);
    if (gradient === null) return null;
  }
  return gradient;
}

function join(left: Tree | null, right: Tree | null): Tree | null {
  return left === null || right === null ? null : plus(left, right);
}

/**
 * A formula stands in a line only where it gives the engine's value, and is written when it is first asked for: of a deep
 * network few lines are shown. Of a vector by a vector a factor of the definition may do, as ∂(W·x)/∂x = W: that is `local`.
 */
function checked(
  { evaluation }: Page,
  asked: Partial,
  write: (slopes: Writing["slopes"]) => Tree | null,
  local: Tree | null = null,
) {
  const keep = (tree: Tree | null) =>
    tree !== null && agrees(tree, evaluation.partial(asked), evaluation) ? withoutInnerBrackets(tree) : null;
  const known = new Map<Writing["slopes"], Tree | null>();
  const find = (slopes: Writing["slopes"]) => {
    const tree = known.get(slopes);
    if (tree !== undefined) return tree;
    const found = keep(write(slopes)) ?? (slopes === "written" ? keep(local) : null);
    known.set(slopes, found);
    return found;
  };
  return { formula: () => find("written"), primed: () => find("primed") };
}

function wordLine(page: Page, edges: readonly Partial[], first: string | null): string {
  return [...new Set([...(first === null ? [] : [first]), ...edges.map((edge) => wordEdge(page, edge))])].join("; ");
}

function wordEdge(page: Page, { of, by }: Partial): string {
  const tree = page.definition(of);
  if (steadySlope(tree, by, page.evaluation) !== null) return wordSteadySlope(tree);
  const words = wordSlope(tree, by, page.hasShape);
  const isStretched = page.evaluation.value(by).shape.length < page.evaluation.value(of).shape.length;
  return isStretched && words === addedWords ? "added to every row, so its gradient is added up over the rows" : words;
}
