import type { Nodes, Parents, Root } from "mdast";
import { type Component, componentNames, components, isComponentName } from "../components.ts";
import { startOf } from "../place.ts";
import type { ProblemList } from "../problem.ts";

/** Markdown that a lesson may hold. What is not here is refused, also what a later parser may bring. */
const allowed = new Set<string>([
  ..."root yaml heading paragraph text emphasis strong inlineCode code link list listItem blockquote".split(" "),
  ..."break thematicBreak table tableRow tableCell inlineMath math".split(" "),
]);

const refusedMarkdown: Readonly<Record<string, { readonly what: string; readonly instead: string }>> = {
  image: { what: "images yet", instead: "Draw a network with <Network />." },
  imageReference: { what: "images yet", instead: "Draw a network with <Network />." },
  linkReference: { what: "link references", instead: "Write [text](address)." },
  definition: { what: "link references", instead: "Write [text](address)." },
  footnoteReference: { what: "footnotes", instead: "Use <Note> or <Cite />." },
  footnoteDefinition: { what: "footnotes", instead: "Use <Note> or <Cite />." },
  delete: { what: "struck-out text", instead: "Take it out." },
};

/** https, http, mail, a page of this site, or a block of this page; never `//host`, and never a scheme that runs code. */
const allowedHref = /^(?:https?:\/\/[^\s\\]+|mailto:[^\s\\]+|\/(?![/\\])[^\s\\]*|#[^\s\\]+)$/i;

type Where = "top" | "block" | "text";

/** Refuses everything in a syntax tree that is not data: code, HTML, unknown names, links that run. Changes nothing. */
export function checkAllowed(root: Root, problems: ProblemList): void {
  for (const child of root.children) checkNode(child, "top", problems);
}

function checkNode(node: Nodes, where: Where, problems: ProblemList): void {
  switch (node.type) {
    case "mdxjsEsm":
      problems.report(node.value.trimStart().startsWith("export") ? "export" : "import", {}, startOf(node));
      return;
    case "mdxFlowExpression":
    case "mdxTextExpression":
      problems.report("expression", {}, startOf(node));
      return;
    case "mdxJsxFlowElement":
    case "mdxJsxTextElement":
      checkComponent(node, where, problems);
      return;
    default:
      checkMarkdown(node, where, problems);
  }
}

function checkMarkdown(node: Exclude<Nodes, Component>, where: Where, problems: ProblemList): void {
  if (!allowed.has(node.type)) {
    if (node.type === "html") problems.report("raw-html", { tag: node.value }, startOf(node));
    else {
      const refused = refusedMarkdown[node.type] ?? { what: `"${node.type}"`, instead: "Take it out." };
      problems.report("unsupported-markdown", refused, startOf(node));
    }
    return;
  }
  if (node.type === "link" && !allowedHref.test(node.url)) {
    problems.report("link-scheme", { href: node.url }, startOf(node));
  }
  if (node.type === "listItem" && typeof node.checked === "boolean") {
    problems.report("unsupported-markdown", { what: "tick boxes", instead: "Use <Exercise />." }, startOf(node));
  }
  if (isParent(node)) {
    const inside = where === "text" || holdsText(node) ? "text" : "block";
    for (const child of node.children) checkNode(child, inside, problems);
  }
}

function checkComponent(element: Component, where: Where, problems: ProblemList): void {
  for (const attribute of element.attributes) {
    if (attribute.type === "mdxJsxExpressionAttribute" || typeof attribute.value === "object") {
      // A bare attribute has the value null, which is an object to JavaScript.
      if (attribute.type === "mdxJsxAttribute" && attribute.value === null) continue;
      problems.report("expression", {}, startOf(attribute.position === undefined ? element : attribute));
    }
  }
  const name = element.name ?? "";
  if (!isComponentName(name)) {
    if (/^[a-z]/.test(name) || name === "") problems.report("raw-html", { tag: `<${name}>` }, startOf(element));
    else problems.report("unknown-component", { name, known: componentNames }, startOf(element));
  } else {
    checkStand(name, element, where, problems);
  }
  for (const child of element.children) checkNode(child, where === "text" ? "text" : "block", problems);
}

function checkStand(name: keyof typeof components, element: Component, where: Where, problems: ProblemList): void {
  const { place, holds } = components[name];
  if (place === "top" && where !== "top") {
    problems.report("nested-members-only", {}, startOf(element));
  } else if (place === "text" && where !== "text") {
    const alone = "on a line of its own; write it into a sentence";
    problems.report("misplaced-component", { component: name, where: alone }, startOf(element));
  } else if (place === "block" && where === "text") {
    problems.report(
      "misplaced-component",
      { component: name, where: "inside running text; give it a paragraph of its own" },
      startOf(element),
    );
  }
  if (holds === "nothing" && element.children.length > 0) {
    problems.report("unexpected-children", { component: name }, startOf(element));
  } else if (holds === "blocks" && element.children.length === 0) {
    problems.report("empty-component", { component: name }, startOf(element));
  }
}

function isParent(node: Nodes): node is Parents {
  return "children" in node;
}

function holdsText(node: Nodes): boolean {
  return node.type === "paragraph" || node.type === "heading" || node.type === "tableCell";
}
