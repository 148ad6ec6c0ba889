import { layerOf } from "#lib/model/layers.ts";
import type { Step } from "#lib/model/steps.ts";

/** What is shown of a long row of like things, and what is not. */
export interface Shortened<T> {
  readonly first: readonly T[];
  readonly hidden: readonly T[];
  readonly last: readonly T[];
}

/** A few from either end where there are more than `most`; one line takes the place of the rest. */
export function leaveOutMiddle<T>(all: readonly T[], most: number): Shortened<T> {
  if (all.length <= most) return { first: all, hidden: [], last: [] };
  const ends = most - 1;
  const end = all.length - Math.floor(ends / 2);
  const begin = Math.ceil(ends / 2);
  return { first: all.slice(0, begin), hidden: all.slice(begin, end), last: all.slice(end) };
}

/** The line in place of those for `names`: "the same step for layers 48 to 3". */
export function gapStep(names: readonly string[]): Step {
  const layers = names.flatMap((name) => layerOf(name) ?? []);
  const [first, last] = [layers[0], layers.at(-1)];
  const which =
    first === undefined || last === undefined || layers.length < names.length
      ? `the ${names.length} quantities between`
      : first === last
        ? `layer ${first}`
        : `layers ${first} to ${last}`;
  const rule = `the same step for ${which}`;
  return {
    tex: "\\dots",
    spoken: `and so on: ${rule}`,
    rule,
    layer: null,
    quantity: names[0] ?? "",
    comesTo: [],
    uses: [],
  };
}
