import {
  type CountCoincidences,
  type DrawReport,
  drawVariant,
  readModel,
  reportDraws,
  type Variant,
} from "#lib/exercises/draw-variant.ts";
import type { Exercise } from "#lib/exercises/exercise.ts";
import { createCoincidenceCounter } from "./apart.ts";
import { keepLatest } from "./keep-latest.ts";

const variants = keepLatest<Variant>(64);
const counters = keepLatest<CountCoincidences>(16);

/** The variant with this number, drawn so that known mistakes can be told from the right numbers and from one another. */
export function drawClearVariant(exercise: Exercise, number: number, seed: string): Variant {
  if (number === 0) return drawVariant(exercise, number, seed);
  const key = JSON.stringify([exercise.slug, exercise.model, exercise.blanks, number, seed]);
  const drawn = variants(key, () => drawVariant(exercise, number, seed, counterFor(exercise)));
  return { ...drawn, exercise };
}

/** How many of an exercise's draws would be drawn again; null where nothing in it is drawn. */
export function reportClearDraws(exercise: Exercise): DrawReport | null {
  return reportDraws(exercise, counterFor(exercise));
}

function counterFor(exercise: Exercise): CountCoincidences {
  const key = JSON.stringify([exercise.slug, exercise.model, exercise.blanks]);
  return counters(key, () => createCoincidenceCounter(exercise, readModel(exercise)));
}
