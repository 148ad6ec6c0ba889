import type { Tree } from "#lib/expression/tree.ts";
import { isNumber } from "./build-tree.ts";
import { namesIn } from "./layout.ts";

/** Slopes of functions as a margin note names them, with the formula where a learner should know it. */
const slopeNotes: Readonly<Record<string, string>> = {
  sigmoid: "slope of the sigmoid: σ(z)(1 − σ(z))",
  tanh: "slope of tanh: 1 − tanh²(z)",
  relu: "slope of ReLU: 1 above 0, else 0",
  leaky_relu: "slope of leaky ReLU: 1 above 0, else 0.01",
  elu: "slope of ELU: 1 above 0, else e^z",
  selu: "slope of SELU",
  gelu: "slope of GELU",
  silu: "slope of SiLU: σ(z) + z·σ′(z)",
  softplus: "slope of softplus: σ(z)",
  softmax: "slope of softmax: y ⊙ (g − Σ g ⊙ y), where g is the gradient by y",
  log_softmax: "slope of the logarithm of softmax: g − softmax(z)·Σ g, where g is the gradient by it",
  exp: "the exponential is its own slope",
  log: "slope of the logarithm: 1/z",
  sqrt: "slope of the root: 1/(2√z)",
  abs: "slope of |z|: its sign",
  max: "slope of a maximum: 1 by the greatest, else 0",
  min: "slope of a minimum: 1 by the smallest, else 0",
};

/** What a line of the forward pass does, in a few words. */
export function wordDefinition(tree: Tree): string {
  const loss = lossOf(tree);
  if (loss !== null) return `the ${loss}`;
  if (tree.kind === "call") return wordFunction(tree.name);
  if (tree.kind === "name") return "the same value";
  const terms = termsOf(tree);
  if (terms.every((term) => productOf(term).length <= 2) && terms.some((term) => productOf(term).length === 2)) {
    return terms.length > 1 ? "a sum of inputs times weights, and what is added" : "the input times its weight";
  }
  return "put the values in";
}

export const addedWords = "a term that is added has slope 1";

/** Why a definition has this slope by one of its names; `hasShape` says which names are vectors and matrices. */
export function wordSlope(tree: Tree, by: string, hasShape: (name: string) => boolean = () => false): string {
  const loss = lossOf(tree);
  if (loss !== null) return `derivative of the ${loss}`;
  if (tree.kind === "call") return slopeNotes[tree.name] ?? `slope of ${tree.name}`;
  if (tree.kind === "name") return "the same quantity: slope 1";
  const terms = termsOf(tree).filter((term) => namesIn(term).includes(by));
  const [term, ...others] = terms;
  if (term === undefined || others.length > 0) return "derivative of each term, added";
  if (term.kind === "name") return addedWords;
  if (term.kind === "negative" && term.operand.kind === "name") return "a term that is taken away has slope −1";
  if (term.kind === "call") return slopeNotes[term.name] ?? `slope of ${term.name}`;
  const factors = productOf(term).filter((part) => namesIn(part).includes(by));
  if (factors.length === 1 && isMatrixProduct(term, hasShape)) return wordMatrixSlope(term, by);
  if (factors.length === 1 && factors[0]?.kind === "name") return "derivative of a product: the other factor";
  if (term.kind === "infix" && term.sign === "^") return "derivative of a power";
  return "derivative of the formula";
}

function isMatrixProduct(tree: Tree, hasShape: (name: string) => boolean): boolean {
  if (tree.kind !== "infix" || (tree.sign !== "@" && tree.sign !== "dot")) return false;
  return [tree.left, tree.right].every((part) => namesIn(part).some(hasShape));
}

function wordMatrixSlope(tree: Tree, by: string): string {
  const isLeft = tree.kind === "infix" && namesIn(tree.left).includes(by);
  return isLeft
    ? "a matrix product, by its left factor: the gradient times the right factor transposed"
    : "a matrix product, by its right factor: the left factor transposed times the gradient";
}

const functionNames: Readonly<Record<string, string>> = {
  sigmoid: "the sigmoid",
  tanh: "tanh",
  relu: "ReLU: negative values become 0",
  leaky_relu: "leaky ReLU: negative values times 0.01",
  elu: "ELU: negative values become e^z − 1",
  selu: "SELU",
  gelu: "GELU: z times the normal distribution function",
  silu: "SiLU: z times its sigmoid",
  softmax: "softmax: powers of e, divided by their sum",
  exp: "the exponential",
  log: "the logarithm",
  sqrt: "the square root",
  abs: "the absolute value",
  max: "the greatest",
  min: "the smallest",
  sum: "the sum",
  mean: "the mean",
};

function wordFunction(name: string): string {
  return functionNames[name] ?? name;
}

/** The usual losses by their form: half squared error, squared error, cross-entropy; `null` for anything else. */
function lossOf(tree: Tree): string | null {
  if (isSquaredDifference(tree)) return "squared error";
  if (tree.kind === "infix") {
    const { sign, left, right } = tree;
    const isSquared = (part: Tree) => isSquaredDifference(part) || isSquaredTotal(part, "sum");
    if (sign === "/" && isNumber(right, 2) && isSquared(left)) return "half squared error";
    const isProduct = sign === "*" || sign === "dot";
    if (isProduct && isHalf(left) && isSquared(right)) return "half squared error";
    if (isProduct && isHalf(right) && isSquared(left)) return "half squared error";
  }
  if (isSquaredTotal(tree, "sum")) return "squared error, added over its entries";
  if (isSquaredTotal(tree, "mean")) return "mean squared error";
  return isCrossEntropy(tree) || isCrossEntropyOfEntries(tree) ? "cross-entropy" : null;
}

/** sum((y − t)^2), or its mean. */
function isSquaredTotal(tree: Tree, name: string): boolean {
  const [input] = tree.kind === "call" && tree.name === name ? tree.inputs : [];
  return input !== undefined && isSquaredDifference(input);
}

/** −sum(t*log(y)) */
function isCrossEntropyOfEntries(tree: Tree): boolean {
  const total = tree.kind === "negative" ? tree.operand : null;
  if (total?.kind !== "call" || total.name !== "sum") return false;
  return total.inputs.some((input) => productOf(input).some((part) => part.kind === "call" && part.name === "log"));
}

function isHalf(tree: Tree): boolean {
  if (isNumber(tree, 0.5)) return true;
  return tree.kind === "infix" && tree.sign === "/" && isNumber(tree.left, 1) && isNumber(tree.right, 2);
}

function isSquaredDifference(tree: Tree): boolean {
  if (tree.kind !== "infix" || tree.sign !== "^" || !isNumber(tree.right, 2)) return false;
  const { left } = tree;
  return left.kind === "infix" && left.sign === "-" && left.left.kind === "name" && left.right.kind === "name";
}

/** −(t ln y + (1 − t) ln(1 − y)), the minus before the bracket or before each term. */
function isCrossEntropy(tree: Tree): boolean {
  const terms = termsOf(tree);
  if (terms.length !== 2 || new Set(namesIn(tree)).size !== 2) return false;
  return terms.every((term) => {
    const product = term.kind === "negative" ? productOf(term.operand) : [];
    return product.length === 2 && product.filter((part) => part.kind === "call" && part.name === "log").length === 1;
  });
}

/** The terms of a sum, each with its sign. */
function termsOf(tree: Tree): readonly Tree[] {
  if (tree.kind === "infix" && tree.sign === "+") return [...termsOf(tree.left), ...termsOf(tree.right)];
  if (tree.kind === "infix" && tree.sign === "-") return [...termsOf(tree.left), ...termsOf(tree.right).map(flipped)];
  if (tree.kind === "negative") return termsOf(tree.operand).map(flipped);
  return [tree];
}

function flipped(tree: Tree): Tree {
  return tree.kind === "negative" ? tree.operand : { kind: "negative", operand: tree, at: tree.at };
}

function productOf(tree: Tree): readonly Tree[] {
  const isProduct = tree.kind === "infix" && (tree.sign === "*" || tree.sign === "dot" || tree.sign === "@");
  return isProduct ? [...productOf(tree.left), ...productOf(tree.right)] : [tree];
}
