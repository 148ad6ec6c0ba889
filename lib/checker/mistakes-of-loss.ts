import { factor, nameTree, scale } from "./factors.ts";
import type { Mistake } from "./mistake.ts";
import { atEveryPlace, type Chain } from "./rewrite.ts";

const holdsLoss = ({ sum }: Chain) => sum.some((term) => term.factors.some((each) => each.role === "loss"));

export const mistakesOfLoss: readonly Mistake[] = [
  {
    slug: "missing-loss-derivative",
    rewrites: ({ sum }) => atEveryPlace(sum, (each) => (each.role === "loss" ? [] : null)),
  },
  {
    slug: "loss-instead-of-derivative",
    rewrites: ({ sum, model }) =>
      atEveryPlace(sum, (each) => (each.role === "loss" ? [factor(nameTree(model.loss), "other", each.link)] : null)),
  },
  { slug: "loss-factor-two", rewrites: (chain) => (holdsLoss(chain) ? [scale(chain.sum, 2)] : []) },
  { slug: "loss-factor-half", rewrites: (chain) => (holdsLoss(chain) ? [scale(chain.sum, 1 / 2)] : []) },
  { slug: "error-sign", rewrites: ({ sum }) => [scale(sum, -1)] },
];
