import type { Partial, Tree } from "#lib/expression/tree.ts";

/** The partials a formula uses, each as often as it stands there. */
export function partialsIn(tree: Tree): readonly Partial[] {
  switch (tree.kind) {
    case "partial":
      return [tree.partial];
    case "negative":
    case "transpose":
      return partialsIn(tree.operand);
    case "infix":
      return [...partialsIn(tree.left), ...partialsIn(tree.right)];
    case "call":
      return tree.inputs.flatMap(partialsIn);
    case "list":
      return tree.items.flatMap(partialsIn);
    default:
      return [];
  }
}
