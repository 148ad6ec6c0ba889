import type { Tree } from "#lib/expression/tree.ts";
import type { Evaluation } from "#lib/model/compile.ts";
import { infixTree } from "./factors.ts";
import { keyOf } from "./rewrite.ts";
import { findTree, partsOf } from "./tree-walk.ts";

/** Functions that bend where their input is 0, each entry by itself. */
const bentAtZero: ReadonlySet<string> = new Set(["relu", "leaky_relu", "elu", "selu", "abs"]);
/** Functions that bend where two of their inputs are equal. */
const bentWhereEqual: ReadonlySet<string> = new Set(["max", "min"]);
/** More in one formula than this are not looked at. */
const mostBends = 32;

/**
 * What decides which piece of a formula holds: it bends where one of these is 0, and no point on one side of a bend tells
 * anything about the other. √(u²) is |u|.
 */
export function bendsIn(tree: Tree): readonly Tree[] {
  const found = new Map<string, Tree>();
  const visit = (part: Tree): void => {
    for (const deciding of decidersOf(part)) if (isVariable(deciding)) found.set(keyOf(deciding), deciding);
    for (const inner of partsOf(part)) visit(inner);
  };
  visit(tree);
  return [...found.values()].slice(0, mostBends);
}

/** Does it change from point to point? */
function isVariable(tree: Tree): boolean {
  return findTree(tree, ({ kind }) => kind === "name" || kind === "partial") !== null;
}

function decidersOf(tree: Tree): readonly Tree[] {
  if (tree.kind === "call") {
    const [input] = tree.inputs;
    if (input === undefined) return [];
    if (bentAtZero.has(tree.name)) return [input];
    if (tree.name === "sqrt") return squaredIn(input);
    if (bentWhereEqual.has(tree.name)) return differences(tree.inputs.length === 1 ? partsOf(input) : tree.inputs);
  }
  const isPower = tree.kind === "infix" && tree.sign === "^";
  return isPower && !isEven(tree.right) ? squaredIn(tree.left) : [];
}

/** u, of u², of u·u and of each such factor in a product. */
function squaredIn(tree: Tree): readonly Tree[] {
  if (tree.kind !== "infix") return [];
  if (tree.sign === "^") return isEven(tree.right) ? [tree.left] : [];
  if (tree.sign !== "*" && tree.sign !== "dot" && tree.sign !== "/") return [];
  return keyOf(tree.left) === keyOf(tree.right) ? [tree.left] : [...squaredIn(tree.left), ...squaredIn(tree.right)];
}

function isEven(exponent: Tree): boolean {
  return exponent.kind === "number" && exponent.value % 2 === 0;
}

function differences(trees: readonly Tree[]): readonly Tree[] {
  return trees.flatMap((tree, index) => trees.slice(index + 1).map((other) => infixTree(tree, "-", other)));
}

/** The numbers whose signs tell the pieces apart at one point: every entry of what decides. */
export function decidingNumbers(bends: readonly Tree[], evaluation: Evaluation): readonly number[] {
  return bends.flatMap((bend) => {
    const evaluated = evaluation.expression(bend);
    return evaluated.ok ? Array.from(evaluated.value.data).slice(0, mostBends) : [];
  });
}

/** One side of a bend: where the deciding number with this index, counted from 0, has this sign. */
export interface Side {
  readonly index: number;
  readonly sign: 1 | -1;
}

/** A side on which a smaller share of the points lies than this is looked for: no point may lie on two such sides at once. */
const rareShare = 1 / 8;

export function rareSides(bends: readonly Tree[], evaluations: readonly Evaluation[]): readonly Side[] {
  const numbers = evaluations.map((evaluation) => decidingNumbers(bends, evaluation));
  const indices = Array.from(numbers[0] ?? [], (_, index) => index);
  const isRare = ({ index, sign }: Side) =>
    numbers.filter((at) => sign * (at[index] ?? 0) > 0).length < rareShare * numbers.length;
  return indices.flatMap((index) => ([1, -1] as const).map((sign) => ({ index, sign })).filter(isRare));
}

/** The largest plain number that what decides holds: a bend may lie as far out as this. */
export function furthestConstant(bends: readonly Tree[]): number {
  const largest = (tree: Tree): number =>
    tree.kind === "number" ? Math.abs(tree.value) : Math.max(0, ...partsOf(tree).map(largest));
  return Math.max(0, ...bends.map(largest));
}
