import type { InfixSign, Tree } from "./tree.ts";

/**
 * The value of an infix expression of two known numbers: what an exponent comes to, and whether numbers that are not 0 came
 * to 0 on the way. Products of matrices are no numbers, so `@` has none.
 */
export function computeInfix(
  sign: InfixSign,
  left: number,
  right: number,
): { value: number; underflows: boolean } | null {
  switch (sign) {
    case "+":
      return { value: left + right, underflows: false };
    case "-":
      return { value: left - right, underflows: false };
    case "*":
    case "dot":
      return { value: left * right, underflows: left * right === 0 && left !== 0 && right !== 0 };
    case "/":
      return { value: left / right, underflows: left / right === 0 && left !== 0 && Number.isFinite(right) };
    case "^":
      return { value: left ** right, underflows: left ** right === 0 && left !== 0 && Number.isFinite(left * right) };
    case "@":
      return null;
  }
}

/** The value of a leaf that is a number, null for any other tree. */
export function leafValue(tree: Tree): number | null {
  if (tree.kind === "number") return tree.value;
  if (tree.kind === "constant") return tree.name === "e" ? Math.E : Math.PI;
  return null;
}
