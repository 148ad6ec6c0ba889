import { drawClearVariant } from "#lib/checker/draw-clear-variant.ts";
import { db } from "#lib/db/client.ts";
import { drawVariant, type Variant, variantWith } from "#lib/exercises/draw-variant.ts";
import type { Exercise } from "#lib/exercises/exercise.ts";

/**
 * The variant with this number of an exercise's revision, for everybody who is given it. The first time it is drawn and kept: a
 * later version of the program, which knows more mistakes to keep apart, would draw other numbers, and what a learner has
 * answered stays what it was. The revision is the seed, so that a guest's work fits into an account.
 */
export async function selectVariant(
  exercise: Exercise,
  number: number,
  revisionId: string,
  now: Date,
): Promise<Variant> {
  if (number === 0) return drawVariant(exercise, number, revisionId);
  const key = { revisionId_number: { revisionId, number } };
  const known = await db.drawnVariant.findUnique({ where: key, select: { model: true } });
  if (known !== null) return variantWith(exercise, number, revisionId, known.model);
  const { model } = drawClearVariant(exercise, number, revisionId);
  await db.drawnVariant.createMany({
    data: [{ revisionId, number, model: model.source, createdAt: now }],
    skipDuplicates: true,
  });
  const kept = await db.drawnVariant.findUniqueOrThrow({ where: key, select: { model: true } });
  return variantWith(exercise, number, revisionId, kept.model);
}
