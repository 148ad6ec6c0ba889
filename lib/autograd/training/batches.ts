import type { Random } from "../network/initialise.ts";
import type { Node } from "../tape.ts";
import type { Tensor } from "../tensor.ts";

/** The value of every input that is not a parameter, for one step: samples, targets, a dropout mask. */
export type Batch = ReadonlyMap<Node, Tensor>;

/** The batches again and again without end: in their order, or with `random` in another order at each round. */
export function* rounds(batches: readonly Batch[], random: Random | null): Generator<Batch> {
  if (batches.length === 0) throw new Error("there are no batches to go round");
  for (;;) yield* random === null ? batches : shuffled(batches, random);
}

/** Every order is equally likely (Fisher and Yates 1938). */
function shuffled(batches: readonly Batch[], random: Random): readonly Batch[] {
  const order = [...batches];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as Batch, order[last] as Batch];
  }
  return order;
}
