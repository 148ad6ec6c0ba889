import type { Tree } from "#lib/expression/tree.ts";
import { layerOf } from "#lib/model/layers.ts";
import type { Model } from "#lib/model/model.ts";
import { allNumbers, countEntries, differentiateBy, isTotal, type ShapeOf } from "./differentiate.ts";
import { baseOf } from "./factors.ts";
import { namesIn, partsOf } from "./tree-walk.ts";

/** A node that is one function of one thing: y = f(z). */
export interface Activation {
  readonly name: string;
  readonly function: string;
  /** What the function is taken of: the pre-activation. */
  readonly input: Tree;
}

/** An input that is added to a weighted sum: the b of W·y + b. */
export interface Bias {
  readonly name: string;
  /** The weights of its sum. */
  readonly weights: readonly string[];
  /** What they multiply. */
  readonly weighted: readonly Tree[];
}

/** The parts of a network, found by what stands where in its definitions. */
export interface Parts {
  readonly activations: readonly Activation[];
  /** What weights multiply: activations, and what a skip makes of them. */
  readonly outputs: readonly string[];
  /** Inputs that multiply something before the loss. */
  readonly weights: readonly string[];
  /** Inputs that are multiplied by a weight: the network's own input. */
  readonly fed: readonly string[];
  readonly biases: readonly Bias[];
  /** Inputs that only the loss reads. */
  readonly targets: readonly string[];
  /** How many entries its sums go over, and the axes of these; of its means likewise. */
  readonly summed: readonly number[];
  readonly averaged: readonly number[];
}

export function findParts(model: Model, shapeOf: ShapeOf = allNumbers): Parts {
  const isInput = (name: string) => model.byName.get(name)?.kind === "input";
  const nodes = model.quantities.filter((quantity) => quantity.kind === "node");
  const beforeLoss = nodes.filter((node) => node.name !== model.loss);
  const activations: Activation[] = [];
  const weights = new Set<string>();
  const fed = new Set<string>();
  const added: { readonly name: string; readonly to: Tree }[] = [];
  for (const { name, tree } of beforeLoss) {
    const [input] = tree.kind === "call" ? tree.inputs : [];
    if (tree.kind === "call" && tree.inputs.length === 1 && input !== undefined) {
      activations.push({ name, function: tree.name, input });
    }
    for (const read of [...namesIn(tree)].filter(isInput)) {
      const partners = partnersOf(read, tree, shapeOf);
      if (partners === null) continue;
      if (partners.length === 0) {
        added.push({ name: read, to: tree });
        continue;
      }
      const isLayered = layerOf(read) !== null;
      const inputs = partners.flatMap((by) => (by.kind === "name" && isInput(by.name) ? [by.name] : []));
      const isFed = !isLayered && inputs.length === partners.length;
      if (isFed) fed.add(read);
      // Of W·x, where neither belongs to a layer, nothing says which is the weight.
      if (!isFed || inputs.every((by) => layerOf(by) === null)) weights.add(read);
    }
  }
  const multiplied = beforeLoss.flatMap(({ tree }) =>
    [...weights].flatMap((weight) => (namesIn(tree).has(weight) ? (partnersOf(weight, tree, shapeOf) ?? []) : [])),
  );
  const outputs = multiplied.flatMap((by) => (by.kind === "name" && !isInput(by.name) ? [by.name] : []));
  const biases = added.map(({ name, to }) => {
    const inSum = [...namesIn(to)].filter((read) => weights.has(read));
    return { name, weights: inSum, weighted: inSum.flatMap((read) => partnersOf(read, to, shapeOf) ?? []) };
  });
  const readBefore = new Set(beforeLoss.flatMap((node) => [...namesIn(node.tree)]));
  const lossTree = model.byName.get(model.loss)?.tree;
  const targets =
    lossTree === undefined ? [] : [...namesIn(lossTree)].filter((name) => isInput(name) && !readBefore.has(name));
  const totals = nodes.flatMap(({ tree }) => totalsIn(tree));
  return {
    activations,
    outputs: [...new Set([...activations.map(({ name }) => name), ...outputs])],
    weights: [...weights],
    fed: [...fed],
    biases,
    targets,
    summed: sizesOver(totals, "sum", shapeOf),
    averaged: sizesOver(totals, "mean", shapeOf),
  };
}

/** What a name is multiplied by in a definition; null where that cannot be told. */
function partnersOf(name: string, tree: Tree, shapeOf: ShapeOf): readonly Tree[] | null {
  const local = differentiateBy(tree, name, shapeOf);
  if (local === null) return null;
  const factors = local.flatMap((term) =>
    term.factors.filter((each) => each.role !== "slope" && each.side !== "turned"),
  );
  return factors.map(baseOf).filter((base) => base.kind !== "list");
}

type Call = Extract<Tree, { kind: "call" }>;

function totalsIn(tree: Tree): readonly Call[] {
  const inside = partsOf(tree).flatMap(totalsIn);
  return tree.kind === "call" && isTotal(tree) ? [tree, ...inside] : inside;
}

/** All entries at once, then along each axis: somebody may take the mean over the batch alone. */
function sizesOver(totals: readonly Call[], name: string, shapeOf: ShapeOf): readonly number[] {
  const sizes = totals
    .filter((total) => total.name === name)
    .flatMap(({ inputs: [input] }) => (input === undefined ? [] : [countEntries(input, shapeOf), ...shapeOf(input)]));
  return [...new Set(sizes)].filter((size) => size > 1);
}
