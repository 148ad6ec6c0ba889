import type { SumEvaluator } from "./evaluate-sum.ts";
import type { Sum } from "./factors.ts";
import type { Mistake, MistakeSlug } from "./mistake.ts";
import type { Chain } from "./rewrite.ts";
import { secondMistakes, type WrongFormula } from "./wrong-formulas.ts";

/** How an answer is met by formulas. */
export interface Meeting {
  /** The answer's own value. */
  value(row: number): number;
  agrees(row: number, value: number): boolean;
  /** At the rows of all points but the page's. */
  agreesEverywhere(formula: { readonly sum: Sum }): boolean;
}

export type Pair = readonly [first: MistakeSlug, second: MistakeSlug];

/** Two mistakes that together give an answer; null where none do. */
export type FindPair = (answer: Meeting) => Pair | null;

/** What pairs are looked for in: the right formula, each single mistake in it, and the rows that formulas are compared at. */
export interface Search {
  readonly chain: Chain;
  readonly singles: readonly WrongFormula[];
  readonly evaluator: SumEvaluator;
  readonly rows: readonly number[];
}

/** With more single mistakes than this their pairs are not all made: they grow with the square. */
const mostPaired = 300;

export function createPairFinder(search: Search): FindPair {
  const { chain, singles } = search;
  const finders: FindPair[] = [];
  // A formula put beside something by the second mistake, as in the update with a wrong gradient, is no multiple of it.
  const besideOthers = makePairs(search, (second) => second.standsBeside === true);
  if (chain.isOfNumbers) finders.push(lookUpPairs(search), besideOthers);
  // Along one path of numbers the look-up finds all there are.
  if ((chain.sum.length > 1 || !chain.isOfNumbers) && singles.length <= mostPaired)
    finders.push(makePairs(search, () => true));
  return (answer) => {
    for (const find of finders) {
      const pair = find(answer);
      if (pair !== null) return pair;
    }
    return null;
  };
}

/**
 * A mistake at one place of a product changes it by a factor, whatever stands at the other places: two mistakes change it by
 * the product of theirs. So for each first mistake the second is looked up, in a sorted list, by the factor that is left.
 */
function lookUpPairs({ chain, singles, evaluator, rows }: Search): FindPair {
  const multiplying = singles.filter(({ mistake }) => !mistake.replacesAll && !mistake.standsBeside);
  const [key = 0] = rows;
  const firstRows = rows.slice(0, rowsLookedAt);
  const factorAt = (sum: Sum, row: number) => evaluator.at(sum, row) / evaluator.at(chain.sum, row);
  const factors = Float64Array.from(multiplying, ({ sum }) => factorAt(sum, key));
  const order = Uint32Array.from(factors.keys()).sort((a, b) => (factors[a] ?? 0) - (factors[b] ?? 0));
  const sorted = Float64Array.from(order, (index) => factors[index] ?? 0);

  return (answer) => {
    const wanted = answer.value(key) / evaluator.at(chain.sum, key);
    let made = 0;
    for (const [index, first] of multiplying.entries()) {
      const missing = wanted / (factors[index] ?? Number.NaN);
      const room = lookUpWithin * Math.abs(missing);
      const candidates: number[] = [];
      for (let place = firstFrom(sorted, missing - room); (sorted[place] ?? Number.NaN) <= missing + room; place++) {
        const candidate = order[place] ?? 0;
        const second = multiplying[candidate]?.sum ?? [];
        const agrees = (row: number) => answer.agrees(row, evaluator.at(first.sum, row) * factorAt(second, row));
        if (candidate >= index && firstRows.every(agrees)) candidates.push(candidate);
      }
      const seconds = new Set(candidates.sort((a, b) => a - b).flatMap((each) => multiplying[each]?.mistake ?? []));
      for (const second of seconds) {
        if (made++ === mostMade) return null;
        // Both may be at one place: then the second cannot be made where the first was.
        const formulas = second.rewrites({ ...chain, sum: first.sum });
        if (formulas.some((sum) => answer.agreesEverywhere({ sum }))) return [first.mistake.slug, second.slug];
      }
    }
    return null;
  };
}

/** The factor looked for is a quotient of quotients, which loses digits; what is found is compared closely. */
const lookUpWithin = 1e-7;

/** Rows, all of them where the right formula is not 0, at which the product of both factors must give the answer. */
const rowsLookedAt = 4;
/** In a deep chain of ReLUs hundreds of pairs differ where units are dead alone: no more than this are tried. */
const mostMade = 100;

/** The first place in an ascending list whose number is not below. */
function firstFrom(sorted: Float64Array, least: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Number.POSITIVE_INFINITY) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Only the values are kept, at one row: a few thousand formulas would weigh megabytes, and are soon made again. */
function makePairs(
  { chain, singles, evaluator, rows: [row = 0] }: Search,
  isSecond: (mistake: Mistake) => boolean,
): FindPair {
  let pairs: readonly Float64Array[] | null = null;
  return (answer) => {
    pairs ??= singles.map((first) =>
      Float64Array.from(secondMistakes(chain, first, isSecond), (second) => evaluator.at(second.sum, row)),
    );
    for (const [index, values] of pairs.entries()) {
      const first = singles[index];
      if (first === undefined || !values.some((value) => answer.agrees(row, value))) continue;
      const second = secondMistakes(chain, first, isSecond).find(answer.agreesEverywhere);
      if (second !== undefined) return [first.mistake.slug, second.mistake.slug];
    }
    return null;
  };
}
