import { parseExpression } from "#lib/expression/parse.ts";
import type { Partial } from "#lib/expression/tree.ts";
import type { Model } from "#lib/model/model.ts";
import { vocabularyOf } from "#lib/model/vocabulary.ts";

/** What a blank asks for, read in its model. */
export type Ask =
  | { readonly kind: "quantity"; readonly name: string }
  | { readonly kind: "partial"; readonly partial: Partial };

/** Null where the text names no quantity of the model and no partial between two of them. */
export function parseAsk(text: string, model: Model): Ask | null {
  const parsed = parseExpression(text, vocabularyOf(model));
  if (!parsed.ok) return null;
  const tree = parsed.value;
  if (tree.kind === "name") return model.byName.has(tree.name) ? { kind: "quantity", name: tree.name } : null;
  if (tree.kind !== "partial") return null;
  const { of, by } = tree.partial;
  return model.byName.has(of) && model.byName.has(by) ? { kind: "partial", partial: tree.partial } : null;
}

/** The ask as people write it in a line: "L" or "dL/dW3". */
export function printAsk(ask: Ask): string {
  return ask.kind === "quantity" ? ask.name : `d${ask.partial.of}/d${ask.partial.by}`;
}
