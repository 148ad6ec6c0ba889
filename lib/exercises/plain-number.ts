import { computeInfix, leafValue } from "#lib/expression/constant.ts";
import { parseExpression, type Vocabulary } from "#lib/expression/parse.ts";
import type { Tree } from "#lib/expression/tree.ts";

const numbersOnly: Vocabulary = { names: new Set(), functions: new Map() };

/** A number with what was read. */
export interface PlainNumber {
  readonly value: number;
  readonly tree: Tree;
}

/** A number as people write it: 0.5, 1e-9, 10^-9, 1/1000. Null where the text holds anything else, or comes to nothing finite. */
export function readPlainNumber(text: string): PlainNumber | null {
  const parsed = parseExpression(text, numbersOnly);
  if (!parsed.ok) return null;
  const value = computeTree(parsed.value);
  return value !== null && Number.isFinite(value) ? { value, tree: parsed.value } : null;
}

/** Null where something is no number. A product that would become 0 is refused by the notation already. */
function computeTree(tree: Tree): number | null {
  if (tree.kind === "negative") {
    const value = computeTree(tree.operand);
    return value === null ? null : -value;
  }
  if (tree.kind !== "infix") return leafValue(tree);
  const left = computeTree(tree.left);
  const right = computeTree(tree.right);
  return left === null || right === null ? null : (computeInfix(tree.sign, left, right)?.value ?? null);
}
