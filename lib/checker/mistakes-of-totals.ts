import { scale } from "./factors.ts";
import type { Mistake } from "./mistake.ts";
import type { Chain } from "./rewrite.ts";

export const mistakesOfTotals: readonly Mistake[] = [
  {
    slug: "mean-instead-of-sum",
    rewrites: ({ sum, parts }) =>
      [...new Set([...parts.summed, ...batchSizes(sum)])].map((size) => scale(sum, 1 / size)),
  },
  { slug: "sum-instead-of-mean", rewrites: ({ sum, parts }) => parts.averaged.map((size) => scale(sum, size)) },
];

/** The gradient of a bias is added up over the rows of a batch: a row of so many ones, multiplied from the left. */
function batchSizes(sum: Chain["sum"]): readonly number[] {
  return sum.flatMap(({ factors }) =>
    factors.flatMap(({ tree, side }) =>
      side === "left" && tree.kind === "transpose" && tree.operand.kind === "list" ? [tree.operand.items.length] : [],
    ),
  );
}
