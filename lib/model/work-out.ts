import { compute } from "#lib/autograd/compute.ts";
import type { Tensor } from "#lib/autograd/tensor.ts";
import type { Partial, Tree } from "#lib/expression/tree.ts";
import { recordTree } from "./record-tree.ts";

/** What the names and partials of a formula stand for. */
export interface Known {
  value(name: string): Tensor;
  partial(partial: Partial): Tensor;
}

/** A formula's value, op by op on the engine, with nothing kept; null where its shapes do not fit. */
export function workOut(tree: Tree, known: Known): Tensor | null {
  const scope = {
    on: compute,
    name: (name: string) => known.value(name),
    partial: (partial: Partial) => known.partial(partial),
  };
  const recorded = recordTree<Tensor>(scope, tree);
  return recorded.ok ? recorded.value : null;
}
