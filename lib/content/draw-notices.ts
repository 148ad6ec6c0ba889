import { reportClearDraws } from "#lib/checker/draw-clear-variant.ts";
import type { CourseExercise } from "./compile-course.ts";
import { type ContentProblem, contentProblem } from "./problem.ts";

/** From this share of rejected draws on an author is told: their intervals leave little to draw. */
const toldFrom = 1 / 2;

/** Exercises of which many drawn values hide a mistake. Nothing is refused for it: the variants given out are the clear ones. */
export function drawNotices(exercises: readonly CourseExercise[]): readonly ContentProblem[] {
  return exercises.flatMap(({ file, source, compiled: { exercise } }) => {
    const report = reportClearDraws(exercise);
    if (report === null || report.rejected < toldFrom * report.draws) return [];
    const line = source.split("\n").findIndex((text) => text.startsWith("model:")) + 1;
    return [contentProblem("draws-rejected", report, file, { line: Math.max(1, line), column: 1 })];
  });
}
