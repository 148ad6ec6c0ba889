import { backward, gradientsOf } from "#lib/autograd/backward.ts";
import { type Node, record } from "#lib/autograd/tape.ts";
import { filled, type Shape, sizeOf } from "#lib/autograd/tensor.ts";

/** Total derivatives between the quantities of one model, each worked out once: one backward pass gives all those of one `of`. */
export class PartialNodes {
  readonly #gradients = new Map<Node, ReadonlyMap<Node, Node>>();
  readonly #jacobians = new Map<Node, readonly ReadonlyMap<Node, Node>[]>();

  /**
   * ∂of/∂by along all paths, with `by` free to move though it may be made from others. Of one number: the shape of `by`. Of
   * several: a Jacobian, shape of `of` then shape of `by`. Zeros where `of` is not made from `by`.
   */
  between(of: Node, by: Node): Node {
    if (sizeOf(of.shape) === 1) {
      return this.#gradientsOf(of).get(by) ?? zeros(by.shape);
    }
    const rows = this.#jacobianRows(of).map((row) => row.get(by));
    const shape = [...of.shape, ...by.shape];
    if (rows.every((row) => row === undefined)) return zeros(shape);
    const flat = rows.map((row) => record.reshape(row ?? zeros(by.shape), [1, sizeOf(by.shape)]));
    return record.reshape(record.concat(...flat, 0), shape);
  }

  #gradientsOf(of: Node): ReadonlyMap<Node, Node> {
    const known = this.#gradients.get(of);
    if (known !== undefined) return known;
    const gradients = gradientsOf(record, of);
    this.#gradients.set(of, gradients);
    return gradients;
  }

  /** One backward pass per element. */
  #jacobianRows(of: Node): readonly ReadonlyMap<Node, Node>[] {
    const known = this.#jacobians.get(of);
    if (known !== undefined) return known;
    const rows = Array.from({ length: sizeOf(of.shape) }, (_, element) => {
      const seed = filled(of.shape, 0);
      seed.data[element] = 1;
      return backward(record, of, record.constant(seed), (node) => node);
    });
    this.#jacobians.set(of, rows);
    return rows;
  }
}

function zeros(shape: Shape): Node {
  return record.constant(filled(shape, 0));
}
