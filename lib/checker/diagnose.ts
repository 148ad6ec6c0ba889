import type { Ask } from "#lib/exercises/ask.ts";
import type { Tree } from "#lib/expression/tree.ts";
import type { Model } from "#lib/model/model.ts";
import { findParts, writeChain, writeDefinition } from "./chain.ts";
import { isRightNumber } from "./compare.ts";
import { createSumEvaluator, type SumEvaluator } from "./evaluate-sum.ts";
import type { Sum } from "./factors.ts";
import type { Mistake, MistakeSlug } from "./mistake.ts";
import { mistakes } from "./mistakes.ts";
import type { Chain } from "./rewrite.ts";
import type { Reference, SamplePoint } from "./sample-points.ts";

/** Names the mistakes behind wrong answers to one ask of one model. */
export interface Diagnoser {
  /** One mistake, or two together, that give this very formula; null where none does. */
  ofFormula(tree: Tree): readonly MistakeSlug[] | null;
  /** The one mistake that gives this number at the page's values, and what it gives in full; null where none does, or several do. */
  ofNumber(given: number, digits: number): { readonly slug: MistakeSlug; readonly value: number } | null;
}

/** A formula that a mistake makes of the right one. */
interface WrongFormula {
  readonly mistake: Mistake;
  readonly sum: Sum;
}

/** Two formulas are the same where their values agree to this share of their size at every point. */
const sameFormula = 1e-9;
/** With more single mistakes than this their pairs are not tried: they grow with the square, to seconds for a deep chain. */
const mostPaired = 300;
/** Row of the point with the page's values; the good points follow. */
const here = 0;
/** Rows by which formulas are told apart before the others are asked: two near the given values, two far. */
const tellingRows = [1, 2, 3, 4] as const;

/** Null where the ask is no plain number, or has no derivation that mistakes could be made in. */
export function createDiagnoser(model: Model, ask: Ask, reference: Reference): Diagnoser | null {
  if (reference.here.reference.shape.length > 0 || reference.good.length < tellingRows.length) return null;
  const sum = ask.kind === "partial" ? writeChain(model, ask.partial) : writeDefinition(model, ask.name);
  if (sum === null || sum.length === 0) return null;
  const asked = ask.kind === "partial" ? ask.partial : { of: ask.name, by: ask.name };
  const chain: Chain = { model, asked, sum, parts: findParts(model) };
  const points = [reference.here, ...reference.good];
  const evaluator = createSumEvaluator(points);
  const singles = distinct(sum, wrongFormulas(chain, mistakes), evaluator);
  const pairsAfter = (first: WrongFormula) => secondMistakes(chain, first);
  // Only the values of pairs are kept, at one point: a few thousand formulas would weigh megabytes, and are soon made again.
  let pairs: readonly Float64Array[] | null = null;

  const matcher = (tree: Tree) => {
    const answers = createAnswerRows(tree, points);
    const agrees = (row: number, value: number) => isClose(value, answers.value(row), answers.bound(row));
    const agreesEverywhere = (formula: { readonly sum: Sum }) =>
      points.every((_, row) => row === here || agrees(row, evaluator.at(formula.sum, row)));
    return { agrees, agreesEverywhere };
  };

  return {
    ofFormula(tree) {
      const { agrees, agreesEverywhere } = matcher(tree);
      // Nearer to the right formula than mistakes are told apart: two of them that undo one another would seem to give it.
      if (agreesEverywhere({ sum })) return null;
      const single = singles.find(agreesEverywhere);
      if (single !== undefined) return [single.mistake.slug];
      if (singles.length > mostPaired) return null;
      pairs ??= singles.map((first) =>
        Float64Array.from(pairsAfter(first), (second) => evaluator.at(second.sum, tellingRows[0])),
      );
      for (const [index, values] of pairs.entries()) {
        const first = singles[index];
        if (first === undefined || !values.some((value) => agrees(tellingRows[0], value))) continue;
        const second = pairsAfter(first).find(agreesEverywhere);
        if (second !== undefined) return [first.mistake.slug, second.mistake.slug];
      }
      return null;
    },
    ofNumber(given, digits) {
      const near = singles.filter(({ sum: wrong }) => isRightNumber(given, evaluator.at(wrong, here), digits));
      const [only, ...others] = near;
      if (only === undefined || others.length > 0) return null;
      return { slug: only.mistake.slug, value: evaluator.at(only.sum, here) };
    },
  };
}

function wrongFormulas(chain: Chain, among: readonly Mistake[]): readonly WrongFormula[] {
  return among.flatMap((mistake) => mistake.rewrites(chain).map((sum) => ({ mistake, sum })));
}

/** What a second mistake makes of a formula that already has one. Which came first makes no difference, so it is the later. */
function secondMistakes(chain: Chain, first: WrongFormula): readonly WrongFormula[] {
  if (first.mistake.replacesAll) return [];
  const later = mistakes.slice(mistakes.indexOf(first.mistake)).filter((mistake) => !mistake.replacesAll);
  return wrongFormulas({ ...chain, sum: first.sum }, later);
}

/** Drops what comes to the right formula or to an earlier one, and what has no value at the telling points. */
function distinct(right: Sum, formulas: readonly WrongFormula[], evaluator: SumEvaluator): readonly WrongFormula[] {
  const valuesOf = (sum: Sum) => tellingRows.map((row) => evaluator.at(sum, row));
  const known: (readonly number[])[] = [valuesOf(right)];
  return formulas.filter(({ sum }) => {
    const values = valuesOf(sum);
    const isKnown = known.some((others) =>
      values.every((value, index) => isClose(value, others[index] ?? Number.NaN, 0)),
    );
    if (isKnown || !values.every(Number.isFinite)) return false;
    known.push(values);
    return true;
  });
}

function isClose(value: number, other: number, bound: number): boolean {
  return Math.abs(value - other) <= sameFormula * Math.max(Math.abs(value), Math.abs(other)) + 4 * bound;
}

/** The answer's values at the points, each computed when it is first asked for. */
function createAnswerRows(tree: Tree, points: readonly SamplePoint[]) {
  const values = new Float64Array(points.length);
  const bounds = new Float64Array(points.length).fill(-1);
  const fill = (row: number): void => {
    if (bounds[row] !== -1) return;
    const evaluated = points[row]?.evaluation.expression(tree);
    const isNumber = evaluated?.ok === true && evaluated.value.data.length === 1;
    values[row] = isNumber ? (evaluated.value.data[0] ?? Number.NaN) : Number.NaN;
    bounds[row] = isNumber ? (evaluated.bound.data[0] ?? 0) : 0;
  };
  return {
    value(row: number): number {
      fill(row);
      return values[row] ?? Number.NaN;
    },
    bound(row: number): number {
      fill(row);
      return bounds[row] ?? 0;
    },
  };
}
