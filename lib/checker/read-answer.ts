import type { Ask } from "#lib/exercises/ask.ts";
import { printAsk } from "#lib/exercises/ask.ts";
import type { Blank } from "#lib/exercises/blank.ts";
import { parseLine, type Vocabulary } from "#lib/expression/parse.ts";
import type { Line, Tree } from "#lib/expression/tree.ts";
import type { Model } from "#lib/model/model.ts";
import type { Finding } from "./finding.ts";
import { findTree } from "./tree-walk.ts";

/** What a learner's text says before it is compared: the tree, or why it cannot be an answer to this blank. */
export type Reading =
  | { readonly tree: null; readonly refusal: Finding }
  | { readonly tree: Tree; readonly refusal: Finding | null };

/** Reads one line for one blank. Total: any text gives a reading. */
export function readAnswer(text: string, blank: Blank, ask: Ask, model: Model, vocabulary: Vocabulary): Reading {
  const parsed = parseLine(withoutFrame(text), vocabulary);
  if (!parsed.ok) {
    return { tree: null, refusal: { code: "unreadable", sentence: parsed.problem.message, at: parsed.problem.at } };
  }
  const line = parsed.value;
  return { tree: line.tree, refusal: refuseLine(line, blank, ask, model) };
}

/**
 * What people put round an answer and do not mean: the `=` that already stands before the field, the full stop or semicolon
 * that ends a line. A blank takes the place of what stood in front, so that places keep their columns.
 */
export function withoutFrame(text: string): string {
  return text.replace(/^(\s*)=/, "$1 ").replace(/[\s;.]+$/, "");
}

function refuseLine(line: Line, blank: Blank, ask: Ask, model: Model): Finding | null {
  const asked = printAsk(ask);
  const given = leftSide(line);
  if (given !== null && given !== asked) return { code: "other-left-side", asked, given, at: line.at };

  const itself = findTree(line.tree, (tree) => namesAsk(tree, ask));
  if (itself !== null) return { code: "asked-itself", asked, at: itself.at };

  if (blank.expanded) {
    const left = findTree(line.tree, (tree) => tree.kind === "partial");
    if (left?.kind === "partial") {
      return { code: "partials-not-allowed", given: printAsk({ kind: "partial", partial: left.partial }), at: left.at };
    }
  }
  if (blank.as === "number") {
    const unknown = findTree(line.tree, (tree) => tree.kind === "name" && !model.byName.has(tree.name));
    if (unknown?.kind === "name") return { code: "name-without-value", name: unknown.name, at: unknown.at };
  }
  return null;
}

/** What stands left of the equals sign, as a line would name it; null for a lone expression. */
function leftSide(line: Line): string | null {
  if (line.kind === "definition") return line.name;
  return line.kind === "partial" ? printAsk({ kind: "partial", partial: line.partial }) : null;
}

function namesAsk(tree: Tree, ask: Ask): boolean {
  if (ask.kind === "quantity") return tree.kind === "name" && tree.name === ask.name;
  return tree.kind === "partial" && tree.partial.of === ask.partial.of && tree.partial.by === ask.partial.by;
}
