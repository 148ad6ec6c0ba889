import type { Partial } from "#lib/expression/tree.ts";
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

/** The edges of a path from its end backwards: L by y3, y3 by z3, … */
export function edgesOf(path: Path): readonly Partial[] {
  return path.slice(1).map((by, place) => ({ of: path[place] ?? by, by }));
}

const inputsByModel = new WeakMap<Model, ReadonlyMap<string, readonly string[]>>();

/** The names in a quantity's formula, each once, in the order they are written. */
export function directInputs(model: Model, name: string): readonly string[] {
  let inputs = inputsByModel.get(model);
  if (inputs === undefined) {
    inputs = new Map(
      model.quantities.map(({ name: made, kind, tree }) => [made, kind === "input" ? [] : [...new Set(namesIn(tree))]]),
    );
    inputsByModel.set(model, inputs);
  }
  return inputs.get(name) ?? [];
}

/** The latest answer for each model: one line of a derivation asks for the same quantity several times over. */
const latestReaching = new WeakMap<Model, { readonly by: string; readonly reaching: ReadonlySet<string> }>();

/** Quantities that `by` plays a part in, itself among them. A model is in order, so one pass finds them. */
export function quantitiesReaching(model: Model, by: string): ReadonlySet<string> {
  const latest = latestReaching.get(model);
  if (latest?.by === by) return latest.reaching;
  const reaching = new Set([by]);
  for (const { name } of model.quantities) {
    if (directInputs(model, name).some((input) => reaching.has(input))) reaching.add(name);
  }
  latestReaching.set(model, { by, reaching });
  return reaching;
}
