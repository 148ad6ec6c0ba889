import { backward } from "./backward.ts";
import { compute } from "./compute.ts";
import type { Node } from "./tape.ts";
import { filled, type Tensor } from "./tensor.ts";

/**
 * ∂output/∂by of two nodes of any shapes as a matrix [numbers in output, numbers in by], both in row-major order: one backward
 * pass for each number of the output. `values` holds the value of every node behind the output, as `valuesOf` gives them.
 */
export function jacobian(output: Node, by: Node, values: ReadonlyMap<Node, Tensor>): Tensor {
  const primalOf = (node: Node) => {
    const value = values.get(node);
    if (value === undefined) throw new Error(`a node of shape [${node.shape}] has no value`);
    return value;
  };
  const rows = primalOf(output).data.length;
  const columns = primalOf(by).data.length;
  const slopes = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const seed = filled(output.shape, 0);
    seed.data[row] = 1;
    const gradient = backward(compute, output, seed, primalOf).get(by);
    if (gradient !== undefined) slopes.set(gradient.data, row * columns);
  }
  return { shape: [rows, columns], data: slopes };
}
