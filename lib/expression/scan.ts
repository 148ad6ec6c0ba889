import { type Problem, type ProblemCode, type ProblemDetails, problem } from "./problem.ts";
import type { Token } from "./token.ts";
import type { Place } from "./tree.ts";

/** A comma between two digits separates two numbers, or, when nothing else fits, is a decimal point. */
export type Commas = "separate" | "decimal";

/** A text while it is being cut into tokens. The reading functions move `at` forward, push tokens and say what is wrong. */
export interface Scan {
  readonly text: string;
  /** Where reading stops: the end of the text, or of what stands between two `$`. */
  readonly end: number;
  readonly firstLine: number;
  readonly commas: Commas;
  at: number;
  readonly tokens: Token[];
  problem: Problem | null;
  /** A comma stands between two digits, so the text could be read with decimal commas. */
  sawDecimalComma: boolean;
}

export function fail<Code extends ProblemCode>(
  scan: Scan,
  code: Code,
  offset: number,
  details: ProblemDetails[Code],
): void {
  scan.problem ??= problem(code, placeOf(scan.text, offset, scan.firstLine), details);
}

/** Line and column of an offset; the text's first line has the number `firstLine`. */
export function placeOf(text: string, offset: number, firstLine: number): Place {
  let line = firstLine;
  let start = 0;
  for (let found = text.indexOf("\n"); found !== -1 && found < offset; found = text.indexOf("\n", found + 1)) {
    line++;
    start = found + 1;
  }
  return { line, column: offset - start + 1 };
}

/** The first offset from `from` on that is not a space inside a line. */
export function skipSpaces(scan: Scan, from: number): number {
  let at = from;
  while (at < scan.end && isSpace(scan.text.charCodeAt(at))) at++;
  return at;
}

export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** Text for a message: never longer than a line can show, and never cut between the halves of a character. */
export function excerpt(text: string, most = 24): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** The same from the end of a text. */
export function excerptOfEnd(text: string, most: number): string {
  return text.length <= most ? text : `…${text.slice(-most).replace(/^[\udc00-\udfff]/, "")}`;
}
