import { type Mistake, type MistakeSlug, mistakeSlugs } from "./mistake.ts";
import { mistakesOfLinks } from "./mistakes-of-links.ts";
import { mistakesOfLoss } from "./mistakes-of-loss.ts";
import { mistakesOfPaths } from "./mistakes-of-paths.ts";
import { mistakesOfSlopes } from "./mistakes-of-slopes.ts";
import { mistakesOfUpdate } from "./mistakes-of-update.ts";

const bySlug: ReadonlyMap<MistakeSlug, Mistake> = new Map(
  [...mistakesOfSlopes, ...mistakesOfLoss, ...mistakesOfLinks, ...mistakesOfPaths, ...mistakesOfUpdate].map(
    (mistake) => [mistake.slug, mistake],
  ),
);

/** All known mistakes in the order in which they name a formula. */
export const mistakes: readonly Mistake[] = mistakeSlugs.map((slug) => {
  const mistake = bySlug.get(slug);
  if (mistake === undefined) throw new Error(`the mistake ${slug} has a name and no rewrite`);
  return mistake;
});
