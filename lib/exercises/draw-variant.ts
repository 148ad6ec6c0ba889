import type { Tensor } from "#lib/autograd/tensor.ts";
import { printText } from "#lib/expression/print.ts";
import type { CompiledModel } from "#lib/model/compile.ts";
import { compileModel } from "#lib/model/compile.ts";
import type { Draw, Model } from "#lib/model/model.ts";
import { parseModel, withValues } from "#lib/model/model.ts";
import { parseAsk } from "./ask.ts";
import { asksOf } from "./blank.ts";
import type { Exercise } from "./exercise.ts";
import { randomKey, uniformAt } from "./random.ts";

/** How much in a model cannot be told apart with the values it has; 0 is best. */
export type CountCoincidences = (drawn: Model) => number;

/** An exercise with its numbers: a function of exercise, number and seed. */
export interface Variant {
  readonly exercise: Exercise;
  /** 0 is what the author declared. */
  readonly number: number;
  readonly model: Model;
  readonly seed: string;
}

type Nested = number | readonly Nested[];

/** Drawn numbers stand on the page, so they are short: this many significant digits where the author gives no step. */
const drawnDigits = 3;
/** Draws whose answers are of another order than the declared ones, or coincide, are drawn again, this often. */
const mostDraws = 200;
/** Where every draw has coincidences, the best of so many is taken: the best of all would be the same in every variant. */
const comparedDraws = 8;
/** Draws by which an author is told how many are drawn again. */
const reportedDraws = 100;
/** How far an answer may be from the declared variant's, as a factor. */
const saneFactor = 1000;

/**
 * The variant with this number. Number 0 has the declared values and one fixed seed, whatever is passed: it is the same
 * for everybody. Others draw each input that says `in […]`; the rest keep their declared values. What is drawn has answers
 * of a sane size and no coincidences, or, where there is no such draw among many, the fewest.
 */
export function drawVariant(
  exercise: Exercise,
  number: number,
  seed: string,
  countCoincidences: CountCoincidences = () => 0,
): Variant {
  const declared = readModel(exercise);
  if (number === 0) return { exercise, number, model: declared, seed: "declared" };
  // Where no draw gives answers of a sane size, the declared values are always right to ask.
  let best: { readonly model: Model; readonly coincidences: number } | null = null;
  let compared = 0;
  for (const drawn of drawModels(exercise, declared, `${exercise.slug}/${number}/${seed}`, mostDraws)) {
    if (!drawn.isSane) continue;
    const coincidences = countCoincidences(drawn.model);
    const isBetter = best === null || (compared < comparedDraws && coincidences < best.coincidences);
    if (isBetter || coincidences === 0) best = { model: drawn.model, coincidences };
    if (coincidences === 0) break;
    compared++;
  }
  return { exercise, number, model: best?.model ?? declared, seed };
}

/** A variant that was given out before, with the numbers that it had then; `source` is its model's. */
export function variantWith(exercise: Exercise, number: number, seed: string, source: string): Variant {
  return { exercise, number, model: readModel({ ...exercise, model: source }), seed };
}

/** Is a model another one with other drawn numbers, and nothing else changed? */
export function isDrawnFrom(declared: Model, drawn: Model): boolean {
  return (
    declared.quantities.length === drawn.quantities.length &&
    declared.quantities.every(({ name, kind, draw, tree }, place) => {
      const other = drawn.quantities[place];
      const isSame = other !== undefined && printText(other.tree) === printText(tree);
      return other?.name === name && other.kind === kind && (draw !== null || isSame);
    })
  );
}

/** How many of so many draws are not given out while there are others. */
export interface DrawReport {
  readonly draws: number;
  readonly rejected: number;
}

/** Null where nothing in the exercise is drawn. */
export function reportDraws(exercise: Exercise, countCoincidences: CountCoincidences): DrawReport | null {
  const declared = readModel(exercise);
  if (declared.quantities.every(({ draw }) => draw === null)) return null;
  const drawn = [...drawModels(exercise, declared, `${exercise.slug}/report`, reportedDraws)];
  const rejected = drawn.filter(({ isSane, model }) => !isSane || countCoincidences(model) > 0);
  return { draws: drawn.length, rejected: rejected.length };
}

interface DrawnModel {
  readonly model: Model;
  /** Are the answers of the size of the declared ones? */
  readonly isSane: boolean;
}

/** The declared model with other values, drawn one after the other. */
function* drawModels(exercise: Exercise, declared: Model, seed: string, most: number): Generator<DrawnModel> {
  const compiled = compileModel(declared);
  const sizes = answerSizes(exercise, compiled);
  const key = randomKey(seed);
  let counter = 0;
  const next = () => uniformAt(key, counter++);
  for (let draw = 0; draw < most; draw++) {
    const model = drawModel(declared, compiled, next);
    yield { model, isSane: hasSaneSizes(answerSizes(exercise, compileModel(model)), sizes) };
  }
}

/** The declared model of a published exercise. */
export function readModel(exercise: Exercise): Model {
  const parsed = parseModel(exercise.model);
  if (parsed.ok) return parsed.value;
  throw new Error(`${exercise.slug}: its model was published and cannot be read: ${parsed.problems[0]?.message}`);
}

function drawModel(declared: Model, compiled: CompiledModel, next: () => number): Model {
  const drawn: Record<string, Nested> = {};
  const here = compiled.evaluate();
  for (const { name, draw } of declared.quantities) {
    if (draw !== null) drawn[name] = drawNested(here.value(name).shape, draw, next);
  }
  const result = withValues(declared, drawn);
  if (result.ok) return result.value;
  throw new Error(`drawn values do not fit their own model: ${result.problems[0]?.message}`);
}

function drawNested(shape: readonly number[], draw: Draw, next: () => number): Nested {
  const [length, ...rest] = shape;
  if (length === undefined) return drawNumber(draw, next());
  return Array.from({ length }, () => drawNested(rest, draw, next));
}

/** `low`, `low + step`, … up to `high`; without a step any number between them, kept short. */
export function drawNumber({ low, high, step }: Draw, uniform: number): number {
  if (step === null) {
    const drawn = Number((low + (high - low) * uniform).toPrecision(drawnDigits));
    return Math.min(high, Math.max(low, drawn));
  }
  // 0.9 − 0.2 is a little under 0.7: without this room the last value would never be drawn.
  const count = Math.floor((high - low) / step + 1e-9) + 1;
  const chosen = low + step * Math.floor(uniform * count);
  // 0.2 + 0.1 is 0.30000000000000004, and a person wrote 0.1.
  return Number(chosen.toPrecision(12));
}

function answerSizes(exercise: Exercise, compiled: CompiledModel): readonly number[] {
  const here = compiled.evaluate();
  return exercise.blanks.flatMap(asksOf).map((text) => {
    const ask = parseAsk(text, compiled.model);
    if (ask === null) return 0;
    return largest(ask.kind === "quantity" ? here.value(ask.name) : here.partial(ask.partial));
  });
}

/** The largest absolute value; NaN where any entry is NaN. */
function largest(tensor: Tensor): number {
  return tensor.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function hasSaneSizes(sizes: readonly number[], declared: readonly number[]): boolean {
  return sizes.every((size, index) => {
    const usual = declared[index] ?? 0;
    return usual === 0 ? size === 0 : size <= usual * saneFactor && size >= usual / saneFactor;
  });
}
