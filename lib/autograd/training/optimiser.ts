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

/**
 * Lists of like tensors to one such list: `fill` writes each result from the numbers of the lists at its place, in a loop of its
 * own, since a call for every number would take longer than what it computes. Throws where the shapes differ.
 */
export function combine<Lists extends readonly [Tensors, ...Tensors[]]>(
  fill: (result: Float64Array, ...numbers: { [K in keyof Lists]: Float64Array }) => void,
  ...lists: Lists
): Tensors {
  return lists[0].map(({ shape, data }, place) => {
    const numbers = lists.map((list) => list[place]?.data ?? new Float64Array(0));
    if (numbers.some(({ length }) => length !== data.length)) {
      const lengths = numbers.map(({ length }) => length).join(", ");
      throw new Error(`parameter ${place}: lists of ${lengths} numbers do not fit together`);
    }
    const result = new Float64Array(data.length);
    fill(result, ...(numbers as { [K in keyof Lists]: Float64Array }));
    return { shape, data: result };
  });
}
