import { parseExpression } from "#lib/expression/parse.ts";
import { type Parsed, problem } from "#lib/expression/problem.ts";
import type { Partial, Tree } from "#lib/expression/tree.ts";
import type { Model } from "#lib/model/model.ts";
import { vocabularyOf } from "#lib/model/vocabulary.ts";

/** What a blank asks for, read in its model. */
export type Ask =
  | { readonly kind: "quantity"; readonly name: string }
  | { readonly kind: "partial"; readonly partial: Partial };

/** Null where the text names no quantity of the model and no partial between two of them. */
export function parseAsk(text: string, model: Model): Ask | null {
  const read = readAsk(text, model);
  return read.ok ? read.value : null;
}

/** The same, with the reason and its place in the text. */
export function readAsk(text: string, model: Model): Parsed<Ask> {
  const parsed = parseExpression(text, vocabularyOf(model));
  if (!parsed.ok) return parsed;
  const tree = parsed.value;
  const names = namesAsked(tree);
  if (names === null) return { ok: false, problem: problem("not-an-ask", tree.at, {}) };
  // `eta` can always be written, and is asked for only where the model has one.
  const unknown = names.find((name) => !model.byName.has(name));
  if (unknown !== undefined) {
    return { ok: false, problem: problem("unknown-name", tree.at, { name: unknown, suggestion: null }) };
  }
  return {
    ok: true,
    value: tree.kind === "partial" ? { kind: "partial", partial: tree.partial } : { kind: "quantity", name: names[0] },
  };
}

function namesAsked(tree: Tree): readonly [string, ...string[]] | null {
  if (tree.kind === "name") return [tree.name];
  return tree.kind === "partial" ? [tree.partial.of, tree.partial.by] : null;
}

/** The ask as people write it in a line: "L" or "dL/dW3". */
export function printAsk(ask: Ask): string {
  return ask.kind === "quantity" ? ask.name : `d${ask.partial.of}/d${ask.partial.by}`;
}
