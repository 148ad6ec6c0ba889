import type { InfixSign, Line, Partial, Tree } from "./tree.ts";

/** How strongly a node binds: sums, products and signs, powers, and what stands on its own. */
export const ranks = { sum: 1, product: 2, power: 3, atom: 4 } as const;

export const signRanks = {
  "+": ranks.sum,
  "-": ranks.sum,
  "*": ranks.product,
  dot: ranks.product,
  "@": ranks.product,
  "/": ranks.product,
  "^": ranks.power,
} as const satisfies Readonly<Record<InfixSign, number>>;

const written = { "+": " + ", "-": " - ", "*": "*", dot: "·", "@": " @ ", "/": "/", "^": "^" } as const;

/** A line as plain text, with its left side and every further side. */
export function printLine(line: Line): string {
  const sides = [line.tree, ...(line.more ?? [])].map(printText);
  if (line.kind === "definition") sides.unshift(line.name);
  if (line.kind === "partial") sides.unshift(printPartial(line.partial));
  return sides.join(" = ");
}

function printPartial({ of, by }: Partial): string {
  return `d${of}/d${by}`;
}

/** A tree as plain text, with no more brackets than reading it back needs: `parse(print(tree))` is the tree. */
export function printText(tree: Tree): string {
  switch (tree.kind) {
    case "number":
      return tree.text;
    case "constant":
    case "name":
      return tree.name;
    case "partial":
      return printPartial(tree.partial);
    case "call":
      return `${tree.name}${"'".repeat(tree.primes)}(${tree.inputs.map(printText).join(", ")})`;
    case "negative":
      return `-${printFrom(tree.operand, ranks.power)}`;
    case "transpose":
      return `${printFrom(tree.operand, ranks.atom)}^T`;
    case "list":
      return printList(tree.items);
    case "infix":
      return printInfix(tree);
  }
}

function printInfix({ sign, implied, left, right }: Extract<Tree, { kind: "infix" }>): string {
  if (sign === "^") return `${printFrom(left, ranks.atom)}^${printExponent(right)}`;
  const rank = signRanks[sign];
  // A sign in front of the left operand is read with it; behind an infix sign it stands in brackets.
  const first = printFrom(left, left.kind === "negative" ? ranks.product : rank);
  const second = beginsWithSign(right) ? `(${printText(right)})` : printFrom(right, secondRank(sign, right));
  if (!implied) return `${first}${written[sign]}${second}`;
  // A number never follows without a sign.
  return /^[\d.]/.test(second) ? `${first} (${second})` : `${first} ${second}`;
}

/** In delta2/dy1/dx the first two could be a derivative. */
function secondRank(sign: InfixSign, right: Tree): number {
  return sign === "/" && right.kind === "partial" ? ranks.atom : signRanks[sign] + 1;
}

/** −x, or a sum or product whose first part is: −x·y. */
export function beginsWithSign(tree: Tree): boolean {
  if (tree.kind === "infix" && tree.sign !== "^") return beginsWithSign(tree.left);
  return tree.kind === "negative";
}

/** `^` groups from the right, and a sign may stand right after it. */
function printExponent(tree: Tree): string {
  if (tree.kind === "negative" && tree.operand.kind !== "negative") return `-${printExponent(tree.operand)}`;
  return printFrom(tree, tree.kind === "partial" ? ranks.atom : ranks.power);
}

/** A single entry keeps a comma, or its brackets would group. */
function printList(items: readonly Tree[]): string {
  const [only, ...more] = items;
  if (only !== undefined && more.length === 0 && only.kind !== "list") return `[${printText(only)},]`;
  return `[${items.map(printText).join(", ")}]`;
}

/** In brackets where it binds more weakly than its place asks. */
function printFrom(tree: Tree, rank: number): string {
  return rankOf(tree) < rank ? `(${printText(tree)})` : printText(tree);
}

export function rankOf(tree: Tree): number {
  if (tree.kind === "infix") return signRanks[tree.sign];
  if (tree.kind === "negative") return ranks.product;
  // dL/dW2^2 and W^T^2 read well, and are easily misread.
  return tree.kind === "partial" || tree.kind === "transpose" ? ranks.power : ranks.atom;
}
