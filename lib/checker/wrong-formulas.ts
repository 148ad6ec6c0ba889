import type { SumEvaluator } from "./evaluate-sum.ts";
import type { Sum } from "./factors.ts";
import type { Mistake } from "./mistake.ts";
import { mistakes } from "./mistakes.ts";
import type { Chain } from "./rewrite.ts";

/** A formula that a mistake makes of the right one. */
export interface WrongFormula {
  readonly mistake: Mistake;
  readonly sum: Sum;
}

/** Two formulas are the same where their values agree to this share of their size. */
const sameFormula = 1e-9;

export function isClose(value: number, other: number, bound: number): boolean {
  return Math.abs(value - other) <= sameFormula * Math.max(Math.abs(value), Math.abs(other)) + 4 * bound;
}

/**
 * Every formula that one mistake makes of the chain, each once, in the order in which mistakes name a formula. What comes to
 * the right formula at these rows is none, and what has no value at the first few cannot be told apart.
 */
export function singleMistakes(chain: Chain, evaluator: SumEvaluator, rows: TellingRows): readonly WrongFormula[] {
  const known = createKnownFormulas(evaluator, rows);
  known.add(chain.sum);
  return wrongFormulas(chain, mistakes).filter(({ sum }) => known.add(sum));
}

/** Rows at which formulas are compared. */
export interface TellingRows {
  /** A few that tell most apart. */
  readonly first: readonly number[];
  /** Those of all points: with a ReLU two formulas may differ where few points lie. */
  readonly all: readonly number[];
}

/** What a second mistake makes of a formula that already has one. Which came first makes no difference, so it is the later. */
export function secondMistakes(
  chain: Chain,
  first: WrongFormula,
  isTried: (mistake: Mistake) => boolean,
): readonly WrongFormula[] {
  if (first.mistake.replacesAll) return [];
  const later = mistakes.slice(mistakes.indexOf(first.mistake));
  const tried = later.filter((mistake) => !mistake.replacesAll && isTried(mistake));
  return wrongFormulas({ ...chain, sum: first.sum }, tried);
}

function wrongFormulas(chain: Chain, among: readonly Mistake[]): readonly WrongFormula[] {
  return among.flatMap((mistake) => mistake.rewrites(chain).map((sum) => ({ mistake, sum })));
}

/** Formulas met so far, found by their value at one row: a deep chain has thousands of wrong ones. */
function createKnownFormulas(evaluator: SumEvaluator, rows: TellingRows) {
  const byCell = new Map<number, { readonly sum: Sum; readonly values: readonly number[] }[]>();
  // Values as close as isClose asks lie in the same cell or in neighbouring ones.
  const cellOf = (value: number) => Math.floor(Math.log(Math.abs(value)) / (2 * sameFormula));
  const isSame = (sum: Sum, other: Sum) =>
    rows.all.every((row) => isClose(evaluator.at(sum, row), evaluator.at(other, row), 0));
  const isKnownIn = (cell: number, sum: Sum, values: readonly number[]) =>
    byCell
      .get(cell)
      ?.some(
        (other) =>
          values.every((value, index) => isClose(value, other.values[index] ?? Number.NaN, 0)) &&
          isSame(sum, other.sum),
      ) === true;
  return {
    /** False where the formula is known, or has no value at the first rows. */
    add(sum: Sum): boolean {
      const values = rows.first.map((row) => evaluator.at(sum, row));
      if (!values.every(Number.isFinite)) return false;
      const cell = cellOf(values[0] ?? Number.NaN);
      if ([cell - 1, cell, cell + 1].some((near) => isKnownIn(near, sum, values))) return false;
      const inCell = byCell.get(cell);
      if (inCell === undefined) byCell.set(cell, [{ sum, values }]);
      else inCell.push({ sum, values });
      return true;
    },
  };
}
