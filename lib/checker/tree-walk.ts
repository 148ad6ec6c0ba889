import type { Tree } from "#lib/expression/tree.ts";

/** The trees directly inside a tree, from left to right. */
export function partsOf(tree: Tree): readonly Tree[] {
  switch (tree.kind) {
    case "call":
      return tree.inputs;
    case "negative":
    case "transpose":
      return [tree.operand];
    case "infix":
      return [tree.left, tree.right];
    case "list":
      return tree.items;
    default:
      return [];
  }
}

/** The first tree that fits, from left to right and outside in; null where none does. The parser bounds the depth. */
export function findTree(tree: Tree, fits: (tree: Tree) => boolean): Tree | null {
  if (fits(tree)) return tree;
  for (const part of partsOf(tree)) {
    const found = findTree(part, fits);
    if (found !== null) return found;
  }
  return null;
}

/** Every name in a tree once, in the order of reading. */
export function namesIn(tree: Tree): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (part: Tree): void => {
    if (part.kind === "name") names.add(part.name);
    for (const inner of partsOf(part)) visit(inner);
  };
  visit(tree);
  return names;
}
