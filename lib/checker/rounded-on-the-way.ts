import { onlyNumber, scalar, type Tensor } from "#lib/autograd/tensor.ts";
import type { Ask } from "#lib/exercises/ask.ts";
import type { Model } from "#lib/model/model.ts";
import { type HandStep, makeStep, slopeOfOutput } from "./hand-step.ts";

/** A value as somebody gets it who keeps only so many digits of every intermediate. */
export interface RoundedValue {
  readonly digitsKept: number;
  readonly value: number;
}

const mostDigitsKept = 4;

/** How a person goes on by hand; two people who round alike still differ in these. */
interface Habit {
  readonly digitsKept: number;
  /** The slope of σ and tanh from the rounded output, y(1 − y), or from the rounded pre-activation. */
  readonly slopeFromOutput: boolean;
  /** Products of slopes are rounded as they come, or multiplied in one go. */
  readonly roundsProducts: boolean;
}

/** The asked number with every intermediate rounded to 1, 2, 3 and 4 digits, and never rounded itself. */
export function roundedValues(model: Model, ask: Ask, givenValue: (name: string) => Tensor): readonly RoundedValue[] {
  if (model.quantities.some(({ name }) => givenValue(name).shape.length > 0)) return [];
  const steps = model.quantities
    .filter(({ kind }) => kind === "node")
    .map(({ name, tree }) => makeStep(name, tree, () => []));
  const results: RoundedValue[] = [];
  for (let digitsKept = 1; digitsKept <= mostDigitsKept; digitsKept++) {
    for (const slopeFromOutput of [true, false]) {
      for (const roundsProducts of [true, false]) {
        const value = computeByHand(model, steps, ask, { digitsKept, slopeFromOutput, roundsProducts }, givenValue);
        if (Number.isFinite(value)) results.push({ digitsKept, value });
      }
    }
  }
  return results;
}

function computeByHand(
  model: Model,
  steps: readonly HandStep[],
  ask: Ask,
  habit: Habit,
  givenValue: (name: string) => Tensor,
): number {
  const round = (value: number) => Number(value.toPrecision(habit.digitsKept));
  const values = new Map<string, number>();
  for (const { name, kind } of model.quantities) if (kind === "input") values.set(name, onlyNumber(givenValue(name)));
  const inputsOf = ({ reads }: HandStep) =>
    Object.fromEntries(reads.map((read) => [read, scalar(values.get(read) ?? Number.NaN)]));
  for (const step of steps) {
    const value = onlyNumber(step.compiled.evaluate(inputsOf(step)).value(step.name));
    if (ask.kind === "quantity" && step.name === ask.name) return value;
    values.set(step.name, round(value));
  }
  if (ask.kind === "quantity") return Number.NaN;

  const { of, by } = ask.partial;
  const gradients = new Map([[of, 1]]);
  for (const step of steps.toReversed()) {
    const gradient = gradients.get(step.name);
    if (gradient === undefined || step.name === by) continue;
    const kept = habit.roundsProducts && step.name !== of ? round(gradient) : gradient;
    const evaluation = step.compiled.evaluate(inputsOf(step));
    for (const read of step.reads) {
      const fromOutput = habit.slopeFromOutput ? slopeOfOutput(step) : null;
      const slope =
        fromOutput?.(values.get(step.name) ?? Number.NaN) ??
        onlyNumber(evaluation.partial({ of: step.name, by: read }));
      const isAsked = step.name === of && read === by;
      gradients.set(read, (gradients.get(read) ?? 0) + kept * (isAsked ? slope : round(slope)));
    }
  }
  return gradients.get(by) ?? Number.NaN;
}
