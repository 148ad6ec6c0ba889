import { compute } from "#lib/autograd/compute.ts";
import { input, type Node, record } from "#lib/autograd/tape.ts";
import { scalar, type Tensor } from "#lib/autograd/tensor.ts";
import type { Problem } from "#lib/expression/problem.ts";
import type { Tree } from "#lib/expression/tree.ts";
import type { Model } from "./model.ts";
import { recordTree, type Scope } from "./record-tree.ts";

/** The learning rate of a model that names none: `eta` can always be written. */
export const defaultLearningRate = 0.1;

/** A model on a tape. Lines whose shapes do not fit, and lines that use them, have no node; the first kind has a problem. */
export interface Layout {
  readonly nodes: ReadonlyMap<string, Node>;
  /** The declared values of the inputs, and of `eta`. */
  readonly declared: ReadonlyMap<string, Tensor>;
  readonly problems: readonly Problem[];
}

/** Every quantity as a node, `eta` among them. */
export function layOut(model: Model): Layout {
  const nodes = new Map<string, Node>();
  const declared = new Map<string, Tensor>();
  const problems: Problem[] = [];
  const scope: Scope<Node> = { on: record, name: (name) => nodeNamed(nodes, name), partial: refuse };
  const placed = new Set<Node>();
  for (const { name, kind, tree } of model.quantities) {
    if (kind === "input") {
      const literal = recordTree(literalScope, tree);
      if (!literal.ok) {
        problems.push(literal.problem);
        continue;
      }
      declared.set(name, literal.value);
      nodes.set(name, input(literal.value.shape));
      continue;
    }
    if (namesIn(tree).some((used) => !nodes.has(used))) continue;
    const recorded = recordTree(scope, tree);
    if (!recorded.ok) {
      problems.push(recorded.problem);
      continue;
    }
    // Two names of one node would be one quantity, and their partial by each other 1 both ways.
    const isTaken = placed.has(recorded.value) || recorded.value.op === null;
    const node = isTaken ? record.identity(recorded.value) : recorded.value;
    placed.add(node);
    nodes.set(name, node);
  }
  if (!nodes.has("eta")) {
    declared.set("eta", scalar(defaultLearningRate));
    nodes.set("eta", input([]));
  }
  return { nodes, declared, problems };
}

export function nodeNamed(nodes: ReadonlyMap<string, Node>, name: string): Node {
  const node = nodes.get(name);
  if (node === undefined) throw new Error(`the model has no quantity ${name}`);
  return node;
}

function refuse(): never {
  throw new Error("a model's line holds no partial, and an input no name");
}

const literalScope: Scope<Tensor> = { on: compute, name: refuse, partial: refuse };

/** Names a formula uses, each as often as it stands there. */
export function namesIn(tree: Tree): readonly string[] {
  switch (tree.kind) {
    case "name":
      return [tree.name];
    case "negative":
    case "transpose":
      return namesIn(tree.operand);
    case "infix":
      return [...namesIn(tree.left), ...namesIn(tree.right)];
    case "call":
      return tree.inputs.flatMap(namesIn);
    case "list":
      return tree.items.flatMap(namesIn);
    default:
      return [];
  }
}
