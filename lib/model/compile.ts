import { Program, type Steps } from "#lib/autograd/program.ts";
import { leastNormal } from "#lib/autograd/rounding.ts";
import { type Run, startRun } from "#lib/autograd/run.ts";
import { recordInto } from "#lib/autograd/slot-recorder.ts";
import type { Node } from "#lib/autograd/tape.ts";
import type { Tensor } from "#lib/autograd/tensor.ts";
import { type Problem, problem } from "#lib/expression/problem.ts";
import type { Partial, Tree } from "#lib/expression/tree.ts";
import { Answer, EvaluatedAnswer, type EvaluatedExpression, type LaidOutAnswer, LatestAnswers } from "./answer.ts";
import { DeclaredInputs, type Inputs } from "./declared-inputs.ts";
import { type Layout, layOut, nodeNamed } from "./layout.ts";
import type { Model } from "./model.ts";
import { PartialNodes } from "./partial.ts";
import { recordTree } from "./record-tree.ts";

/** A model laid out once, to be evaluated at many points. Partials and answers are laid out when they are first asked for. */
export interface CompiledModel {
  readonly model: Model;
  /**
   * At one point. Inputs that are not given take their declared values; the learning rate `eta` may be given where the model
   * has none, and is 0.1 unless told. Throws on a name that is no input and on another shape than the declared one.
   */
  evaluate(inputs?: Inputs): Evaluation;
  /** The same at several points, worked out side by side: bit for bit what `evaluate` gives at each. */
  evaluateAll(points: readonly Inputs[]): readonly Evaluation[];
}

/** A model at one point. Every value comes with a bound: it is at most that far from the exact one (inputs taken as exact). */
export interface Evaluation {
  /** Of any quantity, and of `eta`. */
  value(name: string): Tensor;
  boundOf(name: string): Tensor;
  /** The total derivative: of one number the shape of `by`, otherwise a Jacobian (shape of `of`, then shape of `by`). */
  partial(partial: Partial): Tensor;
  partialBound(partial: Partial): Tensor;
  /** A learner's formula at this point, with the model's names, partials, functions with primes, and `eta`. */
  expression(tree: Tree): EvaluatedExpression;
}

/** Slots of the program and the steps that lead there. */
interface Target {
  readonly slot: number;
  readonly steps: Steps;
}

/** Throws on a model that does not fit: `checkModel` says why, and is asked first wherever an author's model comes in. */
export function compileModel(model: Model): CompiledModel {
  const layout = layOut(model);
  const [misfit] = layout.problems;
  if (misfit !== undefined) throw new Error(`the model does not fit: ${misfit.message}`);
  return new Compiled(model, layout);
}

/**
 * What keeps a model that reads well from being computed: shapes that do not fit, a loss that is no single number, a value
 * that is not finite, a gradient that underflows to 0. Each with the line it shows on; [] if all is well.
 */
export function checkModel(model: Model): readonly Problem[] {
  const layout = layOut(model);
  if (layout.problems.length > 0) return layout.problems;
  const loss = model.quantities.at(-1);
  const evaluation = new Compiled(model, layout).evaluate();
  const notFinite = model.quantities.find(({ name }) => !evaluation.value(name).data.every(Number.isFinite));
  if (notFinite !== undefined) return [problem("value-not-finite", notFinite.at, { name: notFinite.name })];
  if (loss === undefined) return [];
  if (evaluation.value(loss.name).data.length !== 1) {
    return [problem("loss-not-a-number", loss.at, { name: loss.name })];
  }
  return model.quantities
    .filter(({ kind, name }) => kind === "input" && hasUnderflow(evaluation, { of: loss.name, by: name }))
    .map(({ name, at }) => problem("gradient-underflows", at, { of: loss.name, by: name }));
}

/** A true 0, as behind a dead unit, has the bound 0; a 0 from cancelling has a bound of the size of what cancelled. */
function hasUnderflow(evaluation: Evaluation, partial: Partial): boolean {
  const bound = evaluation.partialBound(partial);
  return evaluation.partial(partial).data.some((value, place) => {
    const room = bound.data[place] as number;
    return value === 0 ? room > 0 && room < leastNormal : Math.abs(value) < leastNormal;
  });
}

class Compiled implements CompiledModel {
  readonly model: Model;
  readonly #nodes: ReadonlyMap<string, Node>;
  readonly #inputs: DeclaredInputs;
  readonly #program = new Program();
  readonly #partialNodes = new PartialNodes();
  readonly #partials = new Map<string, Map<string, Target>>();
  /** The same partial is asked for at point after point. */
  #askedLast: Partial | null = null;
  #foundLast: Target | null = null;
  readonly #quantities = new Map<string, Target>();
  readonly #answers = new LatestAnswers();

  constructor(model: Model, layout: Layout) {
    this.model = model;
    this.#nodes = layout.nodes;
    for (const [name, node] of layout.nodes) {
      const slot = this.#program.add(node);
      this.#quantities.set(name, { slot, steps: this.#program.stepsTo([slot]) });
    }
    this.#inputs = new DeclaredInputs(layout.declared, (name) => this.quantity(name).slot);
  }

  evaluate(inputs: Inputs = {}): Evaluation {
    return new EvaluationAtPoint(this, this.#start([inputs]), 0);
  }

  evaluateAll(points: readonly Inputs[]): readonly Evaluation[] {
    const run = this.#start(points);
    const evaluations: Evaluation[] = [];
    for (let point = 0; point < points.length; point++) evaluations.push(new EvaluationAtPoint(this, run, point));
    return evaluations;
  }

  #start(points: readonly Inputs[]): Run {
    const run = startRun(this.#program, points.length);
    for (let point = 0; point < points.length; point++) this.#inputs.give(run, point, points[point] as Inputs);
    return run;
  }

  quantity(name: string): Target {
    const target = this.#quantities.get(name);
    if (target === undefined) throw new Error(`the model has no quantity ${name}`);
    return target;
  }

  partial(partial: Partial): Target {
    if (partial === this.#askedLast) return this.#foundLast as Target;
    this.#foundLast = this.#find(partial);
    this.#askedLast = partial;
    return this.#foundLast;
  }

  #find({ of, by }: Partial): Target {
    const known = this.#partials.get(of)?.get(by);
    if (known !== undefined) return known;
    const node = this.#partialNodes.between(nodeNamed(this.#nodes, of), nodeNamed(this.#nodes, by));
    const slot = this.#program.add(node);
    const target = { slot, steps: this.#program.stepsTo([slot]) };
    const ofThis = this.#partials.get(of) ?? new Map<string, Target>();
    this.#partials.set(of, ofThis.set(by, target));
    return target;
  }

  answer(tree: Tree): LaidOutAnswer {
    return this.#answers.find(tree) ?? this.#answers.keep(tree, this.#layOutAnswer(tree));
  }

  #layOutAnswer(tree: Tree): LaidOutAnswer {
    const program = new Program(this.#program);
    const read: number[] = [];
    const readSlot = (target: Target): number => {
      read.push(target.slot);
      return program.import(target.slot);
    };
    const recorded = recordTree<number>(
      {
        on: recordInto(program),
        name: (name) => readSlot(this.quantity(name)),
        partial: (partial) => readSlot(this.partial(partial)),
      },
      tree,
    );
    return recorded.ok ? new Answer(program, recorded.value, this.#program.stepsTo(read)) : recorded;
  }
}

class EvaluationAtPoint implements Evaluation {
  readonly #compiled: Compiled;
  readonly #run: Run;
  readonly #point: number;

  constructor(compiled: Compiled, run: Run, point: number) {
    this.#compiled = compiled;
    this.#run = run;
    this.#point = point;
  }

  value(name: string): Tensor {
    return this.#valueAt(this.#compiled.quantity(name));
  }

  boundOf(name: string): Tensor {
    return this.#boundAt(this.#compiled.quantity(name));
  }

  partial(partial: Partial): Tensor {
    return this.#valueAt(this.#compiled.partial(partial));
  }

  partialBound(partial: Partial): Tensor {
    return this.#boundAt(this.#compiled.partial(partial));
  }

  expression(tree: Tree): EvaluatedExpression {
    const answer = this.#compiled.answer(tree);
    return answer.ok ? new EvaluatedAnswer(answer, this.#run, this.#point) : answer;
  }

  #valueAt({ slot, steps }: Target): Tensor {
    this.#run.compute(steps);
    return this.#run.value(slot, this.#point);
  }

  #boundAt({ slot, steps }: Target): Tensor {
    this.#run.compute(steps);
    this.#run.computeErrors(steps);
    return this.#run.error(slot, this.#point);
  }
}
