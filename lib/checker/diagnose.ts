import { sizeOf } from "#lib/autograd/tensor.ts";
import type { Ask } from "#lib/exercises/ask.ts";
import type { Tree } from "#lib/expression/tree.ts";
import type { Model } from "#lib/model/model.ts";
import { createAnswerRows } from "./answer-rows.ts";
import { writeChain, writeDefinition } from "./chain.ts";
import { isRightNumber } from "./compare.ts";
import { allNumbers, type ShapeOf } from "./differentiate.ts";
import { createEntryEvaluator, createSumEvaluator, type EvaluatedPoint, type SumEvaluator } from "./evaluate-sum.ts";
import type { MistakeSlug } from "./mistake.ts";
import { createPairFinder, type Meeting } from "./mistake-pairs.ts";
import { findParts } from "./network-parts.ts";
import { once } from "./once.ts";
import type { Chain } from "./rewrite.ts";
import type { Reference, SamplePoint } from "./sample-points.ts";
import { isClose, singleMistakes, type TellingRows, type WrongFormula } from "./wrong-formulas.ts";

/** Names the mistakes behind wrong answers to one ask of one model. */
export interface Diagnoser {
  /** One mistake, or two together, that give this very formula; null where none does. */
  ofFormula(tree: Tree): readonly MistakeSlug[] | null;
  /** The one mistake that gives these numbers at the page's values, entry by entry, with what it gives in full; null where none does, or several do. */
  ofNumbers(given: Float64Array, digits: number): { readonly slug: MistakeSlug; readonly values: Float64Array } | null;
}

/** Points by which formulas are told apart before the others are asked: two near the given values, two far. */
const tellingPoints = [1, 2, 3, 4] as const;

/** Null where the ask has no derivation that mistakes could be made in. */
export function createDiagnoser(model: Model, ask: Ask, reference: Reference): Diagnoser | null {
  const written = writeRight(model, ask, reference);
  if (written === null) return null;
  const { chain, evaluator, points, entries } = written;
  const rows = tellingRows(written);
  const singles = singleMistakes(chain, evaluator, rows);
  // On the page most units are active: what differs where they are dead alone is one and the same mistake there.
  const ofNumbers = once(() => singleMistakes(chain, evaluator, rowsWhereGood(written)));
  const findPair = once(() => createPairFinder({ chain, singles, evaluator, rows: rows.all }));

  const meet = (tree: Tree): Meeting => {
    const answer = createAnswerRows(tree, points, entries);
    const agrees = (row: number, value: number) => isClose(value, answer.value(row), answer.bound(row));
    return {
      agrees,
      agreesEverywhere: ({ sum }) => rows.all.every((row) => agrees(row, evaluator.at(sum, row))),
      value: (row) => answer.value(row),
    };
  };

  return {
    ofFormula(tree) {
      const answer = meet(tree);
      // Nearer to the right formula than mistakes are told apart: two of them that undo one another would seem to give it.
      if (answer.agreesEverywhere(chain)) return null;
      // Many mistakes together come to 0 everywhere, so none is behind it.
      if (rows.all.every((row) => answer.value(row) === 0)) return null;
      const single = singles.find(answer.agreesEverywhere);
      return single === undefined ? findPair()(answer) : [single.mistake.slug];
    },
    ofNumbers(given, digits) {
      const numberOf = ({ sum }: WrongFormula, entry: number) => evaluator.at(sum, entry);
      const [only, ...others] = ofNumbers().filter((single) =>
        given.every((value, entry) => isRightNumber(value, numberOf(single, entry), digits)),
      );
      if (only === undefined || others.length > 0) return null;
      return { slug: only.mistake.slug, values: given.map((_, entry) => numberOf(only, entry)) };
    },
  };
}

/** The rows by which formulas are told apart, those of the page left out. */
export function tellingRows({ entries, points }: WrittenRight): TellingRows {
  return { first: rowsAt(tellingPoints, entries), all: rowsAt([...points.keys()].slice(1), entries) };
}

/** The same without the points where the right formula is 0. */
export function rowsWhereGood({ entries, points, zeros }: WrittenRight): TellingRows {
  const good = [...points.keys()].slice(1, points.length - zeros);
  return { first: rowsAt(tellingPoints, entries), all: rowsAt(good, entries) };
}

/** Every entry at these points. */
function rowsAt(points: Iterable<number>, entries: number): readonly number[] {
  return Array.from(points, (point) => Array.from({ length: entries }, (_, entry) => point * entries + entry)).flat();
}

/** The right formula written out as the chain rule has it, and where it is evaluated. */
export interface WrittenRight {
  readonly chain: Chain;
  /** The page's, the good ones, and the zeros: a ReLU the wrong way round is 0 at the good ones. */
  readonly points: readonly SamplePoint[];
  readonly zeros: number;
  /** At these points. */
  readonly evaluator: SumEvaluator;
  /** At others. */
  evaluatorAt(points: readonly EvaluatedPoint[]): SumEvaluator;
  /** How many numbers it comes to at each point. */
  readonly entries: number;
}

/** Null where it cannot be written so, or would not come to the reference. */
export function writeRight(model: Model, ask: Ask, { here, good, zeros }: Reference): WrittenRight | null {
  if (good.length < tellingPoints.length) return null;
  const isOfNumbers = model.quantities.every(({ name }) => here.evaluation.value(name).shape.length === 0);
  const shapeOf = isOfNumbers ? allNumbers : shapesAt(here);
  const sum =
    ask.kind === "partial" ? writeChain(model, ask.partial, shapeOf) : writeDefinition(model, ask.name, shapeOf);
  if (sum === null || sum.length === 0) return null;
  const { shape } = here.reference;
  const points = [here, ...good, ...zeros];
  const evaluatorAt = (at: readonly EvaluatedPoint[]) =>
    isOfNumbers ? createSumEvaluator(at) : createEntryEvaluator(at, shape);
  const evaluator = evaluatorAt(points);
  const entries = sizeOf(shape);
  const isRight = tellingPoints.every((point) =>
    points[point]?.reference.data.every((truth, entry) => {
      const bound = points[point]?.bound.data[entry] ?? 0;
      return isClose(evaluator.at(sum, point * entries + entry), truth, bound);
    }),
  );
  if (!isRight) return null;
  const asked = ask.kind === "partial" ? ask.partial : { of: ask.name, by: ask.name };
  const chain: Chain = { model, asked, sum, parts: findParts(model, shapeOf), isOfNumbers };
  return { chain, points, evaluator, evaluatorAt, entries, zeros: zeros.length };
}

function shapesAt({ evaluation }: SamplePoint): ShapeOf {
  return (tree) => {
    const evaluated = evaluation.expression(tree);
    return evaluated.ok ? evaluated.value.shape : [];
  };
}
