import { type Tensor, toNested } from "#lib/autograd/tensor.ts";
import { nameTex } from "#lib/expression/print-tex.ts";
import { layerOf } from "#lib/model/layers.ts";
import type { EvaluatedModel } from "./evaluated-model.ts";
import type { NetworkEdgeView, NetworkNodeView, NetworkView } from "./lesson.ts";
import { type DrawnEdge, type DrawnNode, layOutNetwork } from "./network-layout.ts";
import { printedNumber } from "./printed-number.ts";
import { typeset } from "./typeset.ts";

/**
 * How much a diagram tells. An exercise shows what is given and nothing that it asks: `given` draws the inputs' and
 * weights' numbers only.
 */
export type Shows = "given" | "values" | "everything";

export interface NetworkOptions {
  readonly title: string;
  readonly shows: Shows;
  /** Significant digits of every number. */
  readonly digits: number;
}

/** Entries of a vector that still fit into a circle. */
const mostEntries = 3;

/** The diagram of a model at its declared values. */
export function networkView(evaluated: EvaluatedModel, options: NetworkOptions): NetworkView {
  const { nodes, edges } = layOutNetwork(evaluated.model);
  return {
    title: options.title,
    summary: summarise(evaluated, nodes, edges, options),
    showsBackward: options.shows === "everything",
    nodes: nodes.map((node) => nodeView(node, evaluated, options)),
    edges: edges.map((edge) => edgeView(edge, evaluated, options)),
  };
}

function nodeView(
  node: DrawnNode,
  { model, here }: EvaluatedModel,
  { shows, digits }: NetworkOptions,
): NetworkNodeView {
  const isGiven = model.byName.get(node.name)?.kind === "input";
  const hasGradient = shows === "everything" && (node.kind === "neuron" || node.kind === "input");
  return {
    ...node,
    label: typeset(nameTex(node.name, { colour: layerOf })),
    value: isGiven || shows !== "given" ? tensorText(here.value(node.name), digits) : "",
    gradient: hasGradient ? figure(here.partial({ of: model.loss, by: node.name }), digits) : null,
  };
}

function edgeView(
  edge: DrawnEdge,
  { model, here }: EvaluatedModel,
  { shows, digits }: NetworkOptions,
): NetworkEdgeView {
  const by = edge.weight ?? edge.from;
  return {
    from: edge.from,
    to: edge.to,
    weight:
      edge.weight === null
        ? null
        : {
            name: edge.weight,
            label: typeset(nameTex(edge.weight, { colour: layerOf })),
            value: tensorText(here.value(edge.weight), digits),
          },
    gradient:
      shows === "everything"
        ? { of: `d${model.loss}/d${by}`, ...figure(here.partial({ of: model.loss, by }), digits) }
        : null,
    layer: layerOf(by),
  };
}

/** A number, or the length of a tensor with what can be shown of it. */
function figure(tensor: Tensor, digits: number): { readonly text: string; readonly value: number } {
  const value = tensor.shape.length === 0 ? (tensor.data[0] ?? Number.NaN) : Math.hypot(...tensor.data);
  return { text: tensorText(tensor, digits), value };
}

function tensorText(tensor: Tensor, digits: number): string {
  if (tensor.shape.length === 0) return printedNumber(tensor.data[0] ?? Number.NaN, digits);
  const entries = toNested(tensor);
  if (tensor.shape.length > 1 || !Array.isArray(entries) || entries.length > mostEntries) return tensor.shape.join("×");
  return `[${entries.map((entry) => printedNumber(Number(entry), digits)).join(", ")}]`;
}

/** What the figure shows, in words: its text alternative. */
function summarise(
  evaluated: EvaluatedModel,
  nodes: readonly DrawnNode[],
  edges: readonly DrawnEdge[],
  { shows, digits }: NetworkOptions,
): string {
  const { model, here } = evaluated;
  const told = (name: string) => `${name} = ${tensorText(here.value(name), digits)}`;
  const layers = new Set(nodes.filter(({ kind }) => kind === "neuron").map(({ layer, name }) => layer ?? name));
  const weights = [...new Set(edges.flatMap(({ weight }) => weight ?? []))];
  const inputs = nodes.filter(({ kind, layer }) => kind === "input" && layer === 0).map(({ name }) => told(name));
  const targets = nodes.filter(({ kind }) => kind === "target").map(({ name }) => told(name));
  const sentences = [
    `A network of ${count(layers.size, "layer")} with ${listed([...inputs, ...weights.map(told)])}`,
    targets.length === 0 ? "" : ` and the target ${listed(targets)}`,
  ];
  if (shows === "given") return `${sentences.join("")}.`;
  const outputs = nodes.filter(
    ({ name, kind }) => kind === "neuron" && edges.some(({ from, to }) => from === name && to === model.loss),
  );
  sentences.push(`. It gives ${listed([...outputs.map(({ name }) => name), model.loss].map(told))}.`);
  if (shows === "everything") sentences.push(` ${gradientSentence(evaluated, weights, digits)}`);
  return sentences.join("").trimEnd();
}

/** Which weight gets the largest gradient and which the smallest, and how far apart they are. */
function gradientSentence({ model, here }: EvaluatedModel, weights: readonly string[], digits: number): string {
  const sizes = weights.map((weight) => {
    const { text, value } = figure(here.partial({ of: model.loss, by: weight }), digits);
    return { weight, text, size: Math.abs(value) };
  });
  const [smallest, ...rest] = sizes.toSorted((a, b) => a.size - b.size);
  const largest = rest.at(-1);
  if (smallest === undefined) return "";
  if (largest === undefined)
    return `Backward, the gradient of ${model.loss} by ${smallest.weight} is ${smallest.text}.`;
  const factor =
    smallest.size === 0 ? "" : `, smaller by a factor of ${printedNumber(largest.size / smallest.size, 2)}`;
  return `Backward, the gradient of ${model.loss} by ${largest.weight} is ${largest.text}, by ${smallest.weight} ${smallest.text}${factor}.`;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
