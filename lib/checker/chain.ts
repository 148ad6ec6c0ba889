import type { Partial, Tree } from "#lib/expression/tree.ts";
import { layerOf } from "#lib/model/layers.ts";
import type { Model } from "#lib/model/model.ts";
import { allNumbers, differentiateBy, type ShapeOf } from "./differentiate.ts";
import {
  baseOf,
  type Factor,
  factor,
  type Product,
  product,
  type Role,
  type Sum,
  scale,
  sumTree,
  transposeFactors,
} from "./factors.ts";
import { namesIn } from "./tree-walk.ts";

/** A partial written out as the chain rule has it: one product for each path, one factor for each thing on the way. */
export function writeChain(model: Model, { of, by }: Partial, shapeOf: ShapeOf = allNumbers): Sum | null {
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
      const local = differentiateBy(tree, next, shapeOf);
      if (local === null) return null;
      const link = inLoss ? asLoss(local) : local.map((term) => withRoles(term, next, by, model));
      const rest = write(next, inLoss && local.every((term) => term.factors.length === 0));
      if (rest === null) return null;
      for (const first of link) for (const then of rest) sum.push(join(name, first, then));
      if (sum.length > mostPaths) return null;
    }
    return sum;
  };
  return write(of, of === model.loss)?.map((term) => ({ ...term, factors: settleTurns(term.factors) })) ?? null;
}

/** Carries out every turn on what stands before it. */
function settleTurns(factors: readonly Factor[]): readonly Factor[] {
  let settled: Factor[] = [];
  for (const each of factors) {
    if (each.side === "turned") settled = [...transposeFactors(settled)];
    else settled.push(each);
  }
  return settled;
}

/** Paths double with every skip; beyond this many nobody writes them out. */
const mostPaths = 64;

/** The derivative of the loss is one thing to a learner, however it is written. */
function asLoss(local: Sum): Sum {
  return local.some((term) => term.factors.length > 0) ? [product([factor(sumTree(local), "loss")])] : local;
}

function withRoles(term: Product, by: string, asked: string, model: Model): Product {
  const roleOf = (each: Factor): Role => {
    const tree = baseOf(each);
    if (each.role === "slope" || tree.kind !== "name") return each.role;
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
export function writeDefinition(model: Model, name: string, shapeOf: ShapeOf = allNumbers): Sum | null {
  const tree = model.byName.get(name)?.tree;
  if (tree === undefined) return null;
  if (name === model.loss) return [product([factor(tree, "loss")])];
  const isInput = (read: string) => model.byName.get(read)?.kind === "input";
  return termsOf(tree, shapeOf).map((term) => ({
    ...term,
    factors: term.factors.map((each) => {
      const base = baseOf(each);
      if (base.kind !== "name") return each;
      const isWeight = isInput(base.name) && (layerOf(base.name) !== null || term.factors.length === 1);
      return { ...each, role: isWeight ? "weight" : "input" };
    }),
  }));
}

function termsOf(tree: Tree, shapeOf: ShapeOf): Sum {
  if (tree.kind === "negative") return scale(termsOf(tree.operand, shapeOf), -1);
  if (tree.kind === "infix" && (tree.sign === "+" || tree.sign === "-")) {
    const right = termsOf(tree.right, shapeOf);
    return [...termsOf(tree.left, shapeOf), ...(tree.sign === "+" ? right : scale(right, -1))];
  }
  return [product(factorsOf(tree, shapeOf))];
}

/** The factors of a product from left to right; between matrices all but the first are multiplied from the right. */
function factorsOf(tree: Tree, shapeOf: ShapeOf): readonly Factor[] {
  if (tree.kind !== "infix" || !["*", "dot", "@"].includes(tree.sign)) return [factor(tree)];
  const isMatrixProduct = tree.sign !== "*" && shapeOf(tree.left).length > 0 && shapeOf(tree.right).length > 0;
  const right = isMatrixProduct ? [{ ...factor(tree.right), side: "right" } as const] : factorsOf(tree.right, shapeOf);
  return [...factorsOf(tree.left, shapeOf), ...right];
}
