import type { Tree } from "#lib/expression/tree.ts";
import { callTree, type Factor, factor, infixTree, nameTree, numberTree, type Sum } from "./factors.ts";
import type { Mistake } from "./mistake.ts";
import type { Activation } from "./network-parts.ts";
import { atEveryPlace, type Chain, keyOf, type Replace } from "./rewrite.ts";

type Call = Extract<Tree, { kind: "call" }>;

/** The slope f′(u) in a factor, with u; null for any other factor. */
function slopeIn({ role, tree }: Factor): { readonly call: Call; readonly input: Tree } | null {
  if (role !== "slope" || tree.kind !== "call" || tree.primes !== 1) return null;
  const [input] = tree.inputs;
  return input === undefined ? null : { call: tree, input };
}

/** Puts other factors in place of slopes of the given function, or of any. */
function forSlopes(by: (slope: Call, input: Tree) => readonly Tree[], only?: string): Replace {
  return (each) => {
    const slope = slopeIn(each);
    if (slope === null || (only !== undefined && slope.call.name !== only)) return null;
    return by(slope.call, slope.input).map((tree) => ({ ...each, tree }));
  };
}

const slopeOf = ({ function: name, input }: Activation): Tree => callTree(name, 1, input);

const oneMinus = (tree: Tree): Tree => infixTree(numberTree(1), "-", tree);

const squared = (tree: Tree): Tree => infixTree(tree, "^", numberTree(2));

/** Another unit's slope at one place, and one slope at all places. */
function slopesOfOthers({ sum, parts }: Chain) {
  return parts.activations.flatMap((other) => {
    const key = keyOf(slopeOf(other));
    return atEveryPlace(
      sum,
      forSlopes((slope) => [keyOf(slope) === key ? slope : slopeOf(other)]),
    );
  });
}

export const mistakesOfSlopes: readonly Mistake[] = [
  {
    slug: "missing-activation-slope",
    rewrites: ({ sum }) =>
      atEveryPlace(
        sum,
        forSlopes(() => []),
      ),
  },
  {
    slug: "activation-instead-of-slope",
    rewrites: ({ sum }) =>
      atEveryPlace(
        sum,
        forSlopes(({ name }, input) => [callTree(name, 0, input)]),
      ),
  },
  {
    slug: "slope-at-output",
    rewrites: ({ sum }) =>
      atEveryPlace(
        sum,
        forSlopes(({ name }, input) => [callTree(name, 1, callTree(name, 0, input))]),
      ),
  },
  { slug: "slope-of-other-layer", rewrites: slopesOfOthers },
  {
    slug: "slope-squared",
    rewrites: ({ sum }) =>
      atEveryPlace(
        sum,
        forSlopes((slope) => [slope, slope]),
      ),
  },
  {
    slug: "tanh-slope-for-sigmoid",
    rewrites: ({ sum }) => [
      // 1 − y² with the sigmoid's y, and tanh′ taken of z.
      ...atEveryPlace(
        sum,
        forSlopes((_, input) => [oneMinus(squared(callTree("sigmoid", 0, input)))], "sigmoid"),
      ),
      ...atEveryPlace(
        sum,
        forSlopes((_, input) => [callTree("tanh", 1, input)], "sigmoid"),
      ),
    ],
  },
  {
    slug: "sigmoid-slope-for-tanh",
    rewrites: ({ sum }) => [
      ...atEveryPlace(
        sum,
        forSlopes((_, input) => [callTree("tanh", 0, input), oneMinus(callTree("tanh", 0, input))], "tanh"),
      ),
      ...atEveryPlace(
        sum,
        forSlopes((_, input) => [callTree("sigmoid", 1, input)], "tanh"),
      ),
    ],
  },
  {
    slug: "relu-slope-inverted",
    rewrites: ({ sum }) =>
      atEveryPlace(
        sum,
        forSlopes((slope) => [oneMinus(slope)], "relu"),
      ),
  },
  {
    // The target where the output belongs: in the slope of the unit that is compared with it, and for the error itself.
    slug: "target-instead-of-output",
    rewrites: ({ sum, parts }) =>
      parts.targets.flatMap((target) => [
        ...slopesByTarget(sum, target),
        ...atEveryPlace(sum, (each) => (each.role === "loss" ? [{ ...each, tree: nameTree(target) }] : null)),
      ]),
  },
];

/** The slope next to the loss, written by its output, with the target for it. */
function slopesByTarget(sum: Sum, target: string): readonly Sum[] {
  const t = nameTree(target);
  const byTarget: Readonly<Record<string, readonly Tree[]>> = {
    sigmoid: [t, oneMinus(t)],
    tanh: [oneMinus(squared(t))],
  };
  const outermost = Math.min(...sum.flatMap((term) => term.factors.filter(isSlope).map((each) => each.link)));
  return atEveryPlace(sum, (each) => {
    const slope = slopeIn(each);
    if (slope === null || each.link !== outermost) return null;
    return byTarget[slope.call.name]?.map((tree) => factor(tree, "other", each.link)) ?? null;
  });
}

function isSlope(each: Factor): boolean {
  return slopeIn(each) !== null;
}
