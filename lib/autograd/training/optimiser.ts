import type { Tensor } from "../tensor.ts";

/** One tensor per parameter, in an order that the caller keeps. */
export type Tensors = readonly Tensor[];

/**
 * A rule that moves parameters down their gradients, as pure functions: what it remembers between steps is handed in and out,
 * so that a run can be stopped, compared and taken up again.
 */
export interface Optimiser<State> {
  /** What is remembered before the first step. */
  start(parameters: Tensors): State;
  step(parameters: Tensors, gradients: Tensors, state: State): { readonly parameters: Tensors; readonly state: State };
}

/** The same rule at every number of several lists of like tensors; throws where the shapes differ. */
export function combine(rule: (...numbers: number[]) => number, ...lists: [Tensors, ...Tensors[]]): Tensors {
  return lists[0].map((first, place) => {
    const tensors = lists.map((list) => list[place]);
    const lengths = tensors.map((tensor) => tensor?.data.length ?? 0);
    if (lengths.some((length) => length !== first.data.length)) {
      throw new Error(`parameter ${place}: lists of ${lengths.join(", ")} numbers do not fit together`);
    }
    const data = first.data.map((_, element) => rule(...tensors.map((tensor) => tensor?.data[element] as number)));
    return { shape: first.shape, data };
  });
}
