import type { Shape } from "#lib/autograd/tensor.ts";
import type { InfixSign, Tree } from "#lib/expression/tree.ts";
import {
  callTree,
  isNumber,
  minus,
  nameTree,
  negate,
  numberTree,
  over,
  plus,
  raise,
  times,
  toPower,
} from "./build-tree.ts";
import { entrywise, gathered, matrixProduct, spread, transposeOf } from "./gradient-product.ts";
import { namesIn } from "./layout.ts";
import { hasSlopeSign, slopeOfFunction } from "./local-slope.ts";
import { substitute } from "./step-sides.ts";

/** How a gradient is written on its way back through one definition. */
export interface Writing {
  /** Sizes of what a formula comes to. */
  shapeOf(tree: Tree): Shape;
  /** σ′(z) with a prime, or written out as y(1 − y). */
  readonly slopes: "primed" | "written";
  /** A better form of one slope, where the usual one loses its digits. */
  steady(tree: Tree, by: string): Tree | null;
}

/** A definition, and the quantity it defines where its formula is one function: then σ′(z3) is written y3(1 − y3). */
export interface Defined {
  readonly tree: Tree;
  readonly own: string | null;
}

/**
 * The gradient of one definition's output, `seed`, taken back to one name in it: what the pullback of each op says, as a formula
 * to read. A seed of null is the gradient of a single number by itself, 1. Null where no short formula says it. Its number always
 * comes from the engine.
 */
export function pullBack({ tree, own }: Defined, by: string, seed: Tree | null, writing: Writing): Tree | null {
  if (!namesIn(tree).includes(by)) return numberTree(0);
  const { shapeOf } = writing;
  const into = (part: Tree, gradient: Tree | null) => pullBack({ tree: part, own: null }, by, gradient, writing);
  switch (tree.kind) {
    case "name":
      return spread(seed, shapeOf(tree), shapeOf);
    case "negative":
      return mapped(into(tree.operand, seed), negate);
    case "transpose":
      return into(tree.operand, seed === null ? null : transposeOf(seed, shapeOf));
    case "infix":
      return throughInfix(tree, seed, writing, into);
    case "call":
      return throughCall(tree, own, by, seed, writing, into);
    default:
      return null;
  }
}

type Into = (part: Tree, gradient: Tree | null) => Tree | null;
type Infix = Extract<Tree, { kind: "infix" }>;
type Call = Extract<Tree, { kind: "call" }>;

function throughInfix(tree: Infix, seed: Tree | null, writing: Writing, into: Into): Tree | null {
  const { shapeOf } = writing;
  const { left, right } = tree;
  const [ofLeft, ofRight, ofBoth] = [left, right, tree].map(shapeOf) as [Shape, Shape, Shape];
  const toLeft = (gradient: Tree | null) => into(left, gathered(gradient, ofBoth, ofLeft, shapeOf));
  const toRight = (gradient: Tree | null) => into(right, gathered(gradient, ofBoth, ofRight, shapeOf));
  const join = (gradient: Tree | null, by: Tree) => entrywise(gradient, by, shapeOf);
  switch (tree.sign) {
    case "+":
      return both(toLeft(seed), toRight(seed), plus);
    case "-":
      return both(toLeft(seed), toRight(seed), minus);
    case "*":
    case "dot":
    case "@":
      if (tree.sign !== "*" && ofLeft.length > 0 && ofRight.length > 0)
        return throughMatrices(tree, seed, writing, into);
      // A plain number stays in front of it all, where it cancels against others.
      if (left.kind === "number") return mapped(toRight(seed), (inner) => times(left, inner));
      if (right.kind === "number") return mapped(toLeft(seed), (inner) => times(right, inner));
      return both(toLeft(join(seed, right)), toRight(join(seed, left)), plus);
    case "/": {
      if (ofRight.length === 0 && namesIn(right).length === 0) {
        return mapped(into(left, seed), (inner) => over(inner, right));
      }
      const one = seed ?? numberTree(1);
      const second = negate(over(join(seed, left), toPower(right, 2)));
      return both(toLeft(over(one, right)), toRight(second), plus);
    }
    case "^":
      return throughPower(tree, seed, toLeft, toRight, join);
  }
}

type Take = (gradient: Tree | null) => Tree | null;

function throughPower(
  { left, right, ...tree }: Infix,
  seed: Tree | null,
  toLeft: Take,
  toRight: Take,
  join: (gradient: Tree | null, by: Tree) => Tree,
): Tree | null {
  const lowered = right.kind === "number" ? toPower(left, right.value - 1) : raise(left, minus(right, numberTree(1)));
  const isSteady = isNumber(lowered, 1);
  const ofBase = mapped(toLeft(isSteady ? seed : join(seed, lowered)), (inner) => times(right, inner));
  const whole: Tree = { ...tree, left, right };
  const isNatural = left.kind === "constant" && left.name === "e";
  const ofExponent = toRight(join(join(seed, whole), isNatural ? numberTree(1) : callTree("log", left)));
  return both(ofBase, ofExponent, plus);
}

/** Going back through C = A·B, the gradient of C is multiplied by Bᵀ from the right for A, and by Aᵀ from the left for B. */
function throughMatrices(
  { left, right, ...tree }: Infix,
  seed: Tree | null,
  writing: Writing,
  into: Into,
): Tree | null {
  const { shapeOf } = writing;
  const ofBoth = shapeOf({ ...tree, left, right });
  if (ofBoth.length === 0) {
    const toLeft = into(left, entrywise(seed, transposeOf(right, shapeOf), shapeOf));
    return both(toLeft, into(right, entrywise(seed, transposeOf(left, shapeOf), shapeOf)), plus);
  }
  const gradient = spread(seed, ofBoth, shapeOf);
  const toLeft = into(left, matrixProduct(gradient, transposeOf(right, shapeOf)));
  return both(toLeft, into(right, matrixProduct(transposeOf(left, shapeOf), gradient)), plus);
}

function throughCall(
  tree: Call,
  own: string | null,
  by: string,
  seed: Tree | null,
  writing: Writing,
  into: Into,
): Tree | null {
  const { shapeOf } = writing;
  const [input, second, ...others] = tree.inputs;
  if (input === undefined || others.length > 0) return null;
  const output = own === null ? tree : nameTree(own);
  if (second !== undefined) return throughGreatest(tree, input, second, seed, writing, into);
  if (tree.primes === 0) {
    if (tree.name === "sum" || tree.name === "mean") return throughTotal(tree, input, seed, writing, into);
    if (tree.name === "max" || tree.name === "min") return null;
    if (tree.name === "softmax")
      return into(input, throughSoftmax(output, spread(seed, shapeOf(tree), shapeOf), writing));
    if (tree.name === "log_softmax") {
      const gradient = spread(seed, shapeOf(tree), shapeOf);
      return into(input, minus(gradient, entrywise(callTree("softmax", input), callTree("sum", gradient), shapeOf)));
    }
  }
  const steady = writing.steady(tree, by);
  const isPlain = input.kind === "name" && tree.primes === 0 && hasSlopeSign(tree.name);
  const slope =
    writing.slopes === "primed" && isPlain
      ? callTree(tree.name, input, 1)
      : (steady ?? slopeEntrywise(tree, input, output, shapeOf));
  return into(input, isNumber(slope, 1) ? seed : entrywise(seed, slope, shapeOf));
}

/** The same formula for every entry: its products are taken entry by entry, also between vectors and matrices. */
function slopeEntrywise(tree: Call, input: Tree, output: Tree, shapeOf: Writing["shapeOf"]): Tree {
  if (shapeOf(input).length === 0) return slopeOfFunction(tree.name, tree.primes, input, output);
  const slope = slopeOfFunction(tree.name, tree.primes, nameTree("input"), nameTree("output"));
  return substitute(withSign(slope, "dot", "*"), (name) => (name === "input" ? input : output));
}

function withSign(tree: Tree, from: InfixSign, to: InfixSign): Tree {
  switch (tree.kind) {
    case "infix":
      return {
        ...tree,
        sign: tree.sign === from ? to : tree.sign,
        left: withSign(tree.left, from, to),
        right: withSign(tree.right, from, to),
      };
    case "negative":
      return { ...tree, operand: withSign(tree.operand, from, to) };
    case "call":
      return { ...tree, inputs: tree.inputs.map((part) => withSign(part, from, to)) };
    default:
      return tree;
  }
}

/** The sum of all entries gives its gradient to each of them, the mean a share of it. */
function throughTotal(tree: Call, input: Tree, seed: Tree | null, { shapeOf }: Writing, into: Into): Tree | null {
  const entries = input.kind === "list" ? input.items : null;
  const size = entries?.length ?? shapeOf(input).reduce((product, axis) => product * axis, 1);
  const inner =
    entries === null
      ? into(input, seed)
      : entries.map((entry) => into(entry, seed)).reduce((sum, entry) => both(sum, entry, plus));
  return tree.name === "mean" ? mapped(inner, (gradient) => over(gradient, numberTree(size))) : inner;
}

/** y ⊙ (g − Σ g ⊙ y). Where g is −t/y, as the cross-entropy gives it, that is y·Σt − t. */
function throughSoftmax(y: Tree, gradient: Tree, { shapeOf }: Writing): Tree {
  const target = targetOf(gradient, y);
  if (target !== null) return minus(entrywise(y, callTree("sum", target), shapeOf), target);
  const common = callTree("sum", entrywise(gradient, y, shapeOf));
  return entrywise(y, minus(gradient, common), shapeOf);
}

/** The t of −t/y. */
function targetOf(gradient: Tree, y: Tree): Tree | null {
  if (gradient.kind !== "negative" || gradient.operand.kind !== "infix" || gradient.operand.sign !== "/") return null;
  const { left, right } = gradient.operand;
  const isSame = right.kind === "name" && y.kind === "name" && right.name === y.name;
  return isSame && left.kind === "name" ? left : null;
}

/** ∂max(a, b)/∂a is 1 where a > b and else 0: the slope of ReLU at a − b. */
function throughGreatest(
  tree: Call,
  a: Tree,
  b: Tree,
  seed: Tree | null,
  { shapeOf }: Writing,
  into: Into,
): Tree | null {
  const isOfNumbers = shapeOf(a).length === 0 && shapeOf(b).length === 0;
  if ((tree.name !== "max" && tree.name !== "min") || tree.primes > 0 || !isOfNumbers) return null;
  const [greater, smaller] = tree.name === "max" ? [a, b] : [b, a];
  const isFirst = callTree("relu", minus(greater, smaller), 1);
  const isSecond = callTree("relu", minus(smaller, greater), 1);
  return both(into(a, entrywise(seed, isFirst, shapeOf)), into(b, entrywise(seed, isSecond, shapeOf)), plus);
}

function mapped(tree: Tree | null, change: (tree: Tree) => Tree): Tree | null {
  return tree === null ? null : change(tree);
}

function both(left: Tree | null, right: Tree | null, join: (left: Tree, right: Tree) => Tree): Tree | null {
  return left === null || right === null ? null : join(left, right);
}
