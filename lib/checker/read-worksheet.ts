import { type Ask, printAsk } from "#lib/exercises/ask.ts";
import { splitLines } from "#lib/expression/lines.ts";
import { mostNodes, parseChain, parseTightLine, type Vocabulary } from "#lib/expression/parse.ts";
import type { Parsed } from "#lib/expression/problem.ts";
import { canonicalName, isName } from "#lib/expression/spelling.ts";
import type { Line, Place, Tree } from "#lib/expression/tree.ts";
import type { Model } from "#lib/model/model.ts";
import { sidesOf, withoutFrame } from "./read-answer.ts";
import { replaceNames } from "./replace-names.ts";
import { findTree, partsOf } from "./tree-walk.ts";

/** A line of a worksheet that says what one quantity or partial is. */
export interface SheetLine {
  /** In the text, from 1. */
  readonly number: number;
  readonly ask: Ask;
  readonly printed: string;
  /** What stands right of the equals signs, with the learner's own names put in. */
  readonly sides: readonly [Tree, ...Tree[]];
  /** Its second reading, if it has one. */
  readonly tight: () => Tree | null;
}

/** A line that cannot be read; `code` is this room's own where the notation has none. */
export interface UnreadLine {
  readonly number: number;
  readonly at: Place;
  readonly problem:
    | { readonly code: "unreadable"; readonly sentence: string }
    | { readonly code: "line-without-name" | "line-too-long" };
}

export interface ReadSheet {
  readonly lines: readonly SheetLine[];
  readonly unread: readonly UnreadLine[];
}

/**
 * Reads line after line. A name that the model does not have, left of an equals sign, is the learner's own from there on; a last
 * line without a left side is the asked one.
 */
export function readWorksheet(text: string, asked: Ask, model: Model, vocabulary: Vocabulary): ReadSheet {
  const lines: SheetLine[] = [];
  const unread: UnreadLine[] = [];
  const own = new OwnNames(vocabulary);
  const written = splitLines(text);
  for (const { text: typed, at } of written) {
    const number = at.line;
    const parsed = own.parse(typed, number);
    if (!parsed.ok) {
      const { message, at: place } = parsed.problem;
      unread.push({ number, at: place, problem: { code: "unreadable", sentence: message } });
      continue;
    }
    const line = parsed.value;
    const sides = own.putInto(sidesOf(line));
    if (sides === null) {
      unread.push({ number, at, problem: { code: "line-too-long" } });
      continue;
    }
    if (line.kind === "definition" && !model.byName.has(line.name)) {
      own.define(line.name, sides[0]);
      continue;
    }
    const isLast = number === written.at(-1)?.at.line;
    const ask = askOf(line) ?? (isLast ? asked : null);
    if (ask === null) {
      unread.push({ number, at, problem: { code: "line-without-name" } });
      continue;
    }
    const tight = () => {
      const other = parseTightLine(typed, own.vocabulary);
      return other === null ? null : (own.putInto([other.tree])?.[0] ?? null);
    };
    lines.push({ number, ask, printed: printAsk(ask), sides, tight });
  }
  return { lines, unread };
}

function askOf(line: Line): Ask | null {
  if (line.kind === "definition") return { kind: "quantity", name: line.name };
  return line.kind === "partial" ? { kind: "partial", partial: line.partial } : null;
}

/** The names that a learner has made up on this sheet, with what they stand for. */
class OwnNames {
  vocabulary: Vocabulary;
  readonly #network: Vocabulary;
  readonly #trees = new Map<string, Tree>();
  readonly #sizes = new Map<string, number>();

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
    this.#network = vocabulary;
  }

  /** A line whose left side may be a new name. What only looks like a slip for a name of the network is a problem. */
  parse(text: string, number: number): Parsed<Line> {
    const parsed = parseAt(text, number, this.vocabulary);
    const name = canonicalName(/^\s*([A-Za-z]\w*)\s*=/.exec(text)?.[1] ?? "");
    if (parsed.ok || !isName(name) || this.vocabulary.names.has(name) || !this.#mayDefine(name)) return parsed;
    const again = parseAt(text, number, withName(this.vocabulary, name));
    const isOfItself = (side: Tree) => findTree(side, (part) => part.kind === "name" && part.name === name) !== null;
    // A name that is made of itself is not known yet.
    return again.ok && sidesOf(again.value).some(isOfItself) ? parsed : again;
  }

  #mayDefine(name: string): boolean {
    const alone = parseChain(`${name} = 0`, this.#network);
    return !alone.ok && alone.problem.code === "unknown-name" && !alone.problem.message.includes("did you mean");
  }

  define(name: string, tree: Tree): void {
    this.#trees.set(name, tree);
    this.#sizes.set(name, this.#sizeOf(tree));
    this.vocabulary = withName(this.vocabulary, name);
  }

  /** Null where the line would grow beyond what an answer may hold: names of names double it each time. */
  putInto([first, ...further]: readonly [Tree, ...Tree[]]): readonly [Tree, ...Tree[]] | null {
    const size = [first, ...further].reduce((sum, side) => sum + this.#sizeOf(side), 0);
    if (size > mostNodes) return null;
    return [replaceNames(first, this.#trees), ...further.map((side) => replaceNames(side, this.#trees))];
  }

  #sizeOf(tree: Tree): number {
    if (tree.kind === "name") return this.#sizes.get(tree.name) ?? 1;
    return partsOf(tree).reduce((sum, part) => sum + this.#sizeOf(part), 1);
  }
}

function withName(vocabulary: Vocabulary, name: string): Vocabulary {
  return { ...vocabulary, names: new Set([...vocabulary.names, name]) };
}

/** A line of a longer text: what is said of it is said of its place there. */
function parseAt(text: string, number: number, vocabulary: Vocabulary): Parsed<Line> {
  const parsed = parseChain(withoutFrame(text), vocabulary);
  if (parsed.ok) return parsed;
  const { line, column } = parsed.problem.at;
  return { ok: false, problem: { ...parsed.problem, at: { line: line + number - 1, column } } };
}
