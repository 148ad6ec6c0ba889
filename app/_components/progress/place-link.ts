import type { LessonPlace } from "#lib/progress/progress-view.ts";
import { exerciseId } from "../exercise/exercise-sheet.tsx";
import { lessonPath } from "../lesson/lesson-path.ts";

/** The address of a place in a lesson. */
export function placeAddress({ lesson, exercise, heading }: LessonPlace): string {
  const anchor = exercise === null ? heading : exerciseId(exercise);
  return anchor === null ? lessonPath(lesson) : `${lessonPath(lesson)}#${anchor}`;
}
