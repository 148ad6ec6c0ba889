import type { Program, Steps } from "#lib/autograd/program.ts";
import { type Run, startRun } from "#lib/autograd/run.ts";
import type { Tensor } from "#lib/autograd/tensor.ts";
import type { Problem } from "#lib/expression/problem.ts";
import type { Tree } from "#lib/expression/tree.ts";

/** What a formula comes to at one point. */
export type EvaluatedExpression =
  | { readonly ok: true; readonly value: Tensor; readonly bound: Tensor }
  | { readonly ok: false; readonly problem: Problem };

/** A learner's formula laid out beside its model, or why its shapes do not fit. */
export type LaidOutAnswer = Answer | { readonly ok: false; readonly problem: Problem };

/** More than the piecewise functions of a deep network, whose inputs are looked at together. */
const mostAnswers = 64;

/**
 * The answers that were laid out last: each is evaluated at point after point. A ring, since in a map, weak or not, what was
 * dropped outlives many collections, and moving it about costs more than laying it out again.
 */
export class LatestAnswers {
  readonly #trees: (Tree | null)[] = new Array(mostAnswers).fill(null);
  readonly #answers: (LaidOutAnswer | null)[] = new Array(mostAnswers).fill(null);
  #latest = 0;

  find(tree: Tree): LaidOutAnswer | null {
    const place = this.#trees[this.#latest] === tree ? this.#latest : this.#trees.indexOf(tree);
    return this.#answers[place] ?? null;
  }

  keep(tree: Tree, answer: LaidOutAnswer): LaidOutAnswer {
    this.#latest = (this.#latest + 1) % mostAnswers;
    this.#trees[this.#latest] = tree;
    this.#answers[this.#latest] = answer;
    return answer;
  }
}

/** An answer in a program of its own, which reads slots of the model's. One run is used again for point after point. */
export class Answer {
  readonly ok = true;
  readonly #program: Program;
  readonly #slot: number;
  readonly #steps: Steps;
  readonly #modelSteps: Steps;
  #run: Run | null = null;
  #outer: Run | null = null;

  constructor(program: Program, slot: number, modelSteps: Steps) {
    this.#program = program;
    this.#slot = slot;
    this.#steps = program.stepsTo([slot]);
    this.#modelSteps = modelSteps;
  }

  valueAt(outer: Run, point: number): Tensor {
    return this.#runOver(outer).value(this.#slot, point);
  }

  boundAt(outer: Run, point: number): Tensor {
    const run = this.#runOver(outer);
    outer.computeErrors(this.#modelSteps);
    run.computeErrors(this.#steps);
    return run.error(this.#slot, point);
  }

  #runOver(outer: Run): Run {
    if (this.#run !== null && this.#outer === outer) return this.#run;
    outer.compute(this.#modelSteps);
    if (this.#run?.points === outer.points) this.#run.restart(outer);
    else this.#run = startRun(this.#program, outer.points, outer);
    this.#outer = outer;
    this.#run.compute(this.#steps);
    return this.#run;
  }
}

/** Its bound is worked out when it is asked for: naming a mistake takes hundreds of values and no bounds. */
export class EvaluatedAnswer {
  readonly ok = true;
  readonly value: Tensor;
  readonly #answer: Answer;
  readonly #outer: Run;
  readonly #point: number;
  #bound: Tensor | null = null;

  constructor(answer: Answer, outer: Run, point: number) {
    this.value = answer.valueAt(outer, point);
    this.#answer = answer;
    this.#outer = outer;
    this.#point = point;
  }

  get bound(): Tensor {
    this.#bound ??= this.#answer.boundAt(this.#outer, this.#point);
    return this.#bound;
  }
}
