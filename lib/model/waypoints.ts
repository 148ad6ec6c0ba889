import type { Partial } from "#lib/expression/tree.ts";
import { directInputs } from "./chain-rule.ts";
import type { Model } from "./model.ts";

/** One quantity on the ways back from another. */
interface Station {
  readonly name: string;
  /** The nearest quantity that every way to it runs through; null for the one at which all ways begin. */
  readonly waypoint: Station | null;
  /** How many waypoints lie before it. */
  readonly depth: number;
  /** Those that read it, the last of the model first. */
  readonly users: readonly string[];
}

/** The latest for each model: a derivation asks for one quantity after another, all from the same loss. */
const latest = new WeakMap<Model, { readonly of: string; readonly stations: ReadonlyMap<string, Station> }>();

/**
 * The dominators of everything that `of` is made from. In a model every quantity is read by later ones only, so that one pass from
 * the end finds them (Cooper, Harvey & Kennedy 2001, for a graph without cycles).
 */
function stationsFrom(model: Model, of: string): ReadonlyMap<string, Station> {
  const known = latest.get(model);
  if (known?.of === of) return known.stations;
  const stations = new Map<string, Station>();
  const readBy = new Map<string, string[]>([[of, []]]);
  for (const { name } of model.quantities.toReversed()) {
    const users = readBy.get(name);
    if (users === undefined) continue;
    const waypoint = users.map((user) => stations.get(user) ?? null).reduce(commonWaypoint, null);
    stations.set(name, { name, waypoint, depth: waypoint === null ? 0 : waypoint.depth + 1, users });
    for (const input of directInputs(model, name)) {
      const others = readBy.get(input);
      if (others === undefined) readBy.set(input, [name]);
      else others.push(name);
    }
  }
  latest.set(model, { of, stations });
  return stations;
}

/** The last quantity that the ways to both run through; null stands for none yet. */
function commonWaypoint(left: Station | null, right: Station | null): Station | null {
  if (left === null || right === null) return left ?? right;
  let [a, b] = [left, right];
  while (a !== b) {
    const [higher, lower] = a.depth < b.depth ? [a, b] : [b, a];
    if (lower.waypoint === null) return higher;
    [a, b] = [higher, lower.waypoint];
  }
  return a;
}

/** The quantities that every path from `of` back to `by` runs through, from `of` to `by`; [] without a path. */
export function waypointsOf(model: Model, { of, by }: Partial): readonly string[] {
  const waypoints: string[] = [];
  const stations = stationsFrom(model, of);
  for (let station = stations.get(by) ?? null; station !== null; station = station.waypoint)
    waypoints.push(station.name);
  return waypoints.reverse();
}

/** The quantities that read `by` on some path from `of` back to it, the last of the model first. */
export function usersOnTheWay(model: Model, { of, by }: Partial): readonly string[] {
  return stationsFrom(model, of).get(by)?.users ?? [];
}
