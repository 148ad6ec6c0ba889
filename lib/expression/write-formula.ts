import { beginsWithSign, rankOf, ranks, signRanks } from "./print.ts";
import type { InfixSign, Line, Partial, Tree } from "./tree.ts";

/** What a printer cannot know from the tree alone. */
export interface FormulaOptions {
  /** The layer whose colour a name takes; null, or left out: none. */
  readonly colour?: (name: string) => number | null;
  /** Whether a name stands for a vector or a matrix: between such, `*` is set as ⊙. Left out: all are numbers. */
  readonly hasShape?: (name: string) => boolean;
}

/** How two factors or terms are joined, as one sees it. */
export type Join = "+" | "-" | "times" | "elementwise" | "implied";

/** The parts of a formula in one language, TeX or MathML; which part stands where, and in brackets, `writeTree` knows. */
export interface Writer {
  number(text: string): string;
  constant(name: "e" | "pi"): string;
  name(name: string, layer: number | null): string;
  partial(of: string, by: string): string;
  call(name: string, primes: number, inputs: readonly string[]): string;
  root(inside: string): string;
  bars(inside: string): string;
  negative(operand: string): string;
  transpose(base: string): string;
  fraction(above: string, below: string): string;
  power(base: string, exponent: string): string;
  join(join: Join, first: string, second: string): string;
  brackets(inside: string): string;
  matrix(rows: readonly (readonly string[])[]): string;
  list(entries: readonly string[]): string;
  equals(sides: readonly string[]): string;
}

/** A tree as a formula. What was read as a product is shown as one: `W3y2` as W₃ y₂, `a*b` as a · b. */
export function writeTree(writer: Writer, tree: Tree, options: FormulaOptions): string {
  const write = (part: Tree) => writeTree(writer, part, options);
  switch (tree.kind) {
    case "number":
      return writer.number(tree.text);
    case "constant":
      return writer.constant(tree.name);
    case "name":
      return writeName(writer, tree.name, options);
    case "partial":
      return writePartial(writer, tree.partial, options);
    case "call":
      return writeCall(writer, tree.name, tree.primes, tree.inputs.map(write));
    case "negative":
      return writeNegative(writer, tree.operand, options);
    case "transpose":
      return writer.transpose(writeFrom(writer, tree.operand, ranks.atom, options));
    case "list":
      return writeList(writer, tree.items, options);
    case "infix":
      return writeInfix(writer, tree, options);
  }
}

/** A line with its left side and every further side. */
export function writeLine(writer: Writer, line: Line, options: FormulaOptions): string {
  const sides = [line.tree, ...(line.more ?? [])].map((tree) => writeTree(writer, tree, options));
  if (line.kind === "definition") sides.unshift(writeName(writer, line.name, options));
  if (line.kind === "partial") sides.unshift(writePartial(writer, line.partial, options));
  return sides.length === 1 ? (sides[0] ?? "") : writer.equals(sides);
}

export function writeName(writer: Writer, name: string, options: FormulaOptions): string {
  return writer.name(name, options.colour?.(name) ?? null);
}

export function writePartial(writer: Writer, { of, by }: Partial, options: FormulaOptions): string {
  return writer.partial(writeName(writer, of, options), writeName(writer, by, options));
}

function writeCall(writer: Writer, name: string, primes: number, inputs: readonly string[]): string {
  const [only] = inputs;
  if (primes === 0 && only !== undefined && inputs.length === 1) {
    if (name === "sqrt") return writer.root(only);
    if (name === "abs") return writer.bars(only);
  }
  return writer.call(name, primes, inputs);
}

/** −(ab) is (−a)b: a product needs no brackets after its sign; a second sign does. */
function writeNegative(writer: Writer, operand: Tree, options: FormulaOptions): string {
  const isSigned = !isFraction(operand) && beginsWithSign(operand);
  if (isSigned) return writer.negative(writer.brackets(writeTree(writer, operand, options)));
  return writer.negative(writeFrom(writer, operand, ranks.product, options));
}

function writeInfix(writer: Writer, tree: Extract<Tree, { kind: "infix" }>, options: FormulaOptions): string {
  const { sign, implied, left, right } = tree;
  const exact = (part: Tree) => writeTree(writer, part, options);
  if (sign === "/") return writer.fraction(exact(left), exact(right));
  if (sign === "^") {
    const base = isPowerOfTen(left) ? writer.brackets(exact(left)) : writeFrom(writer, left, ranks.atom, options);
    return writer.power(base, exact(right));
  }
  const rank = signRanks[sign];
  const first = writeFrom(writer, left, leftRank(sign, left), options);
  // A sign stands in brackets behind another, and a number never follows without a sign.
  const begins = beginningOf(right, rank + 1);
  const isLoose = begins === "sign" || (begins === "number" && (implied || sign === "@"));
  const second = isLoose ? writer.brackets(exact(right)) : writeFrom(writer, right, rank + 1, options);
  return writer.join(joinOf(tree, options), first, second);
}

function joinOf({ sign, implied, left, right }: Extract<Tree, { kind: "infix" }>, options: FormulaOptions): Join {
  if (sign === "+" || sign === "-") return sign;
  if (sign === "@" || implied) return "implied";
  return sign === "*" && holdsShape(left, options) && holdsShape(right, options) ? "elementwise" : "times";
}

/** A sign in front of the left operand is read with it. */
function leftRank(sign: InfixSign, left: Tree): number {
  return left.kind === "negative" ? ranks.product : signRanks[sign];
}

/** What one sees first of a tree that is not in brackets where it stands. */
function beginningOf(tree: Tree, rank: number): "sign" | "number" | "other" {
  if (shownRank(tree) < rank) return "other";
  if (tree.kind === "negative") return "sign";
  if (tree.kind === "number") return "number";
  if (tree.kind === "transpose") return beginningOf(tree.operand, ranks.atom);
  if (tree.kind !== "infix" || isFraction(tree)) return "other";
  if (tree.sign === "^") return isPowerOfTen(tree.left) ? "other" : beginningOf(tree.left, ranks.atom);
  return beginningOf(tree.left, leftRank(tree.sign, tree.left));
}

/** `4.2e-8` is set as a product, and stands in brackets below an exponent. */
function isPowerOfTen(tree: Tree): boolean {
  return tree.kind === "number" && /e/i.test(tree.text);
}

function isFraction(tree: Tree): boolean {
  return tree.kind === "infix" && tree.sign === "/";
}

/** A fraction's line holds it together, but not below an exponent. */
function shownRank(tree: Tree): number {
  return isFraction(tree) ? ranks.power : rankOf(tree);
}

function writeFrom(writer: Writer, tree: Tree, rank: number, options: FormulaOptions): string {
  const written = writeTree(writer, tree, options);
  return shownRank(tree) < rank ? writer.brackets(written) : written;
}

function holdsShape(tree: Tree, options: FormulaOptions): boolean {
  switch (tree.kind) {
    case "list":
      return true;
    case "name":
      return options.hasShape?.(tree.name) ?? false;
    case "partial":
      return options.hasShape?.(tree.partial.by) ?? false;
    case "negative":
    case "transpose":
      return holdsShape(tree.operand, options);
    case "infix":
      return holdsShape(tree.left, options) || holdsShape(tree.right, options);
    case "call":
      return tree.name !== "sum" && tree.name !== "mean" && tree.inputs.some((input) => holdsShape(input, options));
    default:
      return false;
  }
}

/** Rows of one length as a matrix; a single row, and anything else, in brackets with commas. */
function writeList(writer: Writer, items: readonly Tree[], options: FormulaOptions): string {
  const write = (part: Tree) => writeTree(writer, part, options);
  const rows = items.map((item) => (item.kind === "list" ? item.items : null));
  const width = rows[0]?.length;
  const isMatrix = rows.every(
    (row) => row !== null && row.length === width && row.every(({ kind }) => kind !== "list"),
  );
  return isMatrix ? writer.matrix(rows.map((row) => (row ?? []).map(write))) : writer.list(items.map(write));
}
