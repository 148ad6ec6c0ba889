import type { Nodes } from "mdast";
import type { Place } from "#lib/expression/tree.ts";

/** Where a node of the syntax tree begins. The parser gives every node a place; one without it would be our mistake. */
export function startOf(node: Pick<Nodes, "position"> & { readonly type: string }): Place {
  const start = node.position?.start;
  if (start === undefined) throw new Error(`a ${node.type} node without a place`);
  return { line: start.line, column: start.column };
}

/** The place of an offset in a text that begins at `start` and whose lines are indented like its first. */
export function placeWithin(text: string, offset: number, start: Place): Place {
  const before = text.slice(0, offset).split("\n");
  const last = before.at(-1) ?? "";
  return { line: start.line + before.length - 1, column: (before.length === 1 ? start.column : 1) + last.length };
}
