import type { Op } from "../op.ts";
import { contiguous } from "../rows.ts";
import { mapTensor, scalar, type Tensor } from "../tensor.ts";

/** The greatest of all elements, shape []. Its gradient goes to that element, and in equal shares where several tie. */
export const greatest: Op<[Tensor]> = {
  name: "greatest",
  arity: 1,
  says: {
    value: "the greatest of all zᵢ",
    slopes: ["1 at the greatest, else 0"],
    kink: "where k of them tie, 1/k at each",
  },
  shape: () => [],
  value: (z) => scalar(greatestOf(contiguous(z))),
  error: (_, [e]) => scalar(greatestOf(e)),
  pullback: (on, seed, [z]) => [on.multiply(seed, on.greatestShare(z))],
  tangents: (on, [z]) => [(dz) => on.sum(on.multiply(dz, on.greatestShare(z)))],
};

/** 1 at the greatest element, shared out where several tie, and 0 elsewhere; no numbers where one is none. Flat. */
export const greatestShare: Op<[Tensor]> = {
  name: "greatestShare",
  says: {
    value: "1 at the greatest zᵢ, else 0",
    slopes: ["0"],
    kink: "where k of them tie, the value is 1/k at each and the slope 0",
  },
  arity: 1,
  shape: ([z]) => z,
  value: (strided) => {
    const z = contiguous(strided);
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
