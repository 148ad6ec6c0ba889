import type { Tree } from "#lib/expression/tree.ts";
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
import { namesIn } from "./layout.ts";

/**
 * The derivative of a definition by one name in it, all others held fixed, as a formula to read: what a person would write. Its
 * number always comes from the engine. `null` where no short formula says it (a maximum, a matrix product).
 *
 * `own` is the defined quantity's name where its formula is one function: then σ′(z3) is written y3·(1 − y3).
 */
export function localSlope(tree: Tree, by: string, own: string | null): Tree | null {
  if (!namesIn(tree).includes(by)) return numberTree(0);
  switch (tree.kind) {
    case "name":
      return numberTree(1);
    case "negative": {
      const inner = localSlope(tree.operand, by, null);
      return inner && negate(inner);
    }
    case "infix":
      return slopeOfInfix(tree, by);
    case "call":
      return slopeOfCall(tree, by, own);
    default:
      return null;
  }
}

function slopeOfInfix(tree: Extract<Tree, { kind: "infix" }>, by: string): Tree | null {
  const { left, right } = tree;
  const byLeft = localSlope(left, by, null);
  const byRight = localSlope(right, by, null);
  if (byLeft === null || byRight === null) return null;
  switch (tree.sign) {
    case "+":
      return plus(byLeft, byRight);
    case "-":
      return minus(byLeft, byRight);
    case "*":
    case "dot":
    case "@":
      return plus(times(byLeft, right), times(left, byRight));
    case "/": {
      if (isNumber(byRight, 0)) return over(byLeft, right);
      const second = over(times(left, byRight), toPower(right, 2));
      return minus(over(byLeft, right), second);
    }
    case "^":
      return slopeOfPower(left, right, byLeft, byRight);
  }
}

function slopeOfPower(base: Tree, exponent: Tree, byBase: Tree, byExponent: Tree): Tree {
  if (isNumber(byExponent, 0)) {
    if (exponent.kind === "number") {
      return times(times(exponent, toPower(base, exponent.value - 1)), byBase);
    }
    return times(times(exponent, raise(base, minus(exponent, numberTree(1)))), byBase);
  }
  const isNatural = base.kind === "constant" && base.name === "e";
  const byTop = isNatural ? byExponent : times(callTree("log", base), byExponent);
  const ofTop = times(raise(base, exponent), byTop);
  return isNumber(byBase, 0)
    ? ofTop
    : plus(times(times(exponent, raise(base, minus(exponent, numberTree(1)))), byBase), ofTop);
}

/** f′(u)·∂u/∂by */
function slopeOfCall(tree: Extract<Tree, { kind: "call" }>, by: string, own: string | null): Tree | null {
  const [input, ...others] = tree.inputs;
  if (input === undefined || !isSlopeKnown(tree, others.length)) return null;
  const inner = localSlope(input, by, null);
  if (inner === null) return null;
  const isSum = tree.name === "sum" || tree.name === "mean";
  if (isSum && tree.primes === 0) return inner; // of a single number
  const output = own === null ? tree : nameTree(own);
  return times(slopeOfFunction(tree.name, tree.primes, input, output), inner);
}

/** Functions of several numbers at once, whose slope no prime says. */
const ofSeveral: ReadonlySet<string> = new Set(["max", "min", "softmax", "log_softmax"]);

function isSlopeKnown({ name }: Extract<Tree, { kind: "call" }>, others: number): boolean {
  return others === 0 && !ofSeveral.has(name);
}

/** Is f′ a sign that says something? exp′ and log′ say less than what they are. */
export function hasSlopeSign(name: string): boolean {
  return !["exp", "log", "sqrt", "abs", "sum", "mean", "sin", "cos"].includes(name);
}

/** f′(u), written out where the formula is short, else with a prime more. `output` stands for f(u). */
export function slopeOfFunction(name: string, primes: number, u: Tree, output: Tree): Tree {
  const one = numberTree(1);
  if (primes > 0) return callTree(name, u, primes + 1);
  switch (name) {
    case "sigmoid":
      return times(output, minus(one, output));
    case "tanh":
      return minus(one, toPower(output, 2));
    case "exp":
      return output;
    case "log":
      return over(one, u);
    case "sqrt":
      return over(one, times(numberTree(2), output));
    case "softplus":
      return callTree("sigmoid", u);
    case "sin":
      return callTree("cos", u);
    case "cos":
      return negate(callTree("sin", u));
    case "sinh":
      return callTree("cosh", u);
    case "cosh":
      return callTree("sinh", u);
    case "atan":
      return over(one, plus(one, toPower(u, 2)));
    default:
      return callTree(name, u, 1);
  }
}
