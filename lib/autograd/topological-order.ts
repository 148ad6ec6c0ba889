import type { Node } from "./tape.ts";

/**
 * Every node that `outputs` are made from, each after its inputs. `isKnown` nodes and what lies behind them are left out.
 * A loop with its own stack: recursion overflows at a few thousand nodes.
 */
export function topologicalOrder(outputs: readonly Node[], isKnown?: (node: Node) => boolean): Node[] {
  const order: Node[] = [];
  const placed = new Set<Node>();
  const waiting: Node[] = outputs.toReversed();
  for (let node = waiting.at(-1); node !== undefined; node = waiting.at(-1)) {
    if (placed.has(node) || isKnown?.(node)) {
      waiting.pop();
      continue;
    }
    const lengthBefore = waiting.length;
    for (const part of node.inputs) if (!placed.has(part) && !isKnown?.(part)) waiting.push(part);
    if (waiting.length > lengthBefore) continue;
    waiting.pop();
    placed.add(node);
    order.push(node);
  }
  return order;
}
