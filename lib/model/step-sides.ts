import { compute } from "#lib/autograd/compute.ts";
import { type Nested, type Tensor, toNested } from "#lib/autograd/tensor.ts";
import { nameTex, partialTex } from "#lib/expression/print-tex.ts";
import type { Partial, Tree } from "#lib/expression/tree.ts";
import { listTree, numberTree } from "./build-tree.ts";
import { figureText, formatNumberTex, speakNumber } from "./figure.ts";
import { layerOf } from "./layers.ts";
import { printMixedTex } from "./mixed-products.ts";
import { speakName, speakPartial, speakTree } from "./speak.ts";
import { workOut } from "./work-out.ts";

/** One side of an equation, for the eye and for the ear. */
export interface Side {
  readonly tex: string;
  readonly spoken: string;
  /** What a reader gets who works with the figures that are shown; left out where the side is in symbols. */
  readonly comesTo?: Tensor;
}

const colours = { colour: layerOf };

export function nameSide(name: string): Side {
  return { tex: nameTex(name, colours), spoken: speakName(name) };
}

/** `hasShape` says which names stand for vectors and matrices: between such, `*` is no product of matrices. */
export function treeSide(tree: Tree, hasShape?: (name: string) => boolean): Side {
  return {
    tex: printMixedTex(tree, hasShape === undefined ? colours : { ...colours, hasShape }),
    spoken: speakTree(tree),
  };
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
  if (isShowable(value)) return wholeValueSide(value, digits);
  const size = value.shape.join(" \\times ");
  const spoken = value.shape.join(" by ");
  return value.shape.length === 1
    ? { tex: `\\text{(a vector of ${size})}`, spoken: `a vector of ${spoken}` }
    : { tex: `(${size})`, spoken: `a matrix, ${spoken}` };
}

/** Every entry, however many they are: an answer leaves nothing out. */
export function wholeValueSide(value: Tensor, digits: number): Side {
  const only = value.shape.length === 0 ? value.data[0] : undefined;
  if (only === undefined) return numbersSide(valueTree(value, digits));
  const comesTo: Tensor = { shape: [], data: Float64Array.of(shownNumber(only, digits)) };
  return { tex: formatNumberTex(only, digits), spoken: speakNumber(only, digits), comesTo };
}

/** A formula that holds nothing but numbers. */
export function numbersSide(tree: Tree): Side {
  const comesTo = workOut(tree, noNames);
  const side = treeSide(tree, () => false);
  return comesTo === null ? side : { ...side, comesTo };
}

const noNames = {
  value: (name: string): Tensor => {
    throw new Error(`${name} stands in a formula of numbers`);
  },
  partial: (): Tensor => {
    throw new Error("a derivative stands in a formula of numbers");
  },
};

/** Numbers that still fit on a line. */
const mostEntries = 9;

export function isShowable(value: Tensor): boolean {
  return value.data.length <= mostEntries && value.shape.length <= 2;
}

/** A value as a formula's part, rounded for reading. */
export function valueTree(value: Tensor, digits: number): Tree {
  const write = (nested: Nested): Tree =>
    typeof nested === "number"
      ? numberTree(shownNumber(nested, digits), figureText(nested, digits))
      : listTree(nested.map((inner) => write(inner)));
  return write(toNested(value));
}

/** A number as it is read off the page. */
function shownNumber(value: number, digits: number): number {
  return Number.isFinite(value) ? Math.sign(value) * Number(figureText(value, digits)) : value;
}

/** A formula with the values put in for its names, and for its partials where it may hold any. */
export function substitute(
  tree: Tree,
  valueNamed: (name: string) => Tree,
  valueAt: (partial: Partial) => Tree | null = () => null,
): Tree {
  const inside = (part: Tree) => substitute(part, valueNamed, valueAt);
  switch (tree.kind) {
    case "name":
      return valueNamed(tree.name);
    case "partial":
      return valueAt(tree.partial) ?? tree;
    case "negative":
    case "transpose":
      return { ...tree, operand: inside(tree.operand) };
    case "infix":
      // 0.5·0.6225 needs the sign that W2 y1 can do without.
      return {
        ...tree,
        implied: false,
        left: inside(tree.left),
        right: inside(tree.right),
      };
    case "call":
      return { ...tree, inputs: tree.inputs.map(inside) };
    case "list":
      return { ...tree, items: tree.items.map(inside) };
    default:
      return tree;
  }
}

/** `a = b = c`, each side once. */
export function equation(sides: readonly Side[]) {
  const apart = sides.filter((side, place) => side.tex !== sides[place - 1]?.tex);
  return {
    tex: apart.map((side) => side.tex).join(" = "),
    spoken: apart.map((side) => side.spoken).join(" equals "),
    /** Of the sides with numbers, in their order. */
    comesTo: apart.flatMap(({ comesTo }) => comesTo ?? []),
  };
}

/** Factors beside one another; those that begin with a sign stand in brackets. */
export function productSide(factors: readonly Side[]): Side {
  return joined(factors, " \\cdot ", " times ", compute.multiply);
}

export function sumSide(terms: readonly Side[]): Side {
  return joined(terms, " + ", " plus ", compute.add);
}

function joined(
  sides: readonly Side[],
  sign: string,
  word: string,
  combine: (left: Tensor, right: Tensor) => Tensor,
): Side {
  const whole = {
    tex: sides.map(({ tex }, place) => (place > 0 && tex.startsWith("-") ? `\\left(${tex}\\right)` : tex)).join(sign),
    spoken: sides.map((side) => side.spoken).join(word),
  };
  const numbers = sides.flatMap(({ comesTo }) => comesTo ?? []);
  const [first, ...others] = numbers;
  if (first === undefined || numbers.length < sides.length) return whole;
  return { ...whole, comesTo: others.reduce((left, right) => combine(left, right), first) };
}
