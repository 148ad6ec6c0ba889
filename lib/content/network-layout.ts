import type { Tree } from "#lib/expression/tree.ts";
import { layerOf, kindOf as quantityKindOf } from "#lib/model/layers.ts";
import type { Model, Quantity } from "#lib/model/model.ts";
import type { NetworkNodeView } from "./lesson.ts";

/** What is drawn as a circle, with its place on the grid. */
export interface DrawnNode {
  readonly name: string;
  readonly kind: NetworkNodeView["kind"];
  readonly layer: number | null;
  readonly column: number;
  readonly row: number;
}

export interface DrawnEdge {
  readonly from: string;
  readonly to: string;
  /** Name of the weight on this edge. */
  readonly weight: string | null;
}

export interface NetworkLayout {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

/**
 * Any model on a grid, from its inputs at the left to its loss at the right. A neuron is one circle: `z2 = W2*y1` and
 * `y2 = sigmoid(z2)` are drawn together where nothing else uses z2. A weight or bias by its name is a parameter:
 * beside a source it is the weight on an edge, alone in its term it is a small input of its own. A quantity that
 * nothing uses, such as the learning rate, is not drawn.
 */
export function layOutNetwork(model: Model): NetworkLayout {
  const merged = mergedPreActivations(model);
  const shown = (name: string) => merged.get(name) ?? name;
  const drawnQuantities = model.quantities.filter(({ name, kind }) => kind === "node" && !merged.has(name));
  const bodies = new Map<string, Tree>();
  for (const { name, tree } of drawnQuantities) bodies.set(name, bodyOf(name, tree, model, merged));

  const edges: DrawnEdge[] = [];
  for (const [name, body] of bodies) {
    for (const term of termsOf(body)) {
      const names = namesIn(term);
      const sources = names.filter((each) => !isParameter(each, model));
      const [weight = null] = names.filter((each) => isParameter(each, model));
      if (sources.length === 0 && weight !== null) edges.push({ from: weight, to: name, weight: null });
      for (const source of sources)
        addEdge(edges, { from: shown(source), to: name, weight: sources.length === 1 ? weight : null });
    }
  }
  return { nodes: placeNodes(model, bodies, edges), edges };
}

/** The same source twice in one body, as in `(y - t)^2 + y`, is one edge. */
function addEdge(edges: DrawnEdge[], edge: DrawnEdge): void {
  const isThere = edges.some(({ from, to, weight }) => from === edge.from && to === edge.to && weight === edge.weight);
  if (!isThere) edges.push(edge);
}

/** Pre-activation → the activation that is drawn in its place. */
function mergedPreActivations(model: Model): ReadonlyMap<string, string> {
  const merged = new Map<string, string>();
  for (const { name, tree } of model.quantities) {
    if (tree.kind !== "call" || tree.inputs.length !== 1) continue;
    const [input] = tree.inputs;
    if (input?.kind !== "name" || model.byName.get(input.name)?.kind !== "node") continue;
    const users = model.quantities.filter((user) => namesIn(user.tree).includes(input.name));
    if (users.length === 1) merged.set(input.name, name);
  }
  return merged;
}

function bodyOf(name: string, tree: Tree, model: Model, merged: ReadonlyMap<string, string>): Tree {
  for (const [inner, outer] of merged) {
    const quantity = outer === name ? model.byName.get(inner) : undefined;
    if (quantity !== undefined) return quantity.tree;
  }
  // `y1 = sigmoid(W1*x0)` hides its sum inside the call.
  const [only, second] = tree.kind === "call" ? tree.inputs : [];
  return only !== undefined && second === undefined ? only : tree;
}

function termsOf(tree: Tree): readonly Tree[] {
  if (tree.kind === "negative") return termsOf(tree.operand);
  const isSum = tree.kind === "infix" && (tree.sign === "+" || tree.sign === "-");
  return isSum ? [...termsOf(tree.left), ...termsOf(tree.right)] : [tree];
}

/** Names a tree refers to, each once, in order. */
export function namesIn(tree: Tree): readonly string[] {
  switch (tree.kind) {
    case "name":
      return [tree.name];
    case "call":
      return distinct(tree.inputs.flatMap(namesIn));
    case "list":
      return distinct(tree.items.flatMap(namesIn));
    case "negative":
    case "transpose":
      return namesIn(tree.operand);
    case "infix":
      return distinct([...namesIn(tree.left), ...namesIn(tree.right)]);
    default:
      return [];
  }
}

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)];

function isParameter(name: string, model: Model): boolean {
  const kind = quantityKindOf(name);
  return model.byName.get(name)?.kind === "input" && (kind === "weight" || kind === "bias");
}

/** Columns by the longest way from an input; an input stands just left of where it is first used. */
function placeNodes(
  model: Model,
  bodies: ReadonlyMap<string, Tree>,
  edges: readonly DrawnEdge[],
): readonly DrawnNode[] {
  const columns = new Map<string, number>();
  for (const name of bodies.keys()) {
    const sources = edges.filter((edge) => edge.to === name && bodies.has(edge.from));
    columns.set(name, 1 + sources.reduce((most, { from }) => Math.max(most, columns.get(from) ?? 0), 0));
  }
  const kindOf = (name: string): NetworkNodeView["kind"] => {
    if (bodies.has(name)) return name === model.loss ? "loss" : "neuron";
    const users = edges.filter((edge) => edge.from === name);
    return users.every(({ to }) => layerOf(to) === null) ? "target" : "input";
  };
  const drawn = model.quantities.filter(({ name }) => bodies.has(name) || edges.some((edge) => edge.from === name));
  for (const { name } of drawn) {
    if (bodies.has(name)) continue;
    const users = edges.filter((edge) => edge.from === name).map(({ to }) => columns.get(to) ?? 1);
    columns.set(name, Math.min(...users) - 1);
  }
  const filled = new Map<number, number>();
  const inOrder = drawn.toSorted((a, b) => rank(a, model, kindOf) - rank(b, model, kindOf));
  return inOrder.map(({ name }) => {
    const column = columns.get(name) ?? 0;
    const row = filled.get(column) ?? 0;
    filled.set(column, row + 1);
    const kind = kindOf(name);
    const layer = kind === "neuron" || isParameter(name, model) ? layerOf(name) : kind === "input" ? 0 : null;
    return { name, kind, layer, column, row };
  });
}

/** Top to bottom in a column: neurons and loss, inputs, the target, biases. */
function rank({ name }: Quantity, model: Model, kindOf: (name: string) => NetworkNodeView["kind"]): number {
  if (isParameter(name, model)) return 3;
  return { neuron: 0, loss: 0, input: 1, target: 2 }[kindOf(name)];
}
