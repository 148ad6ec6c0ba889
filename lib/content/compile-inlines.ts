import type { PhrasingContent } from "mdast";
import { parseExpression } from "#lib/expression/parse.ts";
import type { Tree } from "#lib/expression/tree.ts";
import { layerOf } from "#lib/model/layers.ts";
import { vocabularyOf } from "#lib/model/vocabulary.ts";
import { type Component, type PropsOf, readProps } from "./components.ts";
import { numberOf } from "./evaluated-model.ts";
import type { Inline } from "./lesson.ts";
import { startOf } from "./place.ts";
import { printedNumber } from "./printed-number.ts";
import { chooseModel, type Writing, writeFormula } from "./writing.ts";

/** Significant digits of a printed value where the author names none. */
export const printedDigits = 4;

/** Running text. What the allow-list refused is left out here: it has been reported. */
export function compileInlines(nodes: readonly PhrasingContent[], writing: Writing): readonly Inline[] {
  return nodes.flatMap((node) => compileInline(node, writing) ?? []);
}

function compileInline(node: PhrasingContent, writing: Writing): Inline | null {
  switch (node.type) {
    case "text":
      return { kind: "text", text: node.value.replace(/\s+/g, " ") };
    case "emphasis":
    case "strong":
      return { kind: node.type, inlines: compileInlines(node.children, writing) };
    case "inlineCode":
      return { kind: "code", text: node.value };
    case "break":
      return { kind: "break" };
    case "link":
      if (/^[#/]/.test(node.url)) writing.links.push({ href: node.url, at: startOf(node) });
      return { kind: "link", href: node.url, inlines: compileInlines(node.children, writing) };
    case "inlineMath": {
      const formula = writeFormula(writing, node.value, "inline", startOf(node), node.position?.start.offset ?? 0);
      return formula === null ? null : { kind: "math", formula };
    }
    case "mdxJsxTextElement":
      return compileComponent(node, writing);
    default:
      return null;
  }
}

function compileComponent(element: Component, writing: Writing): Inline | null {
  if (element.name === "Val") {
    const props = readProps("Val", element, writing.problems);
    return props === null ? null : compileValue(props, element, writing);
  }
  if (element.name === "Cite") {
    const props = readProps("Cite", element, writing.problems);
    if (props === null || writing.references === null) return null;
    const reference = writing.references.get(props.key);
    if (reference === undefined) {
      writing.problems.report("unknown-source", { key: props.key }, startOf(element));
      return null;
    }
    writing.cited.add(props.key);
    return { kind: "cite", key: props.key, label: reference.label };
  }
  return null;
}

/** `of` is any expression over the model's names and partials; the engine works it out where the model stands. */
function compileValue(props: PropsOf<"Val">, element: Component, writing: Writing): Inline | null {
  const at = startOf(element);
  const chosen = chooseModel(writing, "Val", props.model, at);
  if (chosen === null) return null;
  const refuse = (reason: string) => {
    writing.problems.report("bad-value", { of: props.of, reason }, at);
    return null;
  };
  const parsed = parseExpression(props.of, vocabularyOf(chosen.model));
  if (!parsed.ok) return refuse(parsed.problem.message);
  const evaluated = chosen.here.expression(parsed.value);
  if (!evaluated.ok) return refuse(evaluated.problem.message);
  const value = numberOf(evaluated.value);
  if (value === null) return refuse("it has a shape, and running text holds single numbers.");
  if (!Number.isFinite(value)) return refuse("it is not a finite number at the model's values.");
  const text = printedNumber(value, props.digits ?? printedDigits);
  return { kind: "value", of: props.of, text, value, layer: layerOfTree(parsed.value) };
}

/** A name has its own layer, a partial that of the quantity it is taken by; anything longer has none. */
function layerOfTree(tree: Tree): number | null {
  if (tree.kind === "name") return layerOf(tree.name);
  return tree.kind === "partial" ? layerOf(tree.partial.by) : null;
}
