import type { Place } from "./tree.ts";

/** One line of a longer text. */
export interface TextLine {
  /**
   * Blank as far as other lines stand before it in its row, so that every column counted in it is the column in the whole
   * text. A line that goes on in further rows holds them too.
   */
  readonly text: string;
  /** Where its first character stands that is not blank. */
  readonly at: Place;
}

/** Environments whose `\\` and line ends part the rows of a matrix. */
const matrixBorder = /\\(begin|end)\s*\{[A-Za-z]*(?:matrix|array)\}/y;
/** What stands round a derivation and belongs to none of its lines. */
const frame =
  /\\(?:begin|end)\s*\{(?:aligned|align|split|equation|gather|gathered|multline|eqnarray|alignat|alignedat)\*?\}(?:\{\d+\})?|\\[[\]()]|\$\$?|```[A-Za-z]*/y;
const rowBreak = /\\\\(?:\*?\[\s*-?[\d.]+\s*[a-z]{2}\s*\])?/y;
/** A line that begins with one of these goes on with the one before: `&= W1*x0`, `* y2`, `\cdot W_3`. */
const continuation =
  /^\s*&?\s*(?:\\quad\s*|\\qquad\s*)?(?:[=≈*/·×⋅+]|\\(?:cdot|times|odot|approx|quad|qquad)(?![A-Za-z]))/;
/** In an alignment a minus sign behind the `&` goes on too; at the beginning of a typed line it is a number's. */
const alignedMinus = /^\s*&\s*(?:\\q?quad\s*)*[-−]/;

/**
 * The lines of a pasted derivation: parted by line ends and by `\\`, without the `$` and the environments round them. Empty
 * lines and comments are left out. A line that begins with `=` or another sign that needs something before it goes on with
 * the line above, which makes a chain of equalities.
 */
export function splitLines(text: string): readonly TextLine[] {
  const kept = withoutFrames(text);
  const cuts: Cut[] = [];
  for (const cut of cutRows(kept)) {
    const written = kept.slice(cut.from, cut.to);
    if (isEmpty(written)) continue;
    const last = cuts.at(-1);
    const goesOn = last !== undefined && (continuation.test(written) || alignedMinus.test(written));
    if (goesOn) cuts[cuts.length - 1] = { from: last.from, to: cut.to };
    else cuts.push(cut);
  }
  let line = 1;
  let counted = 0;
  return cuts.map(({ from, to }) => {
    const first = from + kept.slice(from, to).search(/\S/);
    for (; counted < first; counted++) if (kept.charCodeAt(counted) === lineEnd) line++;
    return lineFrom(kept, first, to, line);
  });
}

const lineEnd = 10;

/** Nothing, or only the signs that say how lines stand. A `%` begins a comment in LaTeX, a `#` in our own notation. */
function isEmpty(written: string): boolean {
  return /^\s*(?:[&.,;]\s*)*(?:[#%].*)?$/.test(written);
}

/** The text with blanks for what stands round its lines; every place stays. */
function withoutFrames(text: string): string {
  let kept = "";
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    const length = character === "\\" || character === "$" || character === "`" ? lengthAt(frame, text, at) : 0;
    // `\\[` is a row's end and no `\[`.
    const isRowBreak = character === "\\" && text.charAt(at + 1) === "\\";
    if (length > 0 && !isRowBreak) kept += " ".repeat(length);
    else kept += isRowBreak ? "\\\\" : character;
    at += isRowBreak ? 2 : Math.max(1, length);
  }
  return kept;
}

interface Cut {
  readonly from: number;
  readonly to: number;
}

/** Where the rows stand: between line ends and `\\`, those inside a matrix and behind a `#` not counted. */
function cutRows(text: string): readonly Cut[] {
  const cuts: Cut[] = [];
  let from = 0;
  let matrices = 0;
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    const isBackslash = character === "\\";
    matrixBorder.lastIndex = at;
    const border = isBackslash ? matrixBorder.exec(text) : null;
    const breakLength = isBackslash && border === null ? lengthAt(rowBreak, text, at) : 0;
    if (border !== null) {
      matrices = Math.max(0, matrices + (border[1] === "begin" ? 1 : -1));
      at += border[0].length;
    } else if (matrices === 0 && (character === "\n" || breakLength > 0)) {
      cuts.push({ from, to: at });
      at += Math.max(1, breakLength);
      from = at;
    } else if (character === "#") {
      const end = text.indexOf("\n", at);
      at = end === -1 ? text.length : end;
    } else at += Math.max(1, breakLength);
  }
  cuts.push({ from, to: text.length });
  return cuts;
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/** What stands before the first character in its row is blanked out. */
function lineFrom(text: string, first: number, to: number, line: number): TextLine {
  const rowStart = text.lastIndexOf("\n", first - 1) + 1;
  const column = first - rowStart + 1;
  return { text: " ".repeat(column - 1) + text.slice(first, to).trimEnd(), at: { line, column } };
}
