import type { On } from "./op.ts";
import type { Node } from "./tape.ts";
import { sameShape } from "./tensor.ts";
import { topologicalOrder } from "./topological-order.ts";

/**
 * Forward mode: how `output` moves when the nodes of `tangents` move by theirs (a Jacobian times a vector). `null` if it does
 * not depend on them. Like `backward` it computes or records.
 */
export function forward<V>(
  on: On<V>,
  output: Node,
  tangents: ReadonlyMap<Node, V>,
  primalOf: (node: Node) => V,
): V | null {
  const moved = new Map<Node, V>(tangents);
  for (const node of topologicalOrder([output])) {
    if (node.op === null || moved.has(node) || !node.inputs.some((part) => moved.has(part))) continue;
    const maps = node.op.tangents(on, node.inputs.map(primalOf), primalOf(node), ...node.options);
    if (maps.length !== node.inputs.length) {
      throw new Error(`${node.op.name}: there are ${maps.length} tangents for ${node.inputs.length} inputs`);
    }
    let sum: V | null = null;
    node.inputs.forEach((part, place) => {
      const tangent = moved.get(part);
      const share = tangent === undefined ? null : (maps[place]?.(tangent) ?? null);
      if (share !== null) sum = sum === null ? share : on.add(sum, share);
    });
    if (sum !== null) {
      moved.set(node, sameShape(on.shapeOf(sum), node.shape) ? sum : on.broadcastTo(sum, node.shape));
    }
  }
  return moved.get(output) ?? null;
}
