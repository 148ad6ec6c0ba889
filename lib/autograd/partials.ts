import { gradientsOf } from "./backward.ts";
import { type Node, record } from "./tape.ts";
import { filled } from "./tensor.ts";

/**
 * ∂output/∂node for each node of `by`, in that order, from one backward pass: every further partial is free. `output` holds one
 * number. Each partial has its node's shape, and is a constant 0 where `output` does not depend on it.
 */
export function partials(output: Node, by: readonly Node[]): readonly Node[] {
  const gradients = gradientsOf(record, output);
  return by.map((node) => gradients.get(node) ?? record.constant(filled(node.shape, 0)));
}

/**
 * H·v for each node of `by`: how its gradient moves when all of `by` move along `vector`, which has one node per node of `by`
 * and of its shape. The pullbacks are differentiated once more, as the gradient of Σ ∂loss/∂node ⊙ v (Pearlmutter 1994): two
 * backward passes, whatever the number of parameters, where H itself would take one for each.
 */
export function hessianTimesVector(loss: Node, by: readonly Node[], vector: readonly Node[]): readonly Node[] {
  let along = record.constant(0);
  for (const [place, slope] of partials(loss, by).entries()) {
    const part = vector[place];
    if (part === undefined) throw new Error(`${by.length} nodes, and a vector of ${vector.length}`);
    along = record.add(along, record.sum(record.multiply(slope, record.stopGradient(part))));
  }
  return partials(along, by);
}
