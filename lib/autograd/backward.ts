import type { On } from "./op.ts";
import type { Node } from "./tape.ts";
import { sameShape } from "./tensor.ts";
import { topologicalOrder } from "./topological-order.ts";

/**
 * Reverse mode: the gradient of `output` by every node it is made from, as a side table; the nodes stay untouched. `seed` has
 * the shape of `output`. With `compute` and the nodes' values it gives tensors; with `record` and the nodes themselves it
 * writes the gradient on the tape, where it can be differentiated again. Nodes that nothing flows back to are not in the map.
 */
export function backward<V>(on: On<V>, output: Node, seed: V, primalOf: (node: Node) => V): Map<Node, V> {
  const gradients = new Map<Node, V>([[output, seed]]);
  for (const node of topologicalOrder([output]).reverse()) {
    const gradient = gradients.get(node);
    if (node.op === null || gradient === undefined) continue;
    const inputs = node.inputs.map(primalOf);
    const shares = node.op.pullback(on, gradient, inputs, primalOf(node), ...node.options);
    if (shares.length !== inputs.length) {
      throw new Error(`${node.op.name}: the pullback gives ${shares.length} gradients for ${inputs.length} inputs`);
    }
    node.inputs.forEach((part, place) => {
      const share = shares[place] ?? null;
      if (share !== null && part.constant === null) addGradient(on, gradients, part, share);
    });
  }
  return gradients;
}

/** The same for an output with one number, which needs no seed: the map from node to ∂output/∂node. */
export function gradientsOf(on: On<Node>, output: Node): Map<Node, Node> {
  const one = on.broadcastTo(on.constant(1), output.shape);
  return backward(on, output, output.shape.length === 0 ? on.constant(1) : one, (node) => node);
}

/** A quantity used twice gets the sum; one that was broadcast gets back the sum over the axes it was copied along. */
function addGradient<V>(on: On<V>, gradients: Map<Node, V>, part: Node, share: V): void {
  const own = sameShape(on.shapeOf(share), part.shape) ? share : on.sumTo(share, part.shape);
  const sumSoFar = gradients.get(part);
  gradients.set(part, sumSoFar === undefined ? own : on.add(sumSoFar, own));
}
