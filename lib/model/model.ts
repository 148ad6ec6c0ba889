import { parseLineOf, type Vocabulary } from "#lib/expression/parse.ts";
import { type Problem, problem } from "#lib/expression/problem.ts";
import { nameKey } from "#lib/expression/spelling.ts";
import { nameOf } from "#lib/expression/symbol.ts";
import type { Place, Tree } from "#lib/expression/tree.ts";
import { knownFunction, lexiconOf } from "#lib/expression/vocabulary.ts";
import { type Draw, drawText, readDraw } from "./draw.ts";
import { functions } from "./vocabulary.ts";

export type { Draw } from "./draw.ts";

/** One line of a model. */
export interface Quantity {
  readonly name: string;
  /** An input is a number or a list of numbers; a node is made from other quantities. */
  readonly kind: "input" | "node";
  readonly tree: Tree;
  /** Where an input's values are drawn from in a variant; null for one that stays. */
  readonly draw: Draw | null;
  readonly at: Place;
}

/** A straight-line program of named quantities, each made from earlier ones, that ends in a loss. */
export interface Model {
  /** Its lines, which read back as this model. */
  readonly source: string;
  /** In order. */
  readonly quantities: readonly Quantity[];
  readonly byName: ReadonlyMap<string, Quantity>;
  /** The name of the last quantity. */
  readonly loss: string;
}

export type ParsedModel =
  | { readonly ok: true; readonly value: Model }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export type Nested = number | readonly Nested[];

const mostLines = 400;

/** Reads a model; every line that is wrong is reported, each with its own place. */
export function parseModel(source: string): ParsedModel {
  const texts = source.trimEnd().split("\n");
  if (texts.length > mostLines) {
    return refused(problem("too-many-lines", { line: mostLines + 1, column: 1 }, { limit: mostLines }));
  }
  const lines = texts.flatMap((text, index) => splitLine(text, index + 1) ?? []);
  if (lines.length === 0) return refused(problem("empty", { line: 1, column: 1 }, {}));
  const defined = new Map<string, number>();
  for (const { name, line } of lines) {
    if (name !== null && !defined.has(nameKey(name))) defined.set(nameKey(name), line);
  }
  const names = new Set(lines.flatMap(({ name }) => name ?? []));
  const vocabulary: Vocabulary = { ...functions, names };
  const quantities: Quantity[] = [];
  const problems: Problem[] = [];
  for (const line of lines) {
    const read = readQuantity(line, defined, vocabulary);
    if (read.ok) quantities.push(read.value);
    else problems.push(read.problem);
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: makeModel(source, quantities) };
}

/**
 * The same model with other values for some inputs: a number, or lists of numbers, for each. All else stays as it was
 * written. Refuses a name that is no input, and what is no finite number.
 */
export function withValues(model: Model, values: Readonly<Record<string, Nested>>): ParsedModel {
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(values)) {
    const quantity = model.byName.get(name);
    if (quantity?.kind !== "input") problems.push(problem("unknown-input", { line: 1, column: 1 }, { name }));
    else if (!isNested(value)) problems.push(problem("value-not-finite", quantity.at, { name }));
  }
  if (problems.length > 0) return { ok: false, problems };
  const lines = model.source.split("\n");
  for (const { name, draw, at } of model.quantities) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) continue;
    const comment = /\s*#.*$/.exec(lines[at.line - 1] ?? "")?.[0] ?? "";
    lines[at.line - 1] = `${name} = ${printNested(value)}${draw === null ? "" : ` ${drawText(draw)}`}${comment}`;
  }
  return parseModel(lines.join("\n"));
}

function makeModel(source: string, quantities: readonly Quantity[]): Model {
  return {
    source,
    quantities,
    byName: new Map(quantities.map((quantity) => [quantity.name, quantity])),
    loss: quantities.at(-1)?.name ?? "",
  };
}

function refused(found: Problem): ParsedModel {
  return { ok: false, problems: [found] };
}

/** A line before its right side is read: that needs to know every name of the model. */
interface Line {
  readonly line: number;
  /** Up to its comment. */
  readonly text: string;
  readonly name: string | null;
}

/** Null for an empty line and one that is a comment. */
function splitLine(written: string, line: number): Line | null {
  const text = written.replace(/#.*$/, "").trimEnd();
  if (text === "") return null;
  const equals = text.indexOf("=");
  return { line, text, name: equals === -1 ? null : nameOf(text.slice(0, equals)) };
}

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

function readQuantity(
  { line, text, name }: Line,
  defined: ReadonlyMap<string, number>,
  vocabulary: Vocabulary,
): Read<Quantity> {
  const start = { line, column: text.length - text.trimStart().length + 1 };
  if (!text.includes("=")) return { ok: false, problem: problem("not-a-definition", start, {}) };
  if (name !== null && knownFunction(lexiconOf(vocabulary), name) !== null) {
    return { ok: false, problem: problem("name-is-function", start, { name }) };
  }
  const drawn = readDraw(text, line);
  if (!drawn.ok) return drawn;
  const parsed = parseLineOf(drawn.formula, line, vocabulary);
  if (!parsed.ok) return parsed;
  if (parsed.value.kind !== "definition" || name === null) {
    return { ok: false, problem: problem("not-a-definition", start, {}) };
  }
  const { tree } = parsed.value;
  const first = defined.get(nameKey(name)) ?? line;
  if (first < line) return { ok: false, problem: problem("defined-twice", start, { name, line: first }) };
  const misused = findMisuse(tree, line, defined);
  if (misused !== null) return { ok: false, problem: misused };
  const kind = usesNames(tree) ? "node" : "input";
  if (kind === "node" && drawn.draw !== null) return { ok: false, problem: problem("draw-of-node", start, { name }) };
  return { ok: true, value: { name, kind, tree, draw: drawn.draw, at: start } };
}

/** A derivative, or a name that only a later line defines, where they first stand. */
function findMisuse(tree: Tree, line: number, defined: ReadonlyMap<string, number>): Problem | null {
  for (const part of partsOf(tree)) {
    if (part.kind === "partial") return problem("derivative-in-model", part.at, {});
    if (part.kind !== "name") continue;
    const definedOn = defined.get(nameKey(part.name)) ?? line;
    if (definedOn >= line) return problem("used-before-defined", part.at, { name: part.name, line: definedOn });
  }
  return null;
}

function usesNames(tree: Tree): boolean {
  for (const part of partsOf(tree)) if (part.kind === "name") return true;
  return false;
}

function* partsOf(tree: Tree): Generator<Tree> {
  yield tree;
  switch (tree.kind) {
    case "negative":
    case "transpose":
      yield* partsOf(tree.operand);
      break;
    case "infix":
      yield* partsOf(tree.left);
      yield* partsOf(tree.right);
      break;
    case "call":
      for (const input of tree.inputs) yield* partsOf(input);
      break;
    case "list":
      for (const item of tree.items) yield* partsOf(item);
      break;
  }
}

function isNested(value: unknown): value is Nested {
  if (Array.isArray(value)) return value.length > 0 && value.every(isNested);
  return typeof value === "number" && Number.isFinite(value);
}

function printNested(value: Nested): string {
  if (typeof value === "number") return String(value);
  const entries = value.map(printNested);
  // Brackets round a single number would group it.
  return entries.length === 1 && typeof value[0] === "number" ? `[${entries[0]},]` : `[${entries.join(", ")}]`;
}
