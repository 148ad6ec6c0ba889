import {
  baseOf,
  factor,
  infixTree,
  nameTree,
  partialTree,
  product,
  type Sum,
  scale,
  times,
  withBase,
} from "./factors.ts";
import type { Mistake } from "./mistake.ts";
import { atEveryPlace, type Chain, keyOf } from "./rewrite.ts";

const rate = factor(nameTree("eta"));

const alone = (name: string): Sum => [product([factor(nameTree(name))])];

/** The partials of the asked quantity by these names, the asked one left out. */
function partialsBy({ asked }: Chain, names: readonly string[]): readonly Sum[] {
  return names
    .filter((name) => name !== asked.by && name !== asked.of)
    .map((name) => [product([factor(partialTree(asked.of, name))])]);
}

export const mistakesOfUpdate: readonly Mistake[] = [
  { slug: "learning-rate-included", rewrites: ({ sum }) => [times(sum, rate), scale(times(sum, rate), -1)] },
  {
    slug: "update-instead-of-gradient",
    standsBeside: true,
    rewrites: ({ sum, asked, model }) =>
      model.byName.get(asked.by)?.kind === "input"
        ? [
            [...alone(asked.by), ...scale(times(sum, rate), -1)],
            [...alone(asked.by), ...scale(sum, -1)],
          ]
        : [],
  },
  {
    slug: "updated-weight-used",
    rewrites: ({ sum, model }) =>
      atEveryPlace(sum, (each) => {
        if (each.role !== "weight") return null;
        const weight = baseOf(each);
        const change = infixTree(nameTree("eta"), "*", partialTree(model.loss, keyOf(weight)));
        return [{ ...withBase(each, infixTree(weight, "-", change)), role: "other" }];
      }),
  },
  {
    slug: "gradient-of-other-weight",
    replacesAll: true,
    rewrites: (chain) => {
      const { weights, biases } = chain.parts;
      // The gradient of its own weight for that of a bias is what comes of treating the bias as one.
      const own = biases.filter(({ name }) => name === chain.asked.by).flatMap((bias) => bias.weights);
      const others = weights.filter((weight) => !own.includes(weight));
      return partialsBy(chain, [...others, ...biases.map(({ name }) => name)]);
    },
  },
  {
    slug: "gradient-of-activation",
    replacesAll: true,
    rewrites: (chain) =>
      partialsBy(
        chain,
        chain.model.quantities.filter(({ kind }) => kind === "node").map(({ name }) => name),
      ),
  },
  {
    slug: "value-of-forward-pass",
    replacesAll: true,
    rewrites: ({ model }) => model.quantities.filter(({ kind }) => kind === "node").map(({ name }) => alone(name)),
  },
];
