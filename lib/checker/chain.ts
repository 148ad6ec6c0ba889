import type { Partial, Tree } from "#lib/expression/tree.ts";
import { layerOf } from "#lib/model/layers.ts";
import type { Model } from "#lib/model/model.ts";
import { differentiateBy } from "./differentiate.ts";
import { type Factor, factor, type Product, product, type Role, type Sum, scale, sumTree } from "./factors.ts";
import { namesIn } from "./tree-walk.ts";

/** A partial written out as the chain rule has it: one product for each path, one factor for each thing on the way. */
export function writeChain(model: Model, { of, by }: Partial): Sum | null {
  const written = new Map<string, Sum | null>();
  const write = (name: string, inLoss: boolean): Sum | null => {
    if (name === by) return [{ ...product([]), path: [name] }];
    const known = written.get(name);
    if (known !== undefined) return known;
    const sum = writeFrom(name, inLoss);
    written.set(name, sum);
    return sum;
  };
  const writeFrom = (name: string, inLoss: boolean): Sum | null => {
    const tree = model.byName.get(name)?.tree;
    if (tree === undefined) return null;
    const sum: Product[] = [];
    for (const next of namesIn(tree)) {
      const local = differentiateBy(tree, next);
      if (local === null) return null;
      const link = inLoss ? asLoss(local) : local.map((term) => withRoles(term, next, by, model));
      const rest = write(next, inLoss && local.every((term) => term.factors.length === 0));
      if (rest === null) return null;
      for (const first of link) for (const then of rest) sum.push(join(name, first, then));
      if (sum.length > mostPaths) return null;
    }
    return sum;
  };
  return write(of, of === model.loss);
}

/** Paths double with every skip; beyond this many nobody writes them out. */
const mostPaths = 64;

/** The derivative of the loss is one thing to a learner, however it is written. */
function asLoss(local: Sum): Sum {
  return local.some((term) => term.factors.length > 0) ? [product([factor(sumTree(local), "loss")])] : local;
}

function withRoles(term: Product, by: string, asked: string, model: Model): Product {
  const roleOf = ({ tree, role }: Factor): Role => {
    if (role === "slope" || tree.kind !== "name") return role;
    const partnerIsInput = model.byName.get(tree.name)?.kind === "input";
    if (by !== asked || model.byName.get(by)?.kind === "node") return partnerIsInput ? "weight" : "other";
    return partnerIsInput && layerOf(tree.name) !== null ? "weight" : "input";
  };
  return { ...term, factors: term.factors.map((each) => ({ ...each, role: roleOf(each) })) };
}

function join(name: string, first: Product, then: Product): Product {
  return {
    coefficient: first.coefficient * then.coefficient,
    factors: [...first.factors, ...then.factors.map((each) => ({ ...each, link: each.link + 1 }))],
    path: [name, ...then.path],
  };
}

/** A quantity's own definition in the same form: its terms, each a product. Forward mistakes are made in it. */
export function writeDefinition(model: Model, name: string): Sum | null {
  const tree = model.byName.get(name)?.tree;
  if (tree === undefined) return null;
  if (name === model.loss) return [product([factor(tree, "loss")])];
  const isInput = (read: string) => model.byName.get(read)?.kind === "input";
  return termsOf(tree).map((term) => ({
    ...term,
    factors: term.factors.map((each) => {
      if (each.tree.kind !== "name") return each;
      const isWeight = isInput(each.tree.name) && (layerOf(each.tree.name) !== null || term.factors.length === 1);
      return { ...each, role: isWeight ? "weight" : "input" };
    }),
  }));
}

function termsOf(tree: Tree): Sum {
  if (tree.kind === "negative") return scale(termsOf(tree.operand), -1);
  if (tree.kind === "infix" && tree.sign === "+") return [...termsOf(tree.left), ...termsOf(tree.right)];
  if (tree.kind === "infix" && tree.sign === "-") return [...termsOf(tree.left), ...scale(termsOf(tree.right), -1)];
  return [product(factorsOf(tree))];
}

function factorsOf(tree: Tree): readonly Factor[] {
  const isProduct = tree.kind === "infix" && (tree.sign === "*" || tree.sign === "dot");
  return isProduct ? [...factorsOf(tree.left), ...factorsOf(tree.right)] : [factor(tree)];
}

/** A node that is one function of one thing: y = f(z). */
export interface Activation {
  readonly name: string;
  readonly function: string;
  /** What the function is taken of: the pre-activation. */
  readonly input: Tree;
}

/** The parts of a network, found by what stands where in its definitions. */
export interface Parts {
  readonly activations: readonly Activation[];
  /** Inputs that multiply something before the loss. */
  readonly weights: readonly string[];
  /** Inputs that are multiplied by a weight: the network's own input. */
  readonly fed: readonly string[];
  /** Inputs that are added to a weighted sum, each with what the weights of that sum multiply. */
  readonly biases: readonly { readonly name: string; readonly besides: readonly Tree[] }[];
  /** Inputs that only the loss reads. */
  readonly targets: readonly string[];
}

export function findParts(model: Model): Parts {
  const isInput = (name: string) => model.byName.get(name)?.kind === "input";
  const nodes = model.quantities.filter((quantity) => quantity.kind === "node");
  const beforeLoss = nodes.filter((node) => node.name !== model.loss);
  const activations: Activation[] = [];
  const weights = new Set<string>();
  const fed = new Set<string>();
  const biases: { name: string; besides: readonly Tree[] }[] = [];
  for (const { name, tree } of beforeLoss) {
    const [input] = tree.kind === "call" ? tree.inputs : [];
    if (tree.kind === "call" && tree.inputs.length === 1 && input !== undefined) {
      activations.push({ name, function: tree.name, input });
    }
    for (const read of namesIn(tree)) {
      const local = isInput(read) ? differentiateBy(tree, read) : null;
      const partners = local?.flatMap((term) => term.factors.filter((each) => each.role !== "slope")) ?? [];
      if (local === null) continue;
      if (partners.length === 0) {
        biases.push({ name: read, besides: weightedBy(tree, isInput) });
      } else {
        const isFed =
          layerOf(read) === null && partners.every(({ tree: by }) => by.kind === "name" && isInput(by.name));
        (isFed ? fed : weights).add(read);
      }
    }
  }
  const readBefore = new Set(beforeLoss.flatMap((node) => [...namesIn(node.tree)]));
  const lossTree = model.byName.get(model.loss)?.tree;
  const targets =
    lossTree === undefined ? [] : [...namesIn(lossTree)].filter((name) => isInput(name) && !readBefore.has(name));
  return { activations, weights: [...weights], fed: [...fed], biases, targets };
}

/** What the inputs of a sum multiply: the y of W·y + b. */
function weightedBy(tree: Tree, isInput: (name: string) => boolean): readonly Tree[] {
  return [...namesIn(tree)].filter(isInput).flatMap((name) => {
    const local = differentiateBy(tree, name) ?? [];
    return local.flatMap((term) => term.factors.filter((each) => each.role !== "slope").map((each) => each.tree));
  });
}
