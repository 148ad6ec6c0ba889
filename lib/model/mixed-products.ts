import { printText } from "#lib/expression/print.ts";
import { printTex, type TexOptions } from "#lib/expression/print-tex.ts";
import type { InfixSign, Tree } from "#lib/expression/tree.ts";
import { nameTree, raise } from "./build-tree.ts";

/**
 * Where a product of matrices and one entry by entry stand beside one another, each is read from the left; people want to see
 * brackets. These put them: (W2ᵀ g) ⊙ y1 in place of W2ᵀ g ⊙ y1. Read back, both are the same.
 */
export function printMixedTex(tree: Tree, options: TexOptions): string {
  const hasShape = (name: string) => name === hole || (options.hasShape?.(name) ?? false);
  const print = (part: Tree) => printTex(part, options.hasShape === undefined ? options : { ...options, hasShape });
  return withBrackets(tree, print, ["\\left(", "\\right)"]);
}

/** As plain text; a transpose is written Wᵀ, since in a model that has a T W^T is a power. */
export function printMixedText(tree: Tree): string {
  return withBrackets(asPowers(tree), printText, ["(", ")"]).replaceAll(`^${transposeMark}`, "ᵀ");
}

const transposeMark = "transposed";

/** Every transpose as a power by the mark: both bind alike. */
function asPowers(tree: Tree): Tree {
  switch (tree.kind) {
    case "transpose":
      return raise(asPowers(tree.operand), nameTree(transposeMark));
    case "negative":
      return { ...tree, operand: asPowers(tree.operand) };
    case "infix":
      return { ...tree, left: asPowers(tree.left), right: asPowers(tree.right) };
    case "call":
      return { ...tree, inputs: tree.inputs.map(asPowers) };
    case "list":
      return { ...tree, items: tree.items.map(asPowers) };
    default:
      return tree;
  }
}

/** Stands for the left operand while the rest is printed; no model has a name like it. */
const hole = "leftoperandofaproduct";

function withBrackets(tree: Tree, print: (tree: Tree) => string, [open, close]: readonly [string, string]): string {
  const left = leftProduct(tree);
  if (tree.kind !== "infix" || left === null) return print(tree);
  const inside = withBrackets(left, print, [open, close]);
  const isMixed = kindOfProduct(left.sign) !== kindOfProduct(tree.sign);
  const around = print({ ...tree, left: nameTree(hole) });
  return around.replace(print(nameTree(hole)), () => (isMixed ? `${open}${inside}${close}` : inside));
}

type Infix = Extract<Tree, { kind: "infix" }>;

/** The left operand of a product between matrices or entry by entry, where it is such a product too. */
function leftProduct(tree: Tree): Infix | null {
  if (tree.kind !== "infix" || kindOfProduct(tree.sign) === null) return null;
  return tree.left.kind === "infix" && kindOfProduct(tree.left.sign) !== null ? tree.left : null;
}

function kindOfProduct(sign: InfixSign): "matrices" | "entries" | null {
  if (sign === "@") return "matrices";
  return sign === "*" ? "entries" : null;
}
