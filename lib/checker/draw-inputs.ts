import type { Tensor } from "#lib/autograd/tensor.ts";
import { scalar } from "#lib/autograd/tensor.ts";
import type { RandomKey } from "#lib/exercises/random.ts";
import { uniformBetween } from "#lib/exercises/random.ts";
import type { CompiledModel, Inputs } from "#lib/model/compile.ts";
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
  const here = compiled.evaluate();
  const inputs = compiled.model.quantities.filter((quantity) => quantity.kind === "input");
  const declared = inputs.map(({ name, draw }) => ({ name, draw, given: here.value(name) }));
  const hasRate = compiled.model.byName.has("eta");
  let counter = 0;
  const between = ([low, high]: readonly [number, number]) => uniformBetween(random, counter++, low, high);
  return () => {
    const drawn: Record<string, Tensor> = {};
    for (const { name, draw, given } of declared) {
      const data = given.data.map((value) => between(intervalOf(value, draw)));
      drawn[name] = { shape: given.shape, data };
    }
    if (!hasRate) drawn.eta = scalar(between([rateLow, rateHigh]));
    return drawn;
  };
}

/** Round the declared value. */
export const nearInterval: IntervalOf = (value, draw) => {
  if (draw !== null && draw.low < draw.high) return [draw.low, draw.high];
  return value === 0 ? [-1, 1] : [nearLow * value, nearHigh * value];
};

/** ± the larger of 2 and twice the declared value. */
export const farInterval: IntervalOf = (value) => {
  const reach = Math.max(farAtLeast, 2 * Math.abs(value));
  return [-reach, reach];
};
