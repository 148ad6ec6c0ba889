import type { Ask } from "#lib/exercises/ask.ts";
import { printAsk } from "#lib/exercises/ask.ts";
import type { ValueBlank } from "#lib/exercises/blank.ts";
import { parseChain, type Vocabulary } from "#lib/expression/parse.ts";
import { problem } from "#lib/expression/problem.ts";
import type { Line, Partial, Tree } from "#lib/expression/tree.ts";
import { quantitiesReaching } from "#lib/model/chain-rule.ts";
import type { Model } from "#lib/model/model.ts";
import type { Finding } from "./finding.ts";
import { findTree } from "./tree-walk.ts";

/** What a learner's text says before it is compared: the line, or why it cannot be an answer to this blank. */
export type Reading =
  | { readonly line: null; readonly refusal: Finding }
  | { readonly line: Line; readonly refusal: Finding | null };

/** Reads one line for one blank. Total: any text gives a reading. */
export function readAnswer(text: string, blank: ValueBlank, ask: Ask, model: Model, vocabulary: Vocabulary): Reading {
  const parsed = parseChain(withoutFrame(text), vocabulary);
  if (!parsed.ok) {
    return { line: null, refusal: { code: "unreadable", sentence: parsed.problem.message, at: parsed.problem.at } };
  }
  const line = parsed.value;
  return { line, refusal: refuseLine(line, blank, ask, model) };
}

/** What a line calls equal, from left to right: `a = b` behind a name is one thing said twice. */
export function sidesOf({ tree, more }: Pick<Line, "tree" | "more">): readonly [Tree, ...Tree[]] {
  return [tree, ...(more ?? [])];
}

const signInFront = /^\s*(?:[=≈]|\\approx(?![A-Za-z]))/;

/**
 * What people put round an answer and do not mean: the `=` or `≈` that already stands before the field, the full stop or
 * semicolon that ends a line. Blanks take the place of what stood in front, so that places keep their columns.
 */
export function withoutFrame(text: string): string {
  let end = text.length;
  // Step by step: /[\s;.]+$/ would begin anew at each of a million spaces.
  while (end > 0 && /[\s;.]/.test(text.charAt(end - 1))) end--;
  return text.slice(0, end).replace(signInFront, (found) => found.replace(/\S/g, " "));
}

function refuseLine(line: Line, blank: ValueBlank, ask: Ask, model: Model): Finding | null {
  const asked = printAsk(ask);
  const given = leftSide(line);
  if (given !== null && given !== asked) return { code: "other-left-side", asked, given, at: line.at };

  for (const side of sidesOf(line)) {
    const refusal = refuseTree(side, blank, ask, model);
    if (refusal !== null) return refusal;
  }
  return null;
}

/** Why a formula cannot be an answer to this blank, whatever it comes to; null where it can. */
export function refuseTree(written: Tree, blank: ValueBlank, ask: Ask, model: Model): Finding | null {
  const asked = printAsk(ask);
  const itself = findTree(written, (tree) => namesAsk(tree, ask));
  if (itself !== null) return { code: "asked-itself", asked, at: itself.at };

  if (blank.expanded) {
    const left = findTree(written, (tree) => tree.kind === "partial");
    if (left?.kind === "partial") {
      return { code: "partials-not-allowed", given: printAsk({ kind: "partial", partial: left.partial }), at: left.at };
    }
  }
  const foreign = findForeignPartial(written, model);
  if (foreign !== null) return foreign;

  if (blank.as === "number") {
    const unknown = findTree(written, (tree) => tree.kind === "name" && !model.byName.has(tree.name));
    if (unknown?.kind === "name") return { code: "name-without-value", name: unknown.name, at: unknown.at };
  }
  return null;
}

/**
 * Why what is right all the same is no answer. ∂L/∂W3 leads over ∂L/∂y3: divided by the rest of its way it gives it back, and
 * nothing has been worked out.
 */
export function findCircle(ask: Ask, written: Tree, model: Model): Finding | null {
  if (ask.kind === "quantity") return null;
  const asked = ask.partial;
  const leadsOver = ({ of, by }: Partial) =>
    quantitiesReaching(model, asked.of).has(of) && quantitiesReaching(model, by).has(asked.by);
  const found = findTree(written, (tree) => tree.kind === "partial" && leadsOver(tree.partial));
  if (found?.kind !== "partial") return null;
  const [given, name] = [found.partial, asked].map((partial) => printAsk({ kind: "partial", partial }));
  return { code: "circular", asked: name ?? "", given: given ?? "", at: found.at };
}

/** `∂δ3/∂W3`: an error term is a derivative itself, and no quantity of the model that could be differentiated again. */
function findForeignPartial(written: Tree, { byName }: Model): Finding | null {
  const isForeign = (name: string) => !byName.has(name) && name !== "eta";
  const found = findTree(
    written,
    (tree) => tree.kind === "partial" && (isForeign(tree.partial.of) || isForeign(tree.partial.by)),
  );
  if (found?.kind !== "partial") return null;
  const { of, by } = found.partial;
  const name = isForeign(of) ? of : by;
  return {
    code: "unreadable",
    sentence: problem("unknown-name", found.at, { name, suggestion: null }).message,
    at: found.at,
  };
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
