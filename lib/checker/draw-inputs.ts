import type { Shape, Tensor } from "#lib/autograd/tensor.ts";
import type { RandomKey } from "#lib/exercises/random.ts";
import { uniformBetween } from "#lib/exercises/random.ts";
import type { CompiledModel } from "#lib/model/compile.ts";
import type { Inputs } from "#lib/model/declared-inputs.ts";
import type { Draw } from "#lib/model/model.ts";

/** Near draws lie between 0.4 and 1.6 times the given value, unless it says `in […]`, so that no sign turns. */
const nearLow = 0.4;
const nearHigh = 1.6;
/** Far draws reach at least this far to both sides, so that errors and activations take both signs. */
const farAtLeast = 2;
/** A learning rate the model does not have: positive, and never the same, so that it cannot pass for a constant. */
const rateLow = 0.05;
const rateHigh = 1.5;

/** Where a declared value is drawn from; `draw` is the author's own interval, if the input has one. */
export type IntervalOf = (given: number, draw: Draw | null) => readonly [low: number, high: number];

/** Gives new inputs at every call, each number from its interval; a learning rate the model lacks is drawn with them. */
export function inputDrawer(compiled: CompiledModel, random: RandomKey, intervalOf: IntervalOf): () => Inputs {
  const intervals = inputIntervals(compiled, intervalOf);
  let counter = 0;
  return () => {
    const drawn: Record<string, Tensor> = {};
    for (const { name, shape, entries } of intervals) {
      const data = Float64Array.from(entries, ([low, high]) => uniformBetween(random, counter++, low, high));
      drawn[name] = { shape, data };
    }
    return drawn;
  };
}

/** Where one input's entries are drawn from. */
export interface InputIntervals {
  readonly name: string;
  readonly shape: Shape;
  readonly entries: readonly (readonly [low: number, high: number])[];
}

/** Of all inputs, and of a learning rate that the model lacks. */
export function inputIntervals(compiled: CompiledModel, intervalOf: IntervalOf): readonly InputIntervals[] {
  const here = compiled.evaluate();
  const inputs = compiled.model.quantities.filter((quantity) => quantity.kind === "input");
  const declared = inputs.map(({ name, draw }): InputIntervals => {
    const { shape, data } = here.value(name);
    return { name, shape, entries: Array.from(data, (value) => intervalOf(value, draw)) };
  });
  const rate: InputIntervals = { name: "eta", shape: [], entries: [[rateLow, rateHigh]] };
  return compiled.model.byName.has("eta") ? declared : [...declared, rate];
}

/** Round the declared value. */
export const nearInterval: IntervalOf = (value, draw) => {
  if (draw !== null && draw.low < draw.high) return [draw.low, draw.high];
  return value === 0 ? [-1, 1] : [nearLow * value, nearHigh * value];
};

/** Twice as far as the far interval, and at least as far out as this number. */
export function wideInterval(reach: number): IntervalOf {
  return (value, draw) => {
    const [low, high] = farInterval(value, draw);
    return [Math.min(2 * low, -reach), Math.max(2 * high, reach)];
  };
}

/** ± the larger of 2 and twice the declared value. */
export const farInterval: IntervalOf = (value) => {
  const reach = Math.max(farAtLeast, 2 * Math.abs(value));
  return [-reach, reach];
};
