import type { Blank, DesignBlank, PredictionBlank } from "#lib/exercises/blank.ts";
import type { Exercise } from "#lib/exercises/exercise.ts";
import { readNetwork } from "#lib/exercises/network-settings.ts";
import { shortfalls } from "./design.ts";
import type { ExerciseProblem } from "./exercise-problem.ts";
import { labRun, spreadOf } from "./lab-run.ts";

/** Layers whose gradients lie as near together as this are not told apart by reasoning. */
const clearlyApart = 1.1;

/** What publishing a prediction or a design is refused for, beside the author's own tests; [] for blanks of other kinds. */
export function checkLabBlank(exercise: Exercise, blank: Blank): readonly ExerciseProblem[] {
  if (blank.as === "prediction") return checkPredictionBlank(blank);
  return blank.as === "design" ? checkDesignBlank(exercise, blank) : [];
}

function checkPredictionBlank({ id, run, asks }: PredictionBlank): readonly ExerciseProblem[] {
  if (asks.length === 0 || new Set(asks).size < asks.length) return [{ code: "prediction-asks", blank: id }];
  const read = readNetwork(run);
  if (!read.ok) return read.problems.map(({ at, message }) => runProblem(id, at.line, message));
  const networkRun = labRun(read.network);
  const overflowing = networkRun.layers.findLast(({ perWeight }) => !Number.isFinite(perWeight));
  if (overflowing !== undefined) return [{ code: "run-overflows", blank: id, layer: overflowing.layer }];
  const { weakest, nextWeakest, factor } = spreadOf(networkRun);
  if (nextWeakest === null) return [{ code: "run-of-one-layer", blank: id }];
  const problems: ExerciseProblem[] = [];
  if (asks.includes("weakest-layer") && nextWeakest.perWeight <= clearlyApart * weakest.perWeight) {
    problems.push({ code: "no-weakest-layer", blank: id, layers: [weakest.layer, nextWeakest.layer] });
  }
  if (asks.includes("factor") && !Number.isFinite(factor)) {
    problems.push({ code: "no-factor", blank: id, layer: weakest.layer });
  }
  return problems;
}

function checkDesignBlank(exercise: Exercise, { id, run, settings, goal }: DesignBlank): readonly ExerciseProblem[] {
  const { firstAtLeast, largestAtMost } = goal;
  const isGoal =
    isSize(firstAtLeast) && (largestAtMost === null || (isSize(largestAtMost) && largestAtMost > firstAtLeast));
  if (!isGoal) return [{ code: "design-goal", blank: id }];
  if (settings.length === 0 || settings.includes("seed")) return [{ code: "design-settings", blank: id }];
  const read = readNetwork(run);
  if (!read.ok) return read.problems.map(({ at, message }) => runProblem(id, at.line, message));
  if (shortfalls(read.network, goal).every(({ isReached }) => isReached)) return [{ code: "goal-met", blank: id }];
  const hasSolution = exercise.tests.some(({ blank, verdict }) => blank === id && verdict === "correct");
  return hasSolution ? [] : [{ code: "no-solution", blank: id }];
}

function isSize(value: number): boolean {
  return value > 0 && value < Number.POSITIVE_INFINITY;
}

function runProblem(blank: string, line: number, sentence: string): ExerciseProblem {
  return { code: "run", blank, line, sentence };
}
