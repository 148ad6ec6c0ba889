import type { Viewer } from "#lib/accounts/viewer.ts";
import { type ExerciseRefusal, type OpenedExercise, openExercise } from "#lib/content/open-exercise.ts";
import type { LessonLink } from "#lib/content/open-lesson.ts";
import { type Result, succeed } from "#lib/result.ts";
import { exerciseView } from "./build-exercise-view.ts";
import type { ExerciseView } from "./exercise-view.ts";
import { nothingDone, type Practice, selectPractice } from "./select-practice.ts";
import { selectVariant } from "./select-variant.ts";

/** One exercise with the lesson it stands in, or why it is closed to whoever asks. */
export async function selectPractisedExercise(
  viewer: Viewer,
  slug: string,
  now: Date,
): Promise<Result<{ readonly exercise: ExerciseView; readonly lesson: LessonLink }, ExerciseRefusal>> {
  const opened = await openExercise(viewer, slug, now);
  if (!opened.ok) return opened;
  const practice = await selectPractice(viewer, [opened.value]);
  return succeed({ exercise: await viewOf(opened.value, practice, viewer, now), lesson: opened.value.lesson });
}

/** Those of the exercises that this viewer may read, each with their own work and nobody else's. */
export async function selectExerciseViews(
  viewer: Viewer,
  slugs: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, ExerciseView>> {
  const asked = await Promise.all([...new Set(slugs)].map((slug) => openExercise(viewer, slug, now)));
  const opened = asked.flatMap((result) => (result.ok ? [result.value] : []));
  const practice = await selectPractice(viewer, opened);
  const views = await Promise.all(opened.map((each) => viewOf(each, practice, viewer, now)));
  return new Map(views.map((view) => [view.slug, view]));
}

async function viewOf(
  opened: OpenedExercise,
  practice: ReadonlyMap<string, Practice>,
  viewer: Viewer,
  now: Date,
): Promise<ExerciseView> {
  const { revisionId, compiled } = opened;
  const done = practice.get(revisionId) ?? nothingDone;
  const variant = await selectVariant(compiled.exercise, done.variant, revisionId, now);
  return exerciseView(opened, variant, done, viewer, now);
}
