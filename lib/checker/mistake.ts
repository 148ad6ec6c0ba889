import type { Sum } from "./factors.ts";
import type { Chain } from "./rewrite.ts";

/** The known mistakes. Where several come to the same formula, the one that stands earlier names it. */
export const mistakeSlugs = [
  "missing-input",
  "pre-activation-instead-of-activation",
  "missing-activation-slope",
  "activation-instead-of-slope",
  "slope-at-output",
  "slope-of-other-layer",
  "missing-loss-derivative",
  "loss-instead-of-derivative",
  "loss-factor-two",
  "loss-factor-half",
  "error-sign",
  "missing-weight",
  "weight-of-other-layer",
  "extra-weight",
  "activation-of-other-layer",
  "chain-cut-short",
  "chain-too-long",
  "factors-added",
  "paths-multiplied",
  "skip-path-dropped",
  "main-path-dropped",
  "learning-rate-included",
  "update-instead-of-gradient",
  "updated-weight-used",
  "target-instead-of-output",
  "gradient-of-other-weight",
  "gradient-of-activation",
  "slope-squared",
  "tanh-slope-for-sigmoid",
  "sigmoid-slope-for-tanh",
  "relu-slope-inverted",
  "transpose-missing",
  "mean-instead-of-sum",
  "sum-instead-of-mean",
  "bias-treated-as-weight",
  "value-of-forward-pass",
  "reciprocal-derivative",
  "elementwise-product-of-matrices",
  "matrix-product-of-elements",
] as const;

export type MistakeSlug = (typeof mistakeSlugs)[number];

/** A mistake as a rewrite of the right formula, for any network: it may ask what stands where, never how it is called. */
export interface Mistake {
  readonly slug: MistakeSlug;
  /** True where the formula is not made from the chain but put in its place: such a mistake goes with no other. */
  readonly replacesAll?: true;
  /** True where the formula is put beside something else: what it makes of two formulas does not differ as these do. */
  readonly standsBeside?: true;
  /** Every formula this mistake can make of the chain; none where it does not apply. */
  rewrites(chain: Chain): readonly Sum[];
}
