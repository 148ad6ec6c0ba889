import { transposeFactors, transposeTree } from "./factors.ts";
import type { Mistake } from "./mistake.ts";
import { atEveryPlace } from "./rewrite.ts";

/** What does not fit has no value, so a rewrite may try what only square matrices allow. */
export const mistakesOfMatrices: readonly Mistake[] = [
  {
    slug: "transpose-missing",
    rewrites: ({ sum, isOfNumbers }) =>
      isOfNumbers
        ? []
        : [
            // W·δ for Wᵀ·δ, and x·δᵀ for δ·xᵀ: one factor the other way round, or the whole gradient.
            ...atEveryPlace(sum, (each) =>
              each.side === "entrywise" ? null : [{ ...each, tree: transposeTree(each.tree) }],
            ),
            sum.map((term) => ({ ...term, factors: transposeFactors(term.factors) })),
            // δ·Wᵀ for Wᵀ·δ: the right factor on the wrong side.
            ...atEveryPlace(sum, (each) =>
              each.side === "left"
                ? [{ ...each, side: "right" }]
                : each.side === "right"
                  ? [{ ...each, side: "left" }]
                  : null,
            ),
          ],
  },
  {
    slug: "elementwise-product-of-matrices",
    rewrites: ({ sum }) => [
      ...atEveryPlace(sum, (each) => (each.side === "entrywise" ? null : [{ ...each, side: "entrywise" }])),
      ...atEveryPlace(sum, (each) =>
        each.side === "entrywise" ? null : [{ ...each, side: "entrywise", tree: transposeTree(each.tree) }],
      ),
    ],
  },
  {
    slug: "matrix-product-of-elements",
    rewrites: ({ sum, isOfNumbers }) =>
      isOfNumbers
        ? []
        : [
            ...atEveryPlace(sum, (each) => (each.role === "slope" ? [{ ...each, side: "right" }] : null)),
            ...atEveryPlace(sum, (each) => (each.role === "slope" ? [{ ...each, side: "left" }] : null)),
          ],
  },
];
