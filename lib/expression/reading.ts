import { computeInfix, leafValue } from "./constant.ts";
import type { ProblemCode, ProblemDetails } from "./problem.ts";
import { excerpt, fail, placeOf, type Scan } from "./scan.ts";
import type { Token } from "./token.ts";
import type { InfixSign, Place, Tree } from "./tree.ts";
import type { Lexicon } from "./vocabulary.ts";

export const deepest = 200;
export const largestExponent = 1000;

/** Tokens while a tree is made of them. */
export interface Reading {
  readonly scan: Scan;
  readonly tokens: readonly Token[];
  /** Indices of the `[` that are lists. */
  readonly lists: ReadonlySet<number>;
  readonly lexicon: Lexicon;
  readonly mostNodes: number;
  /** Where a left-out sign binds: like `*` as people write for a machine, or tighter than `/`, as many mean it. */
  readonly impliedBinds: "like-times" | "tight";
  /** Brackets hold expressions and expressions hold brackets; handed over here, so that no file imports in a circle. */
  readonly readExpression: (reading: Reading) => Tree | null;
  readonly readOperand: (reading: Reading) => Tree | null;
  at: number;
  depth: number;
  nodes: number;
  /** The innermost `|` or `‖` that is open, inside the innermost bracket. */
  openBar: "none" | "single" | "double";
  /** A `/` was followed by a product without sign, so the other way of binding gives another tree. */
  sawTwoReadings: boolean;
  /** Values of the composed trees that hold no name. */
  readonly constants: Map<Tree, number>;
}

/** A node, counted. Null once there are too many. */
export function grow<Node extends Tree>(reading: Reading, node: Node): Node | null {
  if (++reading.nodes <= reading.mostNodes) return node;
  return refuse(reading, "too-many-parts", currentOffset(reading), { limit: reading.mostNodes });
}

export function refuse<Code extends ProblemCode>(
  reading: Reading,
  code: Code,
  offset: number,
  details: ProblemDetails[Code],
): null {
  fail(reading.scan, code, offset, details);
  return null;
}

export function placeAt(reading: Reading, offset: number): Place {
  return placeOf(reading.scan.text, offset, reading.scan.firstLine);
}

/** Where the next token begins; at the end, just behind the last one. */
export function currentOffset(reading: Reading): number {
  return reading.tokens[reading.at]?.from ?? reading.tokens.at(-1)?.to ?? reading.scan.end;
}

/** The text of the token just read, for a message about what should follow it. */
export function writtenBefore(reading: Reading): string {
  return written(reading, reading.tokens[reading.at - 1]);
}

export function written(reading: Reading, token: Token | undefined): string {
  return token === undefined ? "" : excerpt(reading.scan.text.slice(token.from, token.to));
}

/** An infix node; a constant exponent that is too large, and a calculation that comes to 0 though it is not, are refused. */
export function growInfix(
  reading: Reading,
  sign: InfixSign,
  implied: boolean,
  left: Tree,
  right: Tree,
  from: number,
): Tree | null {
  const base = constantOf(reading, left);
  const exponent = constantOf(reading, right);
  if (sign === "^" && exponent !== null && !(Math.abs(exponent) <= largestExponent)) {
    return refuse(reading, "exponent-too-large", offsetOf(reading, right, from), { limit: largestExponent });
  }
  const node = grow(reading, { kind: "infix", sign, implied, left, right, at: placeAt(reading, from) });
  const result = base === null || exponent === null || node === null ? null : computeInfix(sign, base, exponent);
  if (node === null || result === null) return node;
  if (result.underflows) {
    const to = reading.tokens[reading.at - 1]?.to ?? from;
    return refuse(reading, "number-too-small", from, { text: excerpt(reading.scan.text.slice(from, to)) });
  }
  reading.constants.set(node, result.value);
  return node;
}

export function growNegative(reading: Reading, operand: Tree, from: number): Tree | null {
  const node = grow(reading, { kind: "negative", operand, at: placeAt(reading, from) });
  const value = constantOf(reading, operand);
  if (node !== null && value !== null) reading.constants.set(node, -value);
  return node;
}

function constantOf(reading: Reading, tree: Tree): number | null {
  return leafValue(tree) ?? reading.constants.get(tree) ?? null;
}

/** Only the first line's offsets can be had back from a place; on others the fallback is near enough. */
function offsetOf(reading: Reading, tree: Tree, fallback: number): number {
  return tree.at.line === reading.scan.firstLine ? tree.at.column - 1 : fallback;
}

/** Goes one level down, unless that is too deep. Every call is followed by `reading.depth--`. */
export function descend(reading: Reading): boolean {
  if (++reading.depth <= deepest) return true;
  refuse(reading, "too-deep", currentOffset(reading), { limit: deepest });
  return false;
}
