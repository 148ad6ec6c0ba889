import { partials } from "../partials.ts";
import { Program } from "../program.ts";
import { startRun } from "../run.ts";
import type { Node } from "../tape.ts";
import type { Batch } from "./batches.ts";
import type { Optimiser, Tensors } from "./optimiser.ts";

/** What is to be trained, and how. */
export interface Training<State> {
  /** Recorded once; one number. */
  readonly loss: Node;
  readonly parameters: readonly Node[];
  readonly optimiser: Optimiser<State>;
  /** One per step, for the inputs of the loss that are not parameters; throws if they end before the steps do. */
  readonly batches: Iterable<Batch>;
  readonly steps: number;
  /** What is done to the gradients before each step, as clipping. */
  readonly treat?: (gradients: Tensors) => Tensors;
}

export interface Trained<State> {
  readonly parameters: Tensors;
  /** What the optimiser remembers; hand both on to train further. */
  readonly state: State;
  /** The loss of each step's batch, before the step. */
  readonly losses: readonly number[];
}

/**
 * Gradient descent by any optimiser, from `start` and, where training goes on, from the `state` it ended in. The same arguments
 * give the same numbers: chance comes in with the batches and the start, which the caller draws.
 */
export function train<State>(training: Training<State>, start: Tensors, state?: State): Trained<State> {
  const { loss, parameters, optimiser, batches, steps, treat } = training;
  const step = compiledStep(loss, parameters);
  const losses: number[] = [];
  let trained = { parameters: start, state: state ?? optimiser.start(start) };
  const feed = batches[Symbol.iterator]();
  while (losses.length < steps) {
    const next = feed.next();
    if (next.done) throw new Error(`${steps} steps need as many batches, and there are ${losses.length}`);
    const { lossNow, gradients } = step(trained.parameters, next.value);
    losses.push(lossNow);
    trained = optimiser.step(trained.parameters, treat?.(gradients) ?? gradients, trained.state);
  }
  return { ...trained, losses };
}

/** The loss and its gradients by all parameters, laid out once and carried out at each step. */
function compiledStep(loss: Node, parameters: readonly Node[]) {
  const program = new Program();
  const parameterSlots = parameters.map((node) => program.add(node));
  const lossSlot = program.add(loss);
  const gradientSlots = partials(loss, parameters).map((node) => program.add(node));
  const steps = program.stepsTo([lossSlot, ...gradientSlots]);
  const run = startRun(program, 1);
  return (values: Tensors, batch: Batch) => {
    // One run for all steps: it writes again into the buffers of the step before, except what it has handed out.
    run.restart(null);
    for (const [place, slot] of parameterSlots.entries()) {
      const value = values[place];
      if (value === undefined) throw new Error(`${parameters.length} parameters, and ${values.length} values for them`);
      run.give(slot, 0, value);
    }
    for (const [node, value] of batch) run.give(program.slotOf(node), 0, value);
    run.compute(steps);
    const gradients = gradientSlots.map((slot) => run.value(slot, 0));
    return { lossNow: run.number(lossSlot, 0), gradients };
  };
}
