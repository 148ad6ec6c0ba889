import type { Heading, List, Nodes, RootContent, Table } from "mdast";
import { headingId } from "./block-ids.ts";
import { compileModelListing, compileNetwork, compileSteps } from "./compile-figures.ts";
import { compileInlines } from "./compile-inlines.ts";
import { type Component, readProps } from "./components.ts";
import type { Block } from "./lesson.ts";
import { plainText } from "./outline.ts";
import { startOf } from "./place.ts";
import { isModelFence } from "./plugins/models.ts";
import { type Writing, writeFormula } from "./writing.ts";

/** Markdown blocks to the stored tree, in order. `isTop` where headings may stand. */
export function compileBlocks(nodes: readonly RootContent[], writing: Writing, isTop = false): readonly Block[] {
  return nodes.flatMap((node) => compileBlock(node, writing, isTop) ?? []);
}

function compileBlock(node: RootContent, writing: Writing, isTop: boolean): Block | null {
  switch (node.type) {
    case "heading":
      return compileHeading(node, writing, isTop);
    case "paragraph": {
      const id = sourceId("p", node, writing);
      return { kind: "paragraph", id, inlines: compileInlines(node.children, writing) };
    }
    case "list":
      return compileList(node, writing);
    case "blockquote": {
      const id = sourceId("q", node, writing);
      return { kind: "quote", id, blocks: compileBlocks(node.children, writing) };
    }
    case "code":
      if (isModelFence(node)) return compileModelListing(node, writing);
      return { kind: "code", id: sourceId("code", node, writing), language: node.lang ?? null, text: node.value };
    case "math": {
      const formula = writeFormula(writing, node.value, "display", startOf(node), node.position?.start.offset ?? 0);
      return formula === null ? null : { kind: "math", id: sourceId("f", node, writing), formula };
    }
    case "table":
      return compileTable(node, writing);
    case "thematicBreak":
      return { kind: "rule", id: sourceId("rule", node, writing) };
    case "mdxJsxFlowElement":
      return compileComponent(node, writing);
    default:
      return null;
  }
}

function compileHeading(node: Heading, writing: Writing, isTop: boolean): Block | null {
  const { section, problems } = writing;
  const { depth } = node;
  if (!isTop) {
    const instead = "Sections stand at the top level of a lesson.";
    problems.report("unsupported-markdown", { what: "headings inside other blocks", instead }, startOf(node));
    return null;
  }
  if ((depth !== 2 && depth !== 3) || depth > section.depth + 1) {
    problems.report("heading-order", { depth, after: section.depth }, startOf(node));
    return null;
  }
  section.major += depth === 2 ? 1 : 0;
  section.minor = depth === 2 ? 0 : section.minor + 1;
  section.depth = depth;
  const number = depth === 2 ? `${section.major}` : `${section.major}.${section.minor}`;
  const inlines = compileInlines(node.children, writing);
  const id = writing.ids.named(headingId(plainText(inlines)), startOf(node));
  return { kind: "heading", id, depth, number, inlines };
}

function compileList(node: List, writing: Writing): Block {
  const id = sourceId("list", node, writing);
  const items = node.children.map((item) => compileBlocks(item.children, writing));
  return { kind: "list", id, ordered: node.ordered === true, items };
}

function compileTable(node: Table, writing: Writing): Block {
  const id = sourceId("table", node, writing);
  const [head = [], ...rows] = node.children.map((row) =>
    row.children.map((cell) => compileInlines(cell.children, writing)),
  );
  return { kind: "table", id, align: node.align ?? head.map(() => null), head, rows };
}

function compileComponent(element: Component, writing: Writing): Block | null {
  switch (element.name) {
    case "Steps": {
      const props = readProps("Steps", element, writing.problems);
      return props === null
        ? null
        : compileSteps(props, sourceId("steps", element, writing), startOf(element), writing);
    }
    case "Network": {
      const props = readProps("Network", element, writing.problems);
      return props === null
        ? null
        : compileNetwork(props, sourceId("network", element, writing), startOf(element), writing);
    }
    case "Exercise": {
      const props = readProps("Exercise", element, writing.problems);
      if (props === null) return null;
      if (!writing.exercises.has(props.id)) {
        writing.problems.report("unknown-exercise", { slug: props.id }, startOf(element));
        return null;
      }
      const id = writing.ids.named(`exercise-${props.id}`, startOf(element));
      writing.placed.push(props.id);
      return { kind: "exercise", id, slug: props.id };
    }
    case "Note": {
      const props = readProps("Note", element, writing.problems);
      const id = sourceId("note", element, writing);
      const blocks = compileBlocks(element.children.filter(isFlow), writing);
      return props === null ? null : { kind: "note", id, title: props.title ?? null, blocks };
    }
    default:
      return null;
  }
}

/** A component that stands as a block holds blocks; the type alone does not say so. */
function isFlow(node: Nodes): node is RootContent {
  return node.type !== "root";
}

function sourceId(kind: string, node: RootContent, writing: Writing): string {
  const { position } = node;
  const text = writing.source.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
  return writing.ids.fromSource(kind, text, startOf(node));
}
