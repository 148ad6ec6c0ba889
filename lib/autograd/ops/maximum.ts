import { elementwisePair } from "../elementwise.ts";
import type { Op } from "../op.ts";
import { mapTensor, scalar, type Tensor } from "../tensor.ts";

/** max(a, b), elementwise with broadcasting; of more inputs, taken in pairs. At a tie the gradient is split in halves. */
export const maximum: Op<[Tensor, Tensor]> = {
  name: "maximum",
  notation: { names: ["max"], inputs: "many" },
  ...elementwisePair("maximum", Math.max, (_a, _b, _y, ea, eb) => Math.max(ea, eb)),
  pullback: (on, seed, [a, b]) => [on.multiply(seed, on.isGreater(a, b)), on.multiply(seed, on.isGreater(b, a))],
  tangents: (on, [a, b]) => [(da) => on.multiply(da, on.isGreater(a, b)), (db) => on.multiply(db, on.isGreater(b, a))],
};

/** min(a, b), elementwise with broadcasting; of more inputs, taken in pairs. At a tie the gradient is split in halves. */
export const minimum: Op<[Tensor, Tensor]> = {
  name: "minimum",
  notation: { names: ["min"], inputs: "many" },
  ...elementwisePair("minimum", Math.min, (_a, _b, _y, ea, eb) => Math.max(ea, eb)),
  pullback: (on, seed, [a, b]) => [on.multiply(seed, on.isGreater(b, a)), on.multiply(seed, on.isGreater(a, b))],
  tangents: (on, [a, b]) => [(da) => on.multiply(da, on.isGreater(b, a)), (db) => on.multiply(db, on.isGreater(a, b))],
};

/** 1 where a > b, 0 where a < b, 1/2 at a tie, else not a number, elementwise. Flat, so that nothing flows back through it. */
export const isGreater: Op<[Tensor, Tensor]> = {
  name: "isGreater",
  ...elementwisePair(
    "isGreater",
    (a, b) => (a > b ? 1 : a < b ? 0 : a === b ? 0.5 : Number.NaN),
    (a, b, _y, ea, eb) => (ea + eb > 0 && Math.abs(a - b) <= ea + eb ? 1 : 0),
  ),
  pullback: () => [null, null],
  tangents: () => [null, null],
};

/** The greatest of all elements, shape []. Its gradient goes to that element, and in equal shares where several tie. */
export const greatest: Op<[Tensor]> = {
  name: "greatest",
  arity: 1,
  shape: () => [],
  value: (z) => scalar(greatestOf(z)),
  error: (_, [e]) => scalar(greatestOf(e)),
  pullback: (on, seed, [z]) => [on.multiply(seed, on.greatestShare(z))],
  tangents: (on, [z]) => [(dz) => on.sum(on.multiply(dz, on.greatestShare(z)))],
};

/** 1 at the greatest element, shared out where several tie, and 0 elsewhere; no numbers where one is none. Flat. */
export const greatestShare: Op<[Tensor]> = {
  name: "greatestShare",
  arity: 1,
  shape: ([z]) => z,
  value: (z) => {
    const top = greatestOf(z);
    if (Number.isNaN(top)) return mapTensor(z, () => top);
    const ties = z.data.reduce((count, value) => count + (value === top ? 1 : 0), 0);
    return mapTensor(z, (value) => (value === top ? 1 / ties : 0));
  },
  error: ([z], [e]) => {
    const top = greatestOf(z);
    const widest = greatestOf(e);
    const isContested = z.data.some((value) => value !== top && top - value <= 2 * widest);
    return mapTensor(z, () => (widest > 0 && isContested ? 1 : 0));
  },
  pullback: () => [null],
  tangents: () => [null],
};

function greatestOf(z: Tensor): number {
  return z.data.reduce((top, value) => Math.max(top, value), Number.NEGATIVE_INFINITY);
}
