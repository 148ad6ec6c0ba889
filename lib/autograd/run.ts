import type { Program, Steps } from "./program.ts";
import { ScalarRun } from "./scalar-run.ts";
import type { Tensor } from "./tensor.ts";
import { TensorRun } from "./tensor-run.ts";

/** One evaluation of a program, at one point or at several at once. Values are worked out as they are asked for, once. */
export interface Run {
  readonly points: number;
  give(slot: number, point: number, value: Tensor): void;
  /** Forgets everything, to be given other values and to read from another run of the outer program. */
  restart(outer: Run | null): void;
  /** Works out these slots, which are in order and complete. */
  compute(steps: Steps): void;
  /** Works out their rounding-error bounds; the values must be there. */
  computeErrors(steps: Steps): void;
  value(slot: number, point: number): Tensor;
  /** The value of a slot that holds one number. */
  number(slot: number, point: number): number;
  /** At most this far is the value from the exact one, for inputs taken as exact. Infinite where nothing can be said. */
  error(slot: number, point: number): Tensor;
}

/** Starts an evaluation; `outer` is the run of the program that this one reads from. */
export function startRun(program: Program, points: number, outer: Run | null = null): Run {
  const fitsNumbers = program.isScalar && (outer === null || outer instanceof ScalarRun);
  return fitsNumbers ? new ScalarRun(program, points, outer) : new TensorRun(program, points, outer);
}
