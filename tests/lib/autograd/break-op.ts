import type { AnyOp, On } from "#lib/autograd/op.ts";
import type { Shape } from "#lib/autograd/tensor.ts";

/** What can be wrong with a pullback. */
export type Fault =
  /** The gradient of one input has the other sign. */
  | "sign"
  /** It is twice as large. */
  | "factor 2"
  /** It is not passed on. */
  | "dropped"
  /** Something flows where nothing should. */
  | "made up"
  /** Where a gradient is summed, over copies or over a row, the first of the terms stands for all. */
  | "not summed";

/** One broken op; `place` is the input whose gradient is wrong, and of no meaning for "not summed". */
export interface Mutant {
  readonly op: string;
  readonly fault: Fault;
  readonly place: number;
}

export function nameOf({ op, fault, place }: Mutant): string {
  return `${op}, gradient ${place}, ${fault}`;
}

/** The catalogue with one op broken, or as it is. `bin/check-mutants.ts` puts it in place of the real one. */
export function breakCatalogue<Ops extends Readonly<Record<string, AnyOp>>>(whole: Ops, mutant: Mutant | null): Ops {
  const op = mutant === null ? undefined : whole[mutant.op];
  return mutant === null || op === undefined ? whole : { ...whole, [mutant.op]: breakOp(op, mutant) };
}

export function breakOp(op: AnyOp, { fault, place }: Mutant): AnyOp {
  return {
    ...op,
    pullback<V>(on: On<V>, seed: V, inputs: readonly V[], output: V, ...options: readonly unknown[]) {
      if (fault === "not summed") {
        const shares = op.pullback(withoutSums(on), seed, inputs, output, ...options);
        return shares.map((share, at) => (share === null ? null : firstTerm(on, share, on.shapeOf(inputs[at] as V))));
      }
      const shares = op.pullback(on, seed, inputs, output, ...options);
      return shares.map((share, at) => (at === place ? broken(on, fault, share, seed) : share));
    },
  };
}

function broken<V>(on: On<V>, fault: Fault, share: V | null, seed: V): V | null {
  if (fault === "made up") return seed;
  if (share === null || fault === "dropped") return null;
  return fault === "sign" ? on.negative(share) : on.multiply(share, on.constant(2));
}

/** The same carrier, whose sums take the first term alone. */
function withoutSums<V>(on: On<V>): On<V> {
  const sums: Pick<On<V>, "sum" | "sumTo"> = {
    sum: (z, axis) => firstTerm(on, z, axis === undefined ? [] : on.shapeOf(z).with(axis, 1)),
    sumTo: (z, shape) => firstTerm(on, z, shape),
  };
  return Object.assign(Object.create(on as object) as On<V>, sums);
}

/** What summing `share` to `shape` would give if only the first of the terms were there. */
function firstTerm<V>(on: On<V>, share: V, shape: Shape): V {
  const wide = on.shapeOf(share);
  const missing = wide.length - shape.length;
  let narrow = share;
  wide.forEach((size, axis) => {
    if (axis < missing || shape[axis - missing] !== size) narrow = on.slice(narrow, axis, 0, 1);
  });
  return wide.length === 0 ? narrow : on.reshape(narrow, shape);
}
