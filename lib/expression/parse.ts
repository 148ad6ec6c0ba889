import { type Parsed, type Problem, problem } from "./problem.ts";
import { type HowToRead, readLine, type WholeLine } from "./read-line.ts";
import type { Commas } from "./scan.ts";
import type { Line, Tree } from "./tree.ts";
import { lexiconOf, type Vocabulary } from "./vocabulary.ts";

export { mostNodes } from "./read-line.ts";
export type { Vocabulary } from "./vocabulary.ts";

/** A bound that is checked before anything is read; `mostNodes` is the other. What reading costs is known from them. */
export const longestText = 4000;

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

/** The same, where the sides may be more than two and the first need not be a name: `dL/dW1 = delta1*x0 = 0.0123`. */
export function parseChain(text: string, vocabulary: Vocabulary): Parsed<Line> {
  return parseText(text, vocabulary, ({ line }) => ({ ok: true, value: line }), 1, true);
}

/**
 * The line, or chain, as it reads where a left-out sign binds tighter than `/`, so that `1/2y3` is 1/(2y3); null where that is no other
 * tree. A learner who is right by this reading is told to write brackets.
 */
export function parseTightLine(text: string, vocabulary: Vocabulary): Line | null {
  for (const commas of commaReadings) {
    const read = readLine(text, 1, lexiconOf(vocabulary), { commas, impliedBinds: "tight", mayChain: true });
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
  mayChain = false,
): Parsed<T> {
  if (text.length > longestText) {
    return { ok: false, problem: problem("too-long", { line: firstLine, column: 1 }, { limit: longestText }) };
  }
  const lexicon = lexiconOf(vocabulary);
  const how: Omit<HowToRead, "commas"> = { impliedBinds: "like-times", mayChain };
  let first: Problem | null = null;
  for (const commas of commaReadings) {
    const read = readLine(text, firstLine, lexicon, { ...how, commas });
    if (read.line !== null) return finish(read);
    first ??= read.problem;
    if (!read.sawDecimalComma) return { ok: false, problem: first };
  }
  return { ok: false, problem: first ?? problem("empty", { line: firstLine, column: 1 }, {}) };
}
