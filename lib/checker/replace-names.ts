import type { Tree } from "#lib/expression/tree.ts";

/** The tree with what stands for a name put in its place. A model or a worksheet defines no name by itself, so this ends. */
export function replaceNames(tree: Tree, meaning: ReadonlyMap<string, Tree>): Tree {
  if (meaning.size === 0) return tree;
  const replace = (part: Tree): Tree => {
    switch (part.kind) {
      case "name":
        return meaning.get(part.name) ?? part;
      case "call":
        return { ...part, inputs: part.inputs.map(replace) };
      case "negative":
      case "transpose":
        return { ...part, operand: replace(part.operand) };
      case "infix":
        return { ...part, left: replace(part.left), right: replace(part.right) };
      case "list":
        return { ...part, items: part.items.map(replace) };
      default:
        return part;
    }
  };
  return replace(tree);
}
