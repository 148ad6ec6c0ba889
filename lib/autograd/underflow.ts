import { backward } from "./backward.ts";
import { float64, type NumberFormat } from "./number-format.ts";
import { type Node, replayAll } from "./tape.ts";
import { filled, type Tensor } from "./tensor.ts";
import { topologicalOrder } from "./topological-order.ts";
import { type Traced, traced, traceIn } from "./traced.ts";

/** One number on a tape that has become very small. */
export interface TapePlace {
  readonly node: Node;
  /** The node's place in `topologicalOrder`: counted from 0, each node after its inputs. */
  readonly index: number;
  /** The given name, else that of the op; "input" or "constant" where there is none. */
  readonly name: string;
  /** Which number of the node, in row-major order. */
  readonly element: number;
  /** 0, or below the least normal number of the format. */
  readonly size: number;
}

/** Where each thing happens first on one way through the tape; `null` where it does not. */
export interface Vanishings {
  /** A number that is not 0 and has begun to lose digits. */
  readonly subnormal: TapePlace | null;
  /** A 0 that stands for a number too small for the format. */
  readonly underflow: TapePlace | null;
  /** A 0 that is 0 in truth: a dead unit, a zero input, no error. Also one by cancellation, which the format cannot tell from it. */
  readonly trueZero: TapePlace | null;
}

export interface UnderflowReport {
  /** Of the values, from the inputs on. */
  readonly forward: Vanishings;
  /** Of the gradients of the output by the nodes, from the output back. Nodes that nothing flows back to are passed over. */
  readonly backward: Vanishings;
}

/**
 * Goes through the tape of `output`, which is differentiated with a seed of ones, in a number format, and says where values and
 * gradients first vanish. A gradient may vanish where no value does: on the way back small factors multiply.
 */
export function findUnderflow(
  output: Node,
  given: ReadonlyMap<Node, Tensor>,
  format: NumberFormat = float64,
  names: ReadonlyMap<Node, string> = new Map(),
): UnderflowReport {
  const on = traceIn(format);
  const start = new Map(Array.from(given, ([node, value]) => [node, traced(format, value)]));
  const values = replayAll(on, [output], start);
  const seed = traced(format, filled(output.shape, 1));
  const gradients = backward(on, output, seed, (node) => values.get(node) as Traced);

  const order = topologicalOrder([output]).map((node, index) => ({ node, index }));
  return {
    forward: firstVanishings(order, values, format, names),
    backward: firstVanishings(order.toReversed(), gradients, format, names),
  };
}

type Step = Pick<TapePlace, "node" | "index">;

function firstVanishings(
  steps: readonly Step[],
  found: ReadonlyMap<Node, Traced>,
  format: NumberFormat,
  names: ReadonlyMap<Node, string>,
): Vanishings {
  const first = (isSought: (size: number, isLost: boolean) => boolean): TapePlace | null => {
    for (const { node, index } of steps) {
      const { tensor, lost } = found.get(node) ?? nothing;
      const isLostAt = (place: number) => lost !== null && lost.data[place] !== 0;
      const element = tensor.data.findIndex((value, place) => isSought(Math.abs(value), isLostAt(place)));
      if (element < 0) continue;
      const name = names.get(node) ?? node.op?.name ?? (node.constant === null ? "input" : "constant");
      return { node, index, name, element, size: Math.abs(tensor.data[element] as number) };
    }
    return null;
  };
  return {
    subnormal: first((size) => size > 0 && size < format.leastNormal),
    underflow: first((size, isLost) => size === 0 && isLost),
    trueZero: first((size, isLost) => size === 0 && !isLost),
  };
}

const nothing: Traced = { tensor: filled([0], 0), lost: null };
