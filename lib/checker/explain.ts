import type { ValueBlank } from "#lib/exercises/blank.ts";
import type { Tree } from "#lib/expression/tree.ts";
import type { FactorAnalysis } from "./factor-analysis.ts";
import type { Finding } from "./finding.ts";
import type { PreparedAsk } from "./prepare.ts";
import type { RoundedValue } from "./rounded-on-the-way.ts";
import { namesIn, partsOf } from "./tree-walk.ts";

/** What stands behind a wrong formula: known mistakes, else the factors it has too many or too few; null where neither fits. */
export function explainFormula(asked: PreparedAsk, tree: Tree): Finding | null {
  const mistakes = asked.diagnoser()?.ofFormula(tree) ?? null;
  if (mistakes !== null) return { code: "mistake", mistakes };
  const analysis = asked.factorAnalyser()?.analyse(tree) ?? null;
  return analysis === null || tellsMoreThanWritten(analysis, tree) ? null : { code: "factors", analysis };
}

/** Whoever writes 1 would be told the whole formula as what it lacks. At most as much is named as has been written. */
function tellsMoreThanWritten({ powers }: FactorAnalysis, tree: Tree): boolean {
  const missing = powers.filter(({ power }) => power < 0).length;
  return missing > namesIn(tree).size + countPartials(tree);
}

function countPartials(tree: Tree): number {
  if (tree.kind === "partial") return 1;
  return partsOf(tree).reduce((sum, part) => sum + countPartials(part), 0);
}

/** What stands behind a wrong number: the one known mistake that gives it, or rounding on the way, whichever comes nearer. */
export function explainNumber(blank: ValueBlank, asked: PreparedAsk, tree: Tree, given: Float64Array): Finding | null {
  const [value, ...others] = given;
  if (value === undefined) return null;
  const mistake = asked.diagnoser()?.ofNumbers(given, blank.digits) ?? null;
  const named: Finding | null = mistake === null ? null : { code: "mistake", mistakes: [mistake.slug] };
  // How many digits were kept, in the answer and on the way, is only told for a single number.
  if (others.length > 0) return named;
  if (isCutShort(blank, asked, tree, value))
    return { code: "too-few-digits", asked: asked.printed, digits: blank.digits };
  const rounded = findRounding(blank, asked, tree, value);
  const mistaken = mistake?.values[0] ?? Number.NaN;
  if (named !== null && (rounded === null || distance(value, mistaken) <= distance(value, rounded.value))) return named;
  return rounded === null ? null : { code: "rounded-early", digitsKept: rounded.digitsKept, digits: blank.digits };
}

/** The truth with as many digits as the number has, which are too few. */
function isCutShort(blank: ValueBlank, asked: PreparedAsk, tree: Tree, value: number): boolean {
  const digits = digitsOf(tree);
  if (digits === 0 || digits >= blank.digits) return false;
  const truth = asked.reference.here.reference.data[0] ?? Number.NaN;
  return Number(truth.toPrecision(digits)) === value;
}

/** At three digits: up to 0.3 % off is right, and beyond 2 % no rounding of intermediates is an excuse. */
const furthestRounded = 0.02;

/** The most digits somebody can have kept on the way and still got this number. The number itself must have the digits asked. */
function findRounding(blank: ValueBlank, asked: PreparedAsk, tree: Tree, value: number): RoundedValue | null {
  const truth = asked.reference.here.reference.data[0] ?? Number.NaN;
  if (!(distance(value, truth) <= furthestRounded) || digitsOf(tree) < blank.digits) return null;
  const asWritten = (number: number) => number.toPrecision(blank.digits);
  const same = asked.roundedValues().filter((rounded) => asWritten(rounded.value) === asWritten(value));
  return same.toSorted((a, b) => b.digitsKept - a.digitsKept)[0] ?? null;
}

/** Significant digits of a number as typed; a calculation has as many as it is worked out to. */
function digitsOf(tree: Tree): number {
  if (tree.kind === "negative") return digitsOf(tree.operand);
  if (tree.kind !== "number") return Number.POSITIVE_INFINITY;
  const [mantissa = ""] = tree.text.toLowerCase().split("e");
  return mantissa.replace(".", "").replace(/^0+/, "").length;
}

function distance(value: number, other: number): number {
  return Math.abs(value - other) / Math.abs(other);
}
