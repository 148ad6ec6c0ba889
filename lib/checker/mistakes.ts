import { type Mistake, type MistakeSlug, mistakeSlugs } from "./mistake.ts";
import { mistakesOfBiases } from "./mistakes-of-biases.ts";
import { mistakesOfLinks } from "./mistakes-of-links.ts";
import { mistakesOfLoss } from "./mistakes-of-loss.ts";
import { mistakesOfMatrices } from "./mistakes-of-matrices.ts";
import { mistakesOfPaths } from "./mistakes-of-paths.ts";
import { mistakesOfSlopes } from "./mistakes-of-slopes.ts";
import { mistakesOfTotals } from "./mistakes-of-totals.ts";
import { mistakesOfUpdate } from "./mistakes-of-update.ts";

const bySlug: ReadonlyMap<MistakeSlug, Mistake> = new Map(
  [
    mistakesOfSlopes,
    mistakesOfLoss,
    mistakesOfLinks,
    mistakesOfPaths,
    mistakesOfUpdate,
    mistakesOfMatrices,
    mistakesOfTotals,
    mistakesOfBiases,
  ].flatMap((several) => several.map((mistake) => [mistake.slug, mistake] as const)),
);

/** All known mistakes in the order in which they name a formula. */
export const mistakes: readonly Mistake[] = mistakeSlugs.map((slug) => {
  const mistake = bySlug.get(slug);
  if (mistake === undefined) throw new Error(`the mistake ${slug} has a name and no rewrite`);
  return mistake;
});
