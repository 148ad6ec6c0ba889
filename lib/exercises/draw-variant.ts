import type { Tensor } from "#lib/autograd/tensor.ts";
import type { CompiledModel } from "#lib/model/compile.ts";
import { compileModel } from "#lib/model/compile.ts";
import type { Draw, Model } from "#lib/model/model.ts";
import { parseModel, withValues } from "#lib/model/model.ts";
import { parseAsk } from "./ask.ts";
import type { Exercise } from "./exercise.ts";
import { randomKey, uniformAt } from "./random.ts";

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
/** Draws whose answers are of another order than the declared ones are drawn again, this often. */
const mostDraws = 200;
/** How far an answer may be from the declared variant's, as a factor. */
const saneFactor = 1000;

/**
 * The variant with this number. Number 0 has the declared values and one fixed seed, whatever is passed: it is the same
 * for everybody. Others draw each input that says `in […]`; the rest keep their declared values.
 */
export function drawVariant(exercise: Exercise, number: number, seed: string): Variant {
  const declared = readModel(exercise);
  if (number === 0) return { exercise, number, model: declared, seed: "declared" };
  const compiled = compileModel(declared);
  const sizes = answerSizes(exercise, compiled);
  const key = randomKey(`${exercise.slug}/${number}/${seed}`);
  let counter = 0;
  const next = () => uniformAt(key, counter++);
  for (let draw = 0; draw < mostDraws; draw++) {
    const model = drawModel(declared, compiled, next);
    if (isSane(answerSizes(exercise, compileModel(model)), sizes)) return { exercise, number, model, seed };
  }
  // No draw gave answers of a sane size: the declared values are always right to ask.
  return { exercise, number, model: declared, seed };
}

function readModel(exercise: Exercise): Model {
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
  return exercise.blanks.map((blank) => {
    const ask = parseAsk(blank.ask, compiled.model);
    if (ask === null) return 0;
    return largest(ask.kind === "quantity" ? here.value(ask.name) : here.partial(ask.partial));
  });
}

/** The largest absolute value; NaN where any entry is NaN. */
function largest(tensor: Tensor): number {
  return tensor.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function isSane(sizes: readonly number[], declared: readonly number[]): boolean {
  return sizes.every((size, index) => {
    const usual = declared[index] ?? 0;
    return usual === 0 ? size === 0 : size <= usual * saneFactor && size >= usual / saneFactor;
  });
}
