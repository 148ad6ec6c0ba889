import { dropAlignment } from "./alignment.ts";
import { joinWords } from "./join-words.ts";
import { type Problem, problem } from "./problem.ts";
import { readPartial } from "./read-partial.ts";
import { readTree } from "./read-tree.ts";
import { type Commas, fail, placeOf, type Scan } from "./scan.ts";
import { canonicalName } from "./spelling.ts";
import { mayRunTogether, splitDerivatives } from "./split-derivatives.ts";
import { splitRun } from "./split-run.ts";
import { failUnknown } from "./suggest.ts";
import type { Token } from "./token.ts";
import { tokenize } from "./tokenize.ts";
import type { Line, Partial, Place, Tree } from "./tree.ts";
import { knownFunction, knownName, type Lexicon } from "./vocabulary.ts";

/** Names, numbers and signs of a whole line. */
export const mostNodes = 2000;

export interface HowToRead {
  readonly commas: Commas;
  readonly impliedBinds: "like-times" | "tight";
  /** Whether more than one `=` may stand in the line, and an expression before the first. */
  readonly mayChain: boolean;
}

export interface WholeLine {
  readonly line: Line;
  /** Null where the line is an expression alone. */
  readonly equalsAt: Place | null;
  readonly hasTwoReadings: boolean;
}

export type ReadLine =
  | WholeLine
  | { readonly line: null; readonly problem: Problem; readonly sawDecimalComma: boolean };

/** One line, with its left side if it has one. Total: null where it cannot be read, with the first problem. */
export function readLine(text: string, firstLine: number, lexicon: Lexicon, how: HowToRead): ReadLine {
  const { commas } = how;
  const cut = tokenize(text, firstLine, commas);
  const { sawDecimalComma } = cut;
  if (!cut.ok) return { line: null, problem: cut.problem, sawDecimalComma };
  const { tokens } = cut;
  const end = text.length;
  const scan: Scan = { text, end, firstLine, commas, at: end, tokens, problem: null, sawDecimalComma };
  const read = readSides(scan, tidy(scan, tokens, lexicon), lexicon, how);
  if (read !== null && scan.problem === null) return read;
  const found = scan.problem ?? problem("empty", { line: firstLine, column: 1 }, {});
  return { line: null, problem: found, sawDecimalComma };
}

/** What LaTeX and quick writing leave to be put in order before words are looked up; most lines need none of it. */
function tidy(scan: Scan, tokens: readonly Token[], lexicon: Lexicon): readonly Token[] {
  let isAligned = false;
  let isMarked = false;
  let runsTogether = false;
  let before: Token | undefined;
  for (const token of tokens) {
    if (token.kind === "next-row" || token.kind === "next-cell") isAligned = true;
    else if (token.kind === "word") runsTogether ||= mayRunTogether(token);
    else if (token.kind === "accent" || token.kind === "subscript") isMarked = true;
    else if (token.kind === "open") isMarked ||= token.bracket === "{" || isCaret(before);
    before = token;
  }
  // W^T_3: a word right behind a caret.
  isMarked ||= tokens.some((token, index) => token.kind === "word" && isCaret(tokens[index - 1]));
  const lined = isAligned ? dropAlignment(scan, tokens) : tokens;
  const joined = isMarked ? joinWords(scan, lined, lexicon) : lined;
  return runsTogether ? splitDerivatives(joined, lexicon) : joined;
}

function isCaret(token: Token | undefined): boolean {
  return token?.kind === "sign" && token.sign === "^";
}

function readSides(scan: Scan, tokens: readonly Token[], lexicon: Lexicon, how: HowToRead): WholeLine | null {
  const equals: number[] = [];
  for (let index = 0; index < tokens.length; index++) if (tokens[index]?.kind === "equals") equals.push(index);
  const [side, ...others] = equals;
  const offset = (index: number) => tokens[index]?.from ?? 0;
  const left = side === undefined ? null : readLeftSide(scan, tokens.slice(0, side), offset(side), lexicon, how);
  if (others[0] !== undefined && !how.mayChain) fail(scan, "several-equals", offset(others[0]), {});
  // An expression in front is the first of the sides.
  const ends = [...equals, tokens.length];
  const trees: Tree[] = [];
  let nodes = 0;
  let hasTwoReadings = false;
  for (const [place, end] of ends.entries()) {
    const start = place === 0 ? 0 : (ends[place - 1] ?? 0) + 1;
    if (place === 0 && left !== null) continue;
    if (start > 0 && start === end) fail(scan, "missing-right", offset(start - 1), { sign: "=" });
    if (scan.problem !== null) return null;
    const part = start === 0 && end === tokens.length ? tokens : tokens.slice(start, end);
    const { impliedBinds } = how;
    const read = readTree(scan, part, lexicon, { mostNodes: mostNodes - nodes, impliedBinds });
    if (read === null) return null;
    trees.push(read.tree);
    nodes += read.nodes;
    hasTwoReadings ||= read.hasTwoReadings;
  }
  const at = placeOf(scan.text, offset(0), scan.firstLine);
  const line = lineOf(left, trees, at);
  const equalsAt = side === undefined ? null : placeOf(scan.text, offset(side), scan.firstLine);
  return line === null ? null : { line, equalsAt, hasTwoReadings };
}

type LeftSide = { readonly name: string } | { readonly partial: Partial };

function lineOf(left: LeftSide | null, [tree, first, ...others]: readonly Tree[], at: Place): Line | null {
  if (tree === undefined) return null;
  const sides: Pick<Line, "tree" | "more"> = first === undefined ? { tree } : { tree, more: [first, ...others] };
  if (left === null) return { kind: "expression", ...sides, at };
  if ("name" in left) return { kind: "definition", name: left.name, ...sides, at };
  return { kind: "partial", partial: left.partial, ...sides, at };
}

/** One name or one derivative. In a chain anything else is an expression, and null; otherwise it is refused. */
function readLeftSide(
  scan: Scan,
  tokens: readonly Token[],
  equalsAt: number,
  lexicon: Lexicon,
  { mayChain }: HowToRead,
): LeftSide | null {
  const [first, ...more] = tokens;
  if (first === undefined) {
    fail(scan, "nothing-before-equals", equalsAt, {});
    return null;
  }
  const partial = readPartial(scan, tokens, 0, lexicon);
  if (scan.problem !== null) return null;
  if (partial?.next === tokens.length && partial.token.kind === "partial") return { partial: partial.token.partial };
  if (first.kind !== "word" || more.length > 0) {
    if (!mayChain) fail(scan, "left-side", first.from, {});
    return null;
  }
  const known = knownName(lexicon, first.run);
  const named = known === null ? undefined : lexicon.vocabulary.partials?.get(known);
  if (named !== undefined) return { partial: named };
  if (known !== null) return { name: known };
  const called = knownFunction(lexicon, first.run);
  if (called !== null) fail(scan, "name-is-function", first.from, { name: called });
  else if (lexicon.isOpen) return { name: canonicalName(first.run) };
  else if (!mayChain || splitRun(lexicon, first.run).kind !== "pieces") {
    failUnknown(scan, first.from, lexicon, first.run, false);
  }
  return null;
}
