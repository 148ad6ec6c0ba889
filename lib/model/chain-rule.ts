import { namesIn } from "./layout.ts";
import type { Model } from "./model.ts";

/** The quantities along one way from `of` down to `by`: ["L", "y3", "z3", "W3"]. */
export type Path = readonly string[];

/** Sums with more terms than this are not written out: the gradient is passed back quantity by quantity instead. */
export const mostPathsWrittenOut = 4;

/** All ways from one quantity back to another, at most `limit`; [] where it is not made from it. */
export function pathsBetween(model: Model, of: string, by: string, limit: number): readonly Path[] {
  const reaching = quantitiesReaching(model, by);
  const paths: Path[] = [];
  const open: Path[] = [[of]];
  for (let path = open.pop(); path !== undefined && paths.length < limit; path = open.pop()) {
    const last = path.at(-1) ?? of;
    if (last === by) {
      paths.push(path);
      continue;
    }
    // The first name in the formula is followed first, so it goes onto the stack last.
    for (const name of directInputs(model, last).toReversed()) if (reaching.has(name)) open.push([...path, name]);
  }
  return paths;
}

/** The names in a quantity's formula, each once, in the order they are written. */
export function directInputs(model: Model, name: string): readonly string[] {
  const quantity = model.byName.get(name);
  return quantity === undefined || quantity.kind === "input" ? [] : [...new Set(namesIn(quantity.tree))];
}

/** Quantities that `by` plays a part in, itself among them. A model is in order, so one pass finds them. */
export function quantitiesReaching(model: Model, by: string): ReadonlySet<string> {
  const reaching = new Set([by]);
  for (const { name } of model.quantities) {
    if (directInputs(model, name).some((input) => reaching.has(input))) reaching.add(name);
  }
  return reaching;
}
