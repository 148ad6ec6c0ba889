import { sizeOf } from "#lib/autograd/tensor.ts";
import type { Ask } from "#lib/exercises/ask.ts";
import type { Tree } from "#lib/expression/tree.ts";
import type { Model } from "#lib/model/model.ts";
import { differentiateBy } from "./differentiate.ts";
import { entryValues } from "./entry-values.ts";
import { callTree, infixTree, nameTree, numberTree, sumTree, transposeTree } from "./factors.ts";
import { orthogonalise } from "./least-squares.ts";
import { findParts } from "./network-parts.ts";
import { keyOf } from "./rewrite.ts";
import type { Reference, SamplePoint } from "./sample-points.ts";
import { namesIn } from "./tree-walk.ts";

/** A wrong formula as the right one times whole powers of the model's factors. */
export interface FactorAnalysis {
  /** Above 0: so often too much; below 0: so often missing. */
  readonly powers: readonly { readonly tree: Tree; readonly power: number }[];
  /** What is left, as 2^two · 3^three · 5^five, and whether the sign is turned. */
  readonly constant: Constant;
}

export interface Constant {
  readonly isNegative: boolean;
  readonly two: number;
  readonly three: number;
  readonly five: number;
}

export interface FactorAnalyser {
  /** Null where no whole powers give the answer at every point. */
  analyse(tree: Tree): FactorAnalysis | null;
}

const valuesWanted = 120;
const fewestPoints = 12;
/** More rows than columns, so that whole powers cannot come about by chance. */
const sparePoints = 8;
/** How far a power may be from whole: the logarithms are good to about 1e-14 and the basis loses a few digits. */
const wholeWithin = 1e-4;
const reproducedWithin = 1e-9;
/** More than this in all is no explanation. */
const mostPowers = 12;

/**
 * Explains answers by these factors, in the order in which they stay: what is a product of earlier ones is dropped. Between
 * vectors and matrices they are factors entry by entry. Null where the points are too few for the factors.
 */
export function createFactorAnalyser(factors: readonly Tree[], reference: Reference): FactorAnalyser | null {
  const { shape } = reference.here.reference;
  const points = pointsFor(reference, sizeOf(shape));
  const truths = Float64Array.from(points.flatMap((point) => Array.from(point.reference.data)));
  const candidates = withoutRepeats(shape.length < 2 ? factors : factors.flatMap((tree) => [tree, transposeTree(tree)]))
    .map((tree) => ({ tree, values: entryValues(tree, points, shape) }))
    .filter(({ values }) => values.every((value) => Number.isFinite(value) && value !== 0));
  const logarithms = [new Float64Array(truths.length).fill(1), ...candidates.map(({ values }) => logarithmsOf(values))];
  const basis = orthogonalise(logarithms);
  if (truths.length < basis.kept.length + sparePoints) return null;
  const kept = basis.kept.slice(1).flatMap((column) => candidates[column - 1] ?? []);

  return {
    analyse(tree) {
      const ratios = entryValues(tree, points, shape).map((value, row) => value / (truths[row] ?? Number.NaN));
      if (!ratios.every((ratio) => Number.isFinite(ratio) && ratio !== 0)) return null;
      const solved = basis.solve(logarithmsOf(ratios)).slice(1);
      const powers = solved.map(Math.round);
      if (powers.some((power, index) => !(Math.abs(power - (solved[index] ?? Number.NaN)) < wholeWithin))) return null;
      if (powers.reduce((sum, power) => sum + Math.abs(power), 0) > mostPowers) return null;
      const left = ratios.map((ratio, row) =>
        kept.reduce((value, { values }, index) => value / (values[row] ?? Number.NaN) ** (powers[index] ?? 0), ratio),
      );
      const [first] = left;
      if (first === undefined || left.some((value) => Math.abs(value - first) > reproducedWithin * Math.abs(first)))
        return null;
      const constant = readConstant(first);
      // A ratio of 1 is right wherever it was looked: the answer differs where the truth is 0.
      if (constant === null || (isOne(constant) && powers.every((power) => power === 0))) return null;
      return {
        powers: kept.flatMap(({ tree: of }, index) => {
          const power = powers[index] ?? 0;
          return power === 0 ? [] : [{ tree: of, power }];
        }),
        constant,
      };
    },
  };
}

/** So many that there is a value for each of a hundred rows; of a large matrix a few points give that many. */
function pointsFor(reference: Reference, entries: number): readonly SamplePoint[] {
  const wanted = Math.max(fewestPoints, Math.ceil(valuesWanted / entries));
  const points = reference.good.slice(0, wanted);
  for (let index = 0; points.length < wanted; index++) {
    const point = reference.spare(index);
    if (point === null) break;
    points.push(point);
  }
  return points;
}

const logarithmsOf = (values: Float64Array) => values.map((value) => Math.log(Math.abs(value)));

function withoutRepeats(factors: readonly Tree[]): readonly Tree[] {
  return [...new Map(factors.map((tree) => [keyOf(tree), tree])).values()];
}

/** The factors that a gradient of a network is made of. */
export function factorsOfNetwork(model: Model, ask: Ask): readonly Tree[] {
  const { weights, activations, fed, targets } = findParts(model);
  const one = numberTree(1);
  const outputs = activations.map(({ name }) => nameTree(name));
  const nodes = model.quantities.filter(({ kind, name }) => kind === "node" && name !== model.loss);
  const trees = [
    ...weights.map(nameTree),
    ...outputs,
    ...outputs.map((output) => infixTree(one, "-", output)),
    ...outputs.map((output) => infixTree(one, "+", output)),
    ...activations.map(({ function: name, input }) => callTree(name, 1, input)),
    ...fed.map(nameTree),
    ...targets.map(nameTree),
    ...targets.map((target) => infixTree(one, "-", nameTree(target))),
    ...errorTrees(model),
    nameTree("eta"),
    ...nodes.map(({ name }) => nameTree(name)),
  ];
  const asked = ask.kind === "quantity" ? ask.name : null;
  return trees.filter((tree) => keyOf(tree) !== asked);
}

/** The derivative of the loss by each quantity it reads: y − t for half the squared error. */
function errorTrees(model: Model): readonly Tree[] {
  const loss = model.byName.get(model.loss)?.tree;
  if (loss === undefined) return [];
  const read = [...namesIn(loss)].filter((name) => model.byName.get(name)?.kind === "node");
  return read.flatMap((name) => {
    const local = differentiateBy(loss, name);
    return local === null || local.length === 0 ? [] : [errorTree(local)];
  });
}

/** Without its constant, which is solved for apart. */
function errorTree(local: NonNullable<ReturnType<typeof differentiateBy>>): Tree {
  const [only, ...others] = local;
  return only !== undefined && others.length === 0 ? sumTree([{ ...only, coefficient: 1 }]) : sumTree(local);
}

function isOne({ isNegative, two, three, five }: Constant): boolean {
  return !isNegative && two === 0 && three === 0 && five === 0;
}

/** 0, then 1 and −1, and so on up to a size. */
function upTo(size: number): readonly number[] {
  return Array.from({ length: 2 * size + 1 }, (_, place) =>
    place % 2 === 1 ? (place + 1) / 2 : place === 0 ? 0 : -place / 2,
  );
}

/** A number as ± 2^a·3^b·5^c with small powers; null where it is none. */
export function readConstant(value: number): Constant | null {
  const size = Math.abs(value);
  for (let order = 0; order <= 12; order++) {
    for (const five of upTo(order)) {
      const forThree = order - Math.abs(five);
      for (const three of upTo(forThree)) {
        const rest = forThree - Math.abs(three);
        for (const two of rest === 0 ? [0] : [-rest, rest]) {
          const candidate = 2 ** two * 3 ** three * 5 ** five;
          if (Math.abs(size - candidate) <= reproducedWithin * candidate) {
            return { isNegative: value < 0, two, three, five };
          }
        }
      }
    }
  }
  return null;
}
