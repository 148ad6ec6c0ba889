import { compute } from "./compute.ts";
import type { NumberFormat } from "./number-format.ts";
import { type AnyOp, callOn, type On, splitInputs } from "./op.ts";
import { catalogue } from "./ops/catalogue.ts";
import { leastNormal } from "./rounding.ts";
import { filled, mapTensor, type Tensor } from "./tensor.ts";

/** A tensor, and which of its zeros are 0 only because the number format ended there. */
export interface Traced {
  readonly tensor: Tensor;
  /** `lostSize` at those zeros, 0 elsewhere; `null` where there are none. */
  readonly lost: Tensor | null;
}

/**
 * What a lost number may have been, so that an op's error bound says whether its result would feel it. Far above the end of
 * float64, or the bound would underflow too; far below the numbers that lost ones are compared with.
 */
const lostSize = 2 ** -40;

/** A zero whose own error bound is below this, and not 0, has underflowed: a zero by cancellation is bound by its terms. */
const underflowBound = leastNormal * 2 ** -20;

/**
 * The catalogue on traced tensors of a format. An op's rounding-error bound (`Op.error`) already knows which zeros are exact (a
 * product with 0, a dead unit) and which may stand for something tiny (σ(−800), a product of tiny factors); it is asked twice,
 * about this op's own rounding and about what earlier ops have lost.
 */
export function traceIn(format: NumberFormat): On<Traced> {
  const methods = Object.values<AnyOp>(catalogue).map((op) => [
    op.name,
    (...all: readonly unknown[]) => {
      const [inputs, options] = splitInputs(op, all);
      return tracedStep(format, op, inputs as Traced[], options);
    },
  ]);
  return {
    ...(Object.fromEntries(methods) as unknown as On<Traced>),
    constant: (value) => traced(format, compute.constant(value)),
    shapeOf: ({ tensor }) => tensor.shape,
  };
}

/** A given tensor, rounded to the format: what vanishes in that is lost. */
export function traced(format: NumberFormat, exact: Tensor): Traced {
  return withLost(mapTensor(exact, format.round), (place) => exact.data[place] !== 0);
}

function tracedStep(format: NumberFormat, op: AnyOp, inputs: readonly Traced[], options: readonly unknown[]): Traced {
  const values = inputs.map(({ tensor }) => tensor);
  const exact = callOn(compute, op, values, options);
  const rounded = mapTensor(exact, format.round);
  if (!rounded.data.includes(0)) return { tensor: rounded, lost: null };

  const none = values.map(({ shape }) => filled(shape, 0));
  const ownBound = op.error(values, none, exact, ...options).data;
  const lost = inputs.map((input, place) => input.lost ?? (none[place] as Tensor));
  const hasLost = inputs.some((input) => input.lost !== null);
  const fullBound = hasLost ? op.error(values, lost, exact, ...options).data : ownBound;
  return withLost(rounded, (place) => {
    const own = ownBound[place] as number;
    const isOwnLoss = exact.data[place] !== 0 || (own > 0 && own < underflowBound);
    const isFelt = !((fullBound[place] as number) <= own); // a bound may be infinite or not a number
    return isOwnLoss || isFelt;
  });
}

function withLost(tensor: Tensor, isLost: (place: number) => boolean): Traced {
  const lost = tensor.data.map((value, place) => (value === 0 && isLost(place) ? lostSize : 0));
  return { tensor, lost: lost.some((size) => size !== 0) ? { shape: tensor.shape, data: lost } : null };
}
