import type { Tree } from "#lib/expression/tree.ts";
import { baseOf, type Factor, factor, nameTree, product, type Sum, times, transposeTree, withBase } from "./factors.ts";
import type { Mistake } from "./mistake.ts";
import { atEveryPlace, type Chain, keyOf } from "./rewrite.ts";

/** Every other name in the place of a factor with this role. */
function othersFor({ sum }: Chain, role: Factor["role"], names: readonly string[]): readonly Sum[] {
  return names.flatMap((name) =>
    atEveryPlace(sum, (each) =>
      each.role === role && keyOf(baseOf(each)) !== name ? [withBase(each, nameTree(name))] : null,
    ),
  );
}

export const mistakesOfLinks: readonly Mistake[] = [
  {
    slug: "missing-input",
    rewrites: ({ sum }) => atEveryPlace(sum, (each) => (each.role === "input" ? [] : null)),
  },
  {
    slug: "pre-activation-instead-of-activation",
    rewrites: ({ sum, parts }) =>
      atEveryPlace(sum, (each) => {
        const activation = each.role === "input" && parts.activations.find(({ name }) => name === keyOf(baseOf(each)));
        return activation ? [withBase(each, activation.input)] : null;
      }),
  },
  {
    slug: "missing-weight",
    rewrites: ({ sum }) => atEveryPlace(sum, (each) => (each.role === "weight" ? [] : null)),
  },
  { slug: "weight-of-other-layer", rewrites: (chain) => othersFor(chain, "weight", chain.parts.weights) },
  {
    slug: "extra-weight",
    rewrites: (chain) => chain.parts.weights.flatMap((weight) => timesWeight(chain, nameTree(weight))),
  },
  {
    slug: "activation-of-other-layer",
    rewrites: (chain) => othersFor(chain, "input", [...chain.parts.outputs, ...chain.parts.fed]),
  },
  {
    slug: "reciprocal-derivative",
    rewrites: ({ sum }) => [
      // With the derivative of the loss, which is rarely written as a quotient, and without it.
      ...atEveryPlace(sum, (each) => [{ ...each, power: -each.power }]),
      ...atEveryPlace(sum, (each) => (each.role === "loss" ? null : [{ ...each, power: -each.power }])).slice(0, 1),
    ],
  },
  {
    slug: "chain-cut-short",
    rewrites: ({ sum }) =>
      runs(sum).map(([from, to]) => sum.map((term) => ({ ...term, factors: term.factors.toSpliced(from, to - from) }))),
  },
  {
    slug: "factors-added",
    rewrites: ({ sum }) => (sum.length === 1 ? additions(sum) : []),
  },
];

/** With the weight as one more factor; between matrices also as a step further back, Wᵀ from the left. */
function timesWeight({ sum, isOfNumbers }: Chain, weight: Tree): readonly Sum[] {
  const entrywise = times(sum, factor(weight));
  if (isOfNumbers) return [entrywise];
  return [entrywise, times(sum, { ...factor(transposeTree(weight)), side: "left" })];
}

/** Runs of two or more factors of a single path, the last factor excepted. */
function runs(sum: Sum): readonly (readonly [number, number])[] {
  const [only, ...others] = sum;
  if (only === undefined || others.length > 0) return [];
  const found: (readonly [number, number])[] = [];
  for (let from = 0; from + 2 < only.factors.length; from++) {
    for (let to = from + 2; to < only.factors.length; to++) found.push([from, to]);
  }
  return found;
}

/** All factors added up, all links added up, and each two neighbouring links added where they should be multiplied. */
function additions(sum: Sum): readonly Sum[] {
  const [only] = sum;
  if (only === undefined || only.factors.length < 2) return [];
  const links = Map.groupBy(only.factors, (each) => each.link);
  const products = [...links.values()].map((factors) => product(factors));
  const added: Sum[] = [only.factors.map((each) => product([each])), products];
  for (let first = 0; first + 1 < products.length; first++) {
    const rest = products.toSpliced(first, 2).flatMap(({ factors }) => factors);
    const pair = products.slice(first, first + 2);
    added.push(pair.map(({ factors }) => product([...factors, ...rest], only.coefficient)));
  }
  return added;
}
