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

/** Gives new inputs at every call. Near: round the declared values. Far: ± the larger of 2 and twice the value. */
export function inputDrawer(compiled: CompiledModel, random: RandomKey, isNear: boolean): () => Inputs {
  const here = compiled.evaluate();
  const inputs = compiled.model.quantities.filter((quantity) => quantity.kind === "input");
  const declared = inputs.map(({ name, draw }) => ({ name, draw, given: here.value(name) }));
  const hasRate = compiled.model.byName.has("eta");
  let counter = 0;
  const between = ([low, high]: readonly [number, number]) => uniformBetween(random, counter++, low, high);
  return () => {
    const drawn: Record<string, Tensor> = {};
    for (const { name, draw, given } of declared) {
      const data = given.data.map((value) => between(isNear ? nearInterval(value, draw) : farInterval(value)));
      drawn[name] = { shape: given.shape, data };
    }
    if (!hasRate) drawn.eta = scalar(between([rateLow, rateHigh]));
    return drawn;
  };
}

function nearInterval(value: number, draw: Draw | null): readonly [number, number] {
  if (draw !== null && draw.low < draw.high) return [draw.low, draw.high];
  return value === 0 ? [-1, 1] : [nearLow * value, nearHigh * value];
}

function farInterval(value: number): readonly [number, number] {
  const reach = Math.max(farAtLeast, 2 * Math.abs(value));
  return [-reach, reach];
}
