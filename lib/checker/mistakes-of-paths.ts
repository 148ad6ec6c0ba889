import { baseOf, callTree, factor, type Product, product, type Sum, times } from "./factors.ts";
import type { Mistake } from "./mistake.ts";
import { type Chain, keyOf } from "./rewrite.ts";

export const mistakesOfPaths: readonly Mistake[] = [
  {
    slug: "paths-multiplied",
    rewrites: multiplyPaths,
  },
  { slug: "skip-path-dropped", rewrites: ({ sum }) => dropPaths(sum, (term, skip) => takes(term, skip)) },
  {
    slug: "main-path-dropped",
    rewrites: ({ sum }) => dropPaths(sum, (term, skip) => goesRound(term, skip)),
  },
  { slug: "chain-too-long", rewrites: goOn },
];

/** A path may have several terms: the product of all paths is multiplied out. */
function multiplyPaths({ sum }: Chain): readonly Sum[] {
  const paths = [...Map.groupBy(sum, ({ path }) => path.join(" ")).entries()];
  // What has no path are the factors of one that another mistake has made terms of.
  if (paths.length < 2 || paths.some(([path]) => path === "")) return [];
  const size = paths.reduce((terms, [, path]) => terms * path.length, 1);
  if (size > mostTerms) return [];
  return [paths.map(([, path]) => path).reduce((left, right) => left.flatMap((a) => right.map((b) => join(a, b))))];
}

function join(left: Product, right: Product): Product {
  return product([...left.factors, ...right.factors], left.coefficient * right.coefficient);
}

const mostTerms = 64;

/** A step of one path from which another path makes a longer way to the same quantity. */
type Skip = readonly [string, string];

function findSkips(sum: Sum): readonly Skip[] {
  const steps = new Map<string, Skip>();
  for (const { path } of sum) {
    for (const [index, from] of path.entries()) {
      const to = path[index + 1];
      if (to !== undefined) steps.set(`${from} ${to}`, [from, to]);
    }
  }
  return [...steps.values()].filter((step) => sum.some((term) => goesRound(term, step)));
}

function takes({ path }: Product, [from, to]: Skip): boolean {
  const start = path.indexOf(from);
  return start >= 0 && path[start + 1] === to;
}

function goesRound({ path }: Product, [from, to]: Skip): boolean {
  const start = path.indexOf(from);
  return start >= 0 && path.indexOf(to, start + 2) > start;
}

/** Drops the paths at all skips at once, then at each alone. What leaves nothing, or all, is no mistake. */
function dropPaths(sum: Sum, isDropped: (term: Product, skip: Skip) => boolean): readonly Sum[] {
  const skips = findSkips(sum);
  const attempts = [skips, ...skips.map((skip) => [skip])];
  return attempts
    .map((chosen) => sum.filter((term) => !chosen.some((skip) => isDropped(term, skip))))
    .filter((kept) => kept.length > 0 && kept.length < sum.length);
}

/** The chain followed on, past the input of the weighted sum where it should have ended. */
function goOn({ sum, parts }: Chain): readonly Sum[] {
  const ends = new Set(
    sum.flatMap((term) => term.factors.filter((each) => each.role === "input").map((each) => keyOf(baseOf(each)))),
  );
  return parts.activations
    .filter(({ name }) => ends.has(name))
    .map(({ function: name, input }) => times(sum, factor(callTree(name, 1, input), "slope")));
}
