import type { Tensor } from "#lib/autograd/tensor.ts";
import { type RandomKey, uniformBetween } from "#lib/exercises/random.ts";
import type { Tree } from "#lib/expression/tree.ts";
import type { CompiledModel } from "#lib/model/compile.ts";
import type { Inputs } from "#lib/model/declared-inputs.ts";
import { decidingNumbers, type Side } from "./bends.ts";
import type { InputIntervals } from "./draw-inputs.ts";
import { findTree, namesIn } from "./tree-walk.ts";

/** Points are drawn, and then moved along one input after the other, to pieces of a formula where none lies yet. */
export interface PieceSearch {
  readonly compiled: CompiledModel;
  /** What decides which piece holds. */
  readonly bends: readonly Tree[];
  /** The pieces that hold at no point, or at few. */
  readonly wanted: readonly Side[];
  readonly intervals: readonly InputIntervals[];
  readonly random: RandomKey;
}

const firstDraws = 48;
/** Pieces that cannot be reached cost the most, so there is an end to it. */
const mostPieces = 16;
/** A line is looked at in so many places, then round the best of them, each time eight times as close. */
const placesOnLine = 9;
const timesCloser = 3;
const mostCoordinates = 16;
const sweeps = 2;
/** Points on a piece beside the one that was found, so that it is no special one alone. */
const besides = 3;
const besideWithin = 0.02;

/** Inputs on the pieces wanted, a few for each; what cannot be reached is left out. */
export function searchPieces(search: PieceSearch): readonly Inputs[] {
  const { compiled, bends, wanted } = search;
  const numbersAt = (points: readonly Inputs[]) =>
    compiled.evaluateAll(points).map((evaluation) => decidingNumbers(bends, evaluation));
  if (wanted.length === 0) return [];
  const counter = { next: 0 };
  const drawn = Array.from({ length: firstDraws }, () => drawWithin(search, counter));
  const numbersDrawn = numbersAt(drawn);
  const found: Inputs[] = [];
  // Pieces reached so far are kept to, where that goes: two factors that are each 0 nearly everywhere hide one another.
  let kept: readonly Side[] = [];
  let from: Inputs | null = null;
  for (const next of wanted.slice(0, mostPieces)) {
    const best = bestOf(drawn, numbersDrawn, (numbers) => sideOf(numbers, next));
    const climbs = [from, best].filter((start) => start !== null);
    for (const [attempt, start] of climbs.entries()) {
      const held = attempt === 0 && from !== null ? kept : [];
      const score = (numbers: readonly number[]) =>
        held.every((side) => sideOf(numbers, side) > 0) ? sideOf(numbers, next) : Number.NEGATIVE_INFINITY;
      const reached = climb(search, start, score, numbersAt);
      if (reached === null) continue;
      const near = Array.from({ length: besides }, () => drawWithin(search, counter, reached));
      const numbers = numbersAt(near);
      found.push(reached, ...near.filter((_, place) => score(numbers[place] ?? []) > 0));
      kept = [...held, next];
      from = reached;
      break;
    }
  }
  return found;
}

const sideOf = (numbers: readonly number[], { index, sign }: Side) => sign * (numbers[index] ?? Number.NaN);

type Score = (numbers: readonly number[]) => number;

function bestOf(points: readonly Inputs[], numbers: readonly (readonly number[])[], score: Score): Inputs | null {
  let best: Inputs | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const [place, inputs] of points.entries()) {
    const value = score(numbers[place] ?? []);
    if (value > most) [best, most] = [inputs, value];
  }
  return best;
}

/** Along one input after the other to where the score is largest; null where it stays at 0 or below. */
function climb(
  search: PieceSearch,
  start: Inputs,
  score: Score,
  numbersAt: (points: readonly Inputs[]) => readonly (readonly number[])[],
): Inputs | null {
  let best = start;
  const scoreOf = (inputs: Inputs) => score(numbersAt([inputs])[0] ?? []);
  for (let sweep = 0; sweep < sweeps && !(scoreOf(best) > 0); sweep++) {
    for (const { name, entry, interval } of coordinatesOf(search)) {
      let { low, high } = interval;
      for (let closer = 0; closer <= timesCloser; closer++) {
        const step = (high - low) / (placesOnLine - 1);
        const line = Array.from({ length: placesOnLine }, (_, place) =>
          withEntry(best, name, entry, low + place * step),
        );
        const points = [best, ...line];
        best = bestOf(points, numbersAt(points), score) ?? best;
        const at = best[name]?.data[entry] ?? 0;
        [low, high] = [Math.max(low, at - step), Math.min(high, at + step)];
      }
    }
  }
  return scoreOf(best) > 0 ? best : null;
}

/** The entries of inputs on which what decides depends. */
function coordinatesOf({ compiled: { model }, bends, intervals }: PieceSearch) {
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    const tree = model.byName.get(name)?.tree;
    if (tree !== undefined) for (const read of namesIn(tree)) visit(read);
  };
  for (const bend of bends) for (const name of namesIn(bend)) visit(name);
  // A derivative may depend on anything.
  const dependsOnAll = bends.some((bend) => findTree(bend, ({ kind }) => kind === "partial") !== null);
  return intervals
    .filter(({ name }) => dependsOnAll || reached.has(name))
    .flatMap(({ name, entries }) => entries.map(([low, high], entry) => ({ name, entry, interval: { low, high } })))
    .slice(0, mostCoordinates);
}

function withEntry(inputs: Inputs, name: string, entry: number, value: number): Inputs {
  const tensor = inputs[name] as Tensor;
  const data = Float64Array.from(tensor.data);
  data[entry] = value;
  return { ...inputs, [name]: { shape: tensor.shape, data } };
}

/** Somewhere in each interval, or close to the given inputs. */
function drawWithin({ random, intervals }: PieceSearch, counter: { next: number }, round?: Inputs): Inputs {
  return Object.fromEntries(
    intervals.map(({ name, shape, entries }) => {
      const data = Float64Array.from(entries, ([low, high], entry) => {
        const centre = round?.[name]?.data[entry];
        const room = besideWithin * (high - low);
        const [from, to] = centre === undefined ? [low, high] : [centre - room, centre + room];
        return uniformBetween(random, counter.next++, Math.max(low, from), Math.min(high, to));
      });
      return [name, { shape, data }];
    }),
  );
}
