import { type Nested, type Tensor, toNested } from "#lib/autograd/tensor.ts";
import { nameTex, partialTex, printTex } from "#lib/expression/print-tex.ts";
import type { Partial, Tree } from "#lib/expression/tree.ts";
import { listTree, numberTree } from "./build-tree.ts";
import { figureText, formatNumberTex, speakNumber } from "./figure.ts";
import { layerOf } from "./layers.ts";
import { speakName, speakPartial, speakTree } from "./speak.ts";

/** One side of an equation, for the eye and for the ear. */
export interface Side {
  readonly tex: string;
  readonly spoken: string;
}

const colours = { colour: layerOf };

export function nameSide(name: string): Side {
  return { tex: nameTex(name, colours), spoken: speakName(name) };
}

/** `hasShape` says which names stand for vectors and matrices: between such, `*` is no product of matrices. */
export function treeSide(tree: Tree, hasShape?: (name: string) => boolean): Side {
  return { tex: printTex(tree, hasShape === undefined ? colours : { ...colours, hasShape }), spoken: speakTree(tree) };
}

/** `isDirect`: along one edge only, where the total derivative has other paths too. */
export function partialSide(partial: Partial, isDirect = false): Side {
  const tex = partialTex(partial, colours);
  const spoken = speakPartial(partial);
  if (!isDirect) return { tex, spoken };
  return { tex: `\\left.${tex}\\right|_{\\text{direct}}`, spoken: spoken.replace("derivative", "direct derivative") };
}

/** A number, or a small list or matrix; of larger ones the size. */
export function valueSide(value: Tensor, digits: number): Side {
  const only = value.shape.length === 0 ? value.data[0] : undefined;
  if (only !== undefined) return { tex: formatNumberTex(only, digits), spoken: speakNumber(only, digits) };
  if (isShowable(value)) return treeSide(valueTree(value, digits));
  const size = value.shape.join(" \\times ");
  const spoken = value.shape.join(" by ");
  return value.shape.length === 1
    ? { tex: `\\text{(a vector of ${size})}`, spoken: `a vector of ${spoken}` }
    : { tex: `(${size})`, spoken: `a matrix, ${spoken}` };
}

/** Numbers that still fit on a line. */
const mostEntries = 9;

export function isShowable(value: Tensor): boolean {
  return value.data.length <= mostEntries && value.shape.length <= 2;
}

/** A value as a formula's part, rounded for reading. */
export function valueTree(value: Tensor, digits: number): Tree {
  const write = (nested: Nested): Tree =>
    typeof nested === "number"
      ? numberTree(nested, figureText(nested, digits))
      : listTree(nested.map((inner) => write(inner)));
  return write(toNested(value));
}

/** A formula with the values put in for its names. */
export function substitute(tree: Tree, valueNamed: (name: string) => Tree): Tree {
  switch (tree.kind) {
    case "name":
      return valueNamed(tree.name);
    case "negative":
    case "transpose":
      return { ...tree, operand: substitute(tree.operand, valueNamed) };
    case "infix":
      // 0.5·0.6225 needs the sign that W2 y1 can do without.
      return {
        ...tree,
        implied: false,
        left: substitute(tree.left, valueNamed),
        right: substitute(tree.right, valueNamed),
      };
    case "call":
      return { ...tree, inputs: tree.inputs.map((input) => substitute(input, valueNamed)) };
    case "list":
      return { ...tree, items: tree.items.map((item) => substitute(item, valueNamed)) };
    default:
      return tree;
  }
}

/** `a = b = c`, each side once. */
export function equation(sides: readonly Side[]): Side {
  const apart = sides.filter((side, place) => side.tex !== sides[place - 1]?.tex);
  return { tex: apart.map((side) => side.tex).join(" = "), spoken: apart.map((side) => side.spoken).join(" equals ") };
}

/** Factors beside one another; those that begin with a sign stand in brackets. */
export function productSide(factors: readonly Side[]): Side {
  return {
    tex: factors
      .map(({ tex }, place) => (place > 0 && tex.startsWith("-") ? `\\left(${tex}\\right)` : tex))
      .join(" \\cdot "),
    spoken: factors.map((side) => side.spoken).join(" times "),
  };
}

export function sumSide(terms: readonly Side[]): Side {
  return {
    tex: terms.map(({ tex }, place) => (place > 0 && tex.startsWith("-") ? `\\left(${tex}\\right)` : tex)).join(" + "),
    spoken: terms.map((side) => side.spoken).join(" plus "),
  };
}
