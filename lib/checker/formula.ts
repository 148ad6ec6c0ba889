import type { Problem } from "#lib/expression/problem.ts";
import type { Tree } from "#lib/expression/tree.ts";
import type { EvaluatedExpression } from "#lib/model/answer.ts";
import type { Agreement } from "./compare.ts";
import { compareAt, isRightNumber } from "./compare.ts";
import type { Reference, SamplePoint } from "./sample-points.ts";
import { isSameShape } from "./shape.ts";
import { findTree } from "./tree-walk.ts";

/** What comparing a formula with its reference comes to. */
export type FormulaOutcome =
  | { readonly kind: "equal" }
  /** Wrong. `isRightHere`: all the same it gives the right value at the page's values. */
  | { readonly kind: "different"; readonly isRightHere: boolean }
  | { readonly kind: "finite-nowhere" }
  /** Too few points said anything: the formula loses its digits, or is undefined almost everywhere. */
  | { readonly kind: "undecided" }
  | { readonly kind: "misfit"; readonly problem: Problem }
  | { readonly kind: "other-shape"; readonly given: readonly number[]; readonly expected: readonly number[] }
  | { readonly kind: "no-reference" };

type Evaluated = Extract<EvaluatedExpression, { readonly ok: true }>;

/** Below this many points that call an answer equal nothing is judged: with few, a wrong numerator can pass. */
export const fewestEqual = 8;
/** Points that may be taken in place of ones that say nothing. */
const mostSpares = 32;

/**
 * Compares at random points: none may call the answer different, and at least eight must call it equal. `digits` is the
 * number's rule by which an answer without names (a plain number) counts as right at the page's values.
 */
export function compareFormula(reference: Reference, tree: Tree, digits: number): FormulaOutcome {
  const { here } = reference;
  if (!isJudgeable(reference)) return { kind: "no-reference" };
  const shape = here.reference.shape;
  const hereAnswer = here.evaluation.expression(tree);
  if (!hereAnswer.ok) return { kind: "misfit", problem: hereAnswer.problem };
  if (!isSameShape(hereAnswer.value.shape, shape)) {
    return { kind: "other-shape", given: hereAnswer.value.shape, expected: shape };
  }
  const said = askPoints(reference, tree);
  if (!said.isFiniteSomewhere) return { kind: "finite-nowhere" };
  if (said.isDifferent) return { kind: "different", isRightHere: isRightHere(hereAnswer, here, tree, digits) };
  return said.equal >= fewestEqual ? { kind: "equal" } : { kind: "undecided" };
}

/** Enough good points, or a reference that is exactly 0 everywhere. Where it fails the exercise is at fault. */
export function isJudgeable({ good, zeros }: Reference): boolean {
  return (good.length > 0 ? good.length : zeros.length) >= fewestEqual;
}

/** What all points together say. Stops at the first point where the answer is finite and different. */
function askPoints({ good, zeros, spare, atBends, extremes }: Reference, tree: Tree) {
  let equal = 0;
  let spares = 0;
  let isDifferent = false;
  let isFiniteSomewhere = false;
  const ask = (point: SamplePoint): Agreement => {
    const answer = point.evaluation.expression(tree);
    if (!answer.ok) throw new Error(`an answer fits at one point and not at another: ${answer.problem.message}`);
    const agreement = agreementAt(point, answer);
    isDifferent ||= agreement === "different";
    isFiniteSomewhere ||= answer.value.data.every(Number.isFinite);
    return agreement;
  };
  const isDecided = () => isDifferent && isFiniteSomewhere;
  for (const goodPoint of good) {
    if (isDecided()) break;
    for (
      let point: SamplePoint | null = goodPoint;
      point !== null && !isDecided();
      point = spares < mostSpares ? spare(spares++) : null
    ) {
      const agreement = ask(point);
      if (agreement === "equal") equal++;
      if (agreement !== "nothing") break;
    }
  }
  for (const point of zeros) {
    if (isDecided()) break;
    // Beside good points a zero can only refuse: any product with the dead factor is right there.
    if (ask(point) === "equal" && good.length === 0) equal++;
  }
  // Such points can only refuse too: the answer has a piece there of which the others know nothing.
  if (!isDifferent && isFiniteSomewhere) for (const point of atBends(tree)) ask(point);
  if (!isDifferent && isFiniteSomewhere) for (const point of extremes()) ask(point);
  return { equal, isDifferent, isFiniteSomewhere };
}

/** One entry that differs makes the point differ; one that says nothing makes it say nothing. */
function agreementAt({ isNear, reference, bound }: SamplePoint, answer: Evaluated): Agreement {
  let agreement: Agreement = "equal";
  for (const [place, value] of reference.data.entries()) {
    const said = compareAt(
      { value: answer.value.data[place] ?? Number.NaN, bound: answer.bound.data[place] ?? Number.NaN },
      { value, bound: bound.data[place] ?? Number.NaN },
      isNear,
    );
    if (said === "different") return said;
    if (said === "nothing") agreement = said;
  }
  return agreement;
}

function isRightHere(answer: Evaluated, here: SamplePoint, tree: Tree, digits: number): boolean {
  if (agreementAt(here, answer) === "equal") return true;
  if (!isPlainNumber(tree)) return false;
  return here.reference.data.every((truth, place) =>
    isRightNumber(answer.value.data[place] ?? Number.NaN, truth, digits),
  );
}

/** Does the tree hold no name and no partial, so that it is one number wherever it is evaluated? */
export function isPlainNumber(tree: Tree): boolean {
  return findTree(tree, (part) => part.kind === "name" || part.kind === "partial") === null;
}
