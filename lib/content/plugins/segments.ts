import type { Root, RootContent } from "mdast";
import { readProps } from "../components.ts";
import { startOf } from "../place.ts";
import type { ProblemList } from "../problem.ts";

/** A run of blocks with one access rule, still as syntax. `levels` empty: free. */
export interface SegmentSource {
  readonly levels: readonly string[];
  readonly nodes: readonly RootContent[];
}

/**
 * Cuts a lesson at its `<MembersOnly>` tags. What stands between two of them is free, and a run that holds nothing is no
 * segment. Two tags side by side stay two segments: each has its own levels.
 */
export function cutSegments(
  root: Root,
  levels: ReadonlySet<string> | null,
  problems: ProblemList,
): readonly SegmentSource[] {
  const segments: SegmentSource[] = [];
  let free: RootContent[] = [];
  const closeFree = () => {
    if (free.length > 0) segments.push({ levels: [], nodes: free });
    free = [];
  };
  for (const node of root.children) {
    if (node.type === "yaml") continue;
    if (node.type !== "mdxJsxFlowElement" || node.name !== "MembersOnly") {
      free.push(node);
      continue;
    }
    closeFree();
    const props = readProps("MembersOnly", node, problems);
    for (const level of props?.levels ?? []) {
      if (levels?.has(level) === false) problems.report("unknown-level", { level, known: [...levels] }, startOf(node));
    }
    segments.push({ levels: props?.levels ?? ["nobody"], nodes: node.children });
  }
  closeFree();
  return segments;
}
