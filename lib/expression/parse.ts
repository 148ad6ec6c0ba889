import { type Parsed, type Problem, problem } from "./problem.ts";
import { readPartial } from "./read-partial.ts";
import { readTree } from "./read-tree.ts";
import { type Commas, fail, placeOf, type Scan } from "./scan.ts";
import { canonicalName } from "./spelling.ts";
import { failUnknown } from "./suggest.ts";
import type { Token } from "./token.ts";
import { tokenize } from "./tokenize.ts";
import type { Line, Partial, Place, Tree } from "./tree.ts";
import { knownFunction, knownName, type Lexicon, lexiconOf, type Vocabulary } from "./vocabulary.ts";

export type { Vocabulary } from "./vocabulary.ts";

/** Bounds of an answer, checked before or while it is read: what reading costs is known from them. */
export const longestText = 4000;
export const mostNodes = 2000;

/** The tree of a formula. Total: any text gives a tree or a problem, in time that grows with its length only. */
export function parseExpression(text: string, vocabulary: Vocabulary): Parsed<Tree> {
  return parseText(text, vocabulary, ({ line, equalsAt }) =>
    equalsAt === null ? { ok: true, value: line.tree } : { ok: false, problem: problem("equals-inside", equalsAt, {}) },
  );
}

/** One line of an answer: `name = expression`, `partial = expression`, or an expression alone. */
export function parseLine(text: string, vocabulary: Vocabulary): Parsed<Line> {
  return parseText(text, vocabulary, ({ line }) => ({ ok: true, value: line }));
}

/**
 * The line as it reads where a left-out sign binds tighter than `/`, so that `1/2y3` is 1/(2y3); null where that is no other
 * tree. A learner who is right by this reading is told to write brackets.
 */
export function parseTightLine(text: string, vocabulary: Vocabulary): Line | null {
  for (const commas of commaReadings) {
    const read = readLine(text, 1, lexiconOf(vocabulary), { commas, impliedBinds: "tight" });
    if (read.line !== null) return read.hasTwoReadings ? read.line : null;
    if (!read.sawDecimalComma) return null;
  }
  return null;
}

/** One line of a longer text; its problems and places carry the line's number. */
export function parseLineOf(text: string, line: number, vocabulary: Vocabulary): Parsed<Line> {
  return parseText(text, vocabulary, (read) => ({ ok: true, value: read.line }), line);
}

/** A comma between digits is a decimal point only when nothing else fits. */
const commaReadings: readonly Commas[] = ["separate", "decimal"];

function parseText<T>(
  text: string,
  vocabulary: Vocabulary,
  finish: (read: WholeLine) => Parsed<T>,
  firstLine = 1,
): Parsed<T> {
  if (text.length > longestText) {
    return { ok: false, problem: problem("too-long", { line: firstLine, column: 1 }, { limit: longestText }) };
  }
  const lexicon = lexiconOf(vocabulary);
  let first: Problem | null = null;
  for (const commas of commaReadings) {
    const read = readLine(text, firstLine, lexicon, { commas, impliedBinds: "like-times" });
    if (read.line !== null) return finish(read);
    first ??= read.problem;
    if (!read.sawDecimalComma) return { ok: false, problem: first };
  }
  return { ok: false, problem: first ?? problem("empty", { line: firstLine, column: 1 }, {}) };
}

interface HowToRead {
  readonly commas: Commas;
  readonly impliedBinds: "like-times" | "tight";
}

interface WholeLine {
  readonly line: Line;
  /** Null where the line is an expression alone. */
  readonly equalsAt: Place | null;
  readonly hasTwoReadings: boolean;
}

type ReadLine = WholeLine | { readonly line: null; readonly problem: Problem; readonly sawDecimalComma: boolean };

function readLine(text: string, firstLine: number, lexicon: Lexicon, { commas, impliedBinds }: HowToRead): ReadLine {
  const cut = tokenize(text, firstLine, commas);
  const { sawDecimalComma } = cut;
  if (!cut.ok) return { line: null, problem: cut.problem, sawDecimalComma };
  const scan: Scan = {
    text,
    end: text.length,
    firstLine,
    commas,
    at: text.length,
    tokens: [...cut.tokens],
    problem: null,
    sawDecimalComma,
  };
  const [side, ...others] = cut.tokens.flatMap((token, index) => (token.kind === "equals" ? index : []));
  const left = side === undefined ? null : readLeftSide(scan, cut.tokens.slice(0, side), side, lexicon);
  if (others[0] !== undefined) fail(scan, "several-equals", cut.tokens[others[0]]?.from ?? 0, {});
  const right = cut.tokens.slice(side === undefined ? 0 : side + 1);
  if (side !== undefined && right.length === 0) fail(scan, "missing-right", cut.tokens[side]?.from ?? 0, { sign: "=" });
  const read = scan.problem === null ? readTree(scan, right, lexicon, { mostNodes, impliedBinds }) : null;
  if (read === null || scan.problem !== null) {
    const found = scan.problem ?? problem("empty", { line: firstLine, column: 1 }, {});
    return { line: null, problem: found, sawDecimalComma };
  }
  const at = placeOf(text, cut.tokens[0]?.from ?? 0, firstLine);
  const equalsAt = side === undefined ? null : placeOf(text, cut.tokens[side]?.from ?? 0, firstLine);
  return { line: lineOf(left, read.tree, at), equalsAt, hasTwoReadings: read.hasTwoReadings };
}

type LeftSide = { readonly name: string } | { readonly partial: Partial };

function lineOf(left: LeftSide | null, tree: Tree, at: Place): Line {
  if (left === null) return { kind: "expression", tree, at };
  if ("name" in left) return { kind: "definition", name: left.name, tree, at };
  return { kind: "partial", partial: left.partial, tree, at };
}

/** One name or one derivative; anything else is refused, with `scan.problem`. */
function readLeftSide(scan: Scan, tokens: readonly Token[], equals: number, lexicon: Lexicon): LeftSide | null {
  const [first, ...more] = tokens;
  if (first === undefined) {
    fail(scan, "nothing-before-equals", scan.tokens[equals]?.from ?? 0, {});
    return null;
  }
  const partial = readPartial(scan, tokens, 0, lexicon);
  if (scan.problem !== null) return null;
  if (partial?.next === tokens.length && partial.token.kind === "partial") return { partial: partial.token.partial };
  if (first.kind !== "word" || more.length > 0) {
    fail(scan, "left-side", first.from, {});
    return null;
  }
  const known = knownName(lexicon, first.run);
  const named = known === null ? undefined : lexicon.vocabulary.partials?.get(known);
  if (named !== undefined) return { partial: named };
  if (known !== null) return { name: known };
  const called = knownFunction(lexicon, first.run);
  if (called !== null) fail(scan, "name-is-function", first.from, { name: called });
  else if (lexicon.isOpen) return { name: canonicalName(first.run) };
  else failUnknown(scan, first.from, lexicon, first.run, false);
  return null;
}
