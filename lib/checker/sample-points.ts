import type { Tensor } from "#lib/autograd/tensor.ts";
import type { Ask } from "#lib/exercises/ask.ts";
import { randomKey } from "#lib/exercises/random.ts";
import type { Tree } from "#lib/expression/tree.ts";
import type { CompiledModel, Evaluation } from "#lib/model/compile.ts";
import type { Inputs } from "#lib/model/declared-inputs.ts";
import { activityPattern, piecewiseCalls } from "./activity-pattern.ts";
import { bendsIn, furthestConstant, rareSides } from "./bends.ts";
import { isExactlyZero, isWellConditioned } from "./compare.ts";
import {
  farInterval,
  type IntervalOf,
  inputDrawer,
  inputIntervals,
  nearInterval,
  wideInterval,
} from "./draw-inputs.ts";
import { once } from "./once.ts";
import { searchPieces } from "./search-pieces.ts";
import { withShares } from "./shares.ts";

/**
 * A point at which an answer is compared with the reference. Every input of the model is drawn anew and every
 * intermediate follows from it: a number that is right at the page's values is not a right formula.
 */
export interface SamplePoint {
  /** Near the given values, where a right answer is finite; far points take both signs of everything. */
  readonly isNear: boolean;
  readonly evaluation: Evaluation;
  readonly reference: Tensor;
  /** Absolute rounding error of the reference, entry by entry. */
  readonly bound: Tensor;
}

export interface Reference {
  /** The point with the values that stand on the page. */
  readonly here: SamplePoint;
  /** Up to 32, from each source in turn: near and far. */
  readonly good: readonly SamplePoint[];
  /** Where the reference is exactly 0: two for each pattern of active units. Eight, where it is 0 everywhere. */
  readonly zeros: readonly SamplePoint[];
  /** The n-th point beyond the good ones, for an answer of which one of them says nothing; null where there is none. */
  spare(index: number): SamplePoint | null;
  /** Points on those pieces of an answer's own that none of the above lies on: `relu(W1 − 2.5)` is 0 at nearly all of them. */
  atBends(answer: Tree): readonly SamplePoint[];
  /**
   * Up to 12 points far out and 12 with all inputs close to 0, for answers that all but agree in between: a long series, a
   * steep sigmoid for a step, e^(50(W − 3)) or 1e-14 for 0.
   */
  extremes(): readonly SamplePoint[];
}

const goodPoints = 32;
/** Points beyond the good ones: for answers of which one says nothing, and for telling factors apart. */
const mostSpares = 96;
const spareBatch = 32;
const mostZeros = 24;
const zerosPerPattern = 2;
/** Where the reference is 0 everywhere: as many points as a right answer must agree at. */
const zerosAlone = 8;
const triesPerPoint = 24;
/** An answer that bends at 5 is tried up to twice as far out, but no further than this. */
const beyondConstant = 2;
const furthestReach = 1000;

const extremesEach = 12;
const farOut = 10;
const closeToZero = 1e-8;
/** Below this the products on the way can underflow. */
const leastAtExtremes = 1e-200;

/** Where points are drawn from. */
export interface PointSource {
  readonly isNear: boolean;
  readonly intervalOf: IntervalOf;
  readonly seed: string;
  /** Draws that may fail for each point wanted, before the model counts as undefined there. */
  readonly triesPerPoint: number;
}

/** The same model, ask and seed always give the same points. */
export function prepareReference(compiled: CompiledModel, ask: Ask, seed: string): Reference {
  return drawReference(compiled, ask, [
    { isNear: true, intervalOf: nearInterval, seed: `${seed}/near`, triesPerPoint },
    { isNear: false, intervalOf: farInterval, seed: `${seed}/far`, triesPerPoint },
  ]);
}

/** Points from these sources, in turn. */
export function drawReference(declared: CompiledModel, ask: Ask, sources: readonly PointSource[]): Reference {
  const compiled = withShares(declared);
  const zeros = zeroKeeper(compiled);
  const drawers = sources.map((source) => drawerOfGoodInputs(compiled, ask, source, zeros.offer));
  const drawBatch = (count: number): readonly SamplePoint[] => {
    const drawn: Draw[] = [];
    while (drawn.length < count) {
      const found = drawers.flatMap((drawOne) => drawOne() ?? []);
      if (found.length === 0) break;
      drawn.push(...found);
    }
    return evaluateDraws(compiled, ask, drawn);
  };
  const good = drawBatch(goodPoints);
  const allZeros = evaluateDraws(compiled, ask, good.length === 0 ? zeros.first : zeros.byPattern);
  const spares: SamplePoint[] = [];
  let isExhausted = false;
  return {
    here: evaluatePoint(compiled, ask, { isNear: true, inputs: {} }),
    good,
    zeros: allZeros,
    spare(index) {
      while (index < mostSpares && index >= spares.length && !isExhausted) {
        const batch = drawBatch(spareBatch);
        isExhausted = batch.length < spareBatch;
        spares.push(...batch);
      }
      return index < mostSpares ? (spares[index] ?? null) : null;
    },
    atBends(answer) {
      const bends = bendsIn(answer);
      if (bends.length === 0) return [];
      const reach = Math.min(furthestReach, beyondConstant * furthestConstant(bends));
      const draws = searchPieces({
        compiled,
        bends,
        wanted: rareSides(
          bends,
          [...good, ...allZeros].map(({ evaluation }) => evaluation),
        ),
        intervals: inputIntervals(compiled, wideInterval(reach)),
        random: randomKey(`${sources.map(({ seed }) => seed).join()}/bends`),
      });
      const points = evaluateDraws(
        compiled,
        ask,
        draws.map((inputs) => ({ isNear: false, inputs })),
      );
      return points.filter((point) => kindOf(point) !== "unusable");
    },
    extremes: once(() => {
      const intervals = [wideInterval(farOut), (): readonly [number, number] => [-closeToZero, closeToZero]];
      const draws = intervals.flatMap((intervalOf, index) => {
        const seed = `${sources.map((source) => source.seed).join()}/extremes/${index}`;
        const drawOne = drawerOfGoodInputs(compiled, ask, { isNear: false, intervalOf, seed, triesPerPoint }, () => {});
        return Array.from({ length: extremesEach }, drawOne).flatMap((draw) => draw ?? []);
      });
      return evaluateDraws(compiled, ask, draws).filter(({ reference }) =>
        reference.data.every((value) => value === 0 || Math.abs(value) > leastAtExtremes),
      );
    }),
  };
}

interface Draw {
  readonly isNear: boolean;
  readonly inputs: Inputs;
}

/** Gives the inputs of one good point after the other, null where too many draws failed; zeros met on the way are offered. */
function drawerOfGoodInputs(
  compiled: CompiledModel,
  ask: Ask,
  { isNear, intervalOf, seed, triesPerPoint: triesMore }: PointSource,
  offerZero: (draw: Draw, evaluation: Evaluation) => void,
): () => Draw | null {
  const drawInputs = inputDrawer(compiled, randomKey(seed), intervalOf);
  let tries = 0;
  return () => {
    for (tries += triesMore; tries > 0; ) {
      tries--;
      const draw = { isNear, inputs: drawInputs() };
      const point = evaluatePoint(compiled, ask, draw);
      const kind = kindOf(point);
      if (kind === "zero") offerZero(draw, point.evaluation);
      if (kind === "good") return draw;
    }
    return null;
  };
}

/** Keeps the first zeros, for a reference that is 0 everywhere, and apart from them two for each pattern of active units. */
function zeroKeeper(compiled: CompiledModel) {
  const calls = piecewiseCalls(compiled.model);
  const counts = new Map<string, number>();
  const first: Draw[] = [];
  const byPattern: Draw[] = [];
  return {
    first,
    byPattern,
    offer(draw: Draw, evaluation: Evaluation): void {
      if (first.length < zerosAlone) first.push(draw);
      if (byPattern.length === mostZeros) return;
      const pattern = activityPattern(calls, evaluation);
      const count = counts.get(pattern) ?? 0;
      if (count === zerosPerPattern) return;
      counts.set(pattern, count + 1);
      byPattern.push(draw);
    },
  };
}

function evaluatePoint(compiled: CompiledModel, ask: Ask, { isNear, inputs }: Draw): SamplePoint {
  return referenceAt(ask, isNear, compiled.evaluate(inputs));
}

/** All in one go: an answer is then worked out at all these points at once. */
function evaluateDraws(compiled: CompiledModel, ask: Ask, draws: readonly Draw[]): readonly SamplePoint[] {
  const evaluations = compiled.evaluateAll(draws.map(({ inputs }) => inputs));
  return evaluations.map((evaluation, index) => referenceAt(ask, draws[index]?.isNear ?? false, evaluation));
}

function referenceAt(ask: Ask, isNear: boolean, evaluation: Evaluation): SamplePoint {
  return ask.kind === "quantity"
    ? { isNear, evaluation, reference: evaluation.value(ask.name), bound: evaluation.boundOf(ask.name) }
    : { isNear, evaluation, reference: evaluation.partial(ask.partial), bound: evaluation.partialBound(ask.partial) };
}

/** Good: every entry is well conditioned or exactly 0, and one is not 0. Zero: all are exactly 0. */
export function kindOf({ reference, bound }: SamplePoint): "good" | "zero" | "unusable" {
  let isAllZero = true;
  for (const [place, value] of reference.data.entries()) {
    const entry = { value, bound: bound.data[place] ?? Number.NaN };
    if (isExactlyZero(entry)) continue;
    if (!isWellConditioned(entry)) return "unusable";
    isAllZero = false;
  }
  return isAllZero ? "zero" : "good";
}
