import { type Meaning, showCharacter, symbolOf } from "./characters.ts";
import type { Problem } from "./problem.ts";
import { readCommand, readWordInBraces } from "./read-latex.ts";
import { readNumber } from "./read-number.ts";
import { readSymbolWord, readWord } from "./read-word.ts";
import { type Commas, fail, isDigit, isLetter, isSpace, type Scan } from "./scan.ts";
import type { Bracket, Token } from "./token.ts";

export type Tokens =
  | { readonly ok: true; readonly tokens: readonly Token[]; readonly sawDecimalComma: boolean }
  | { readonly ok: false; readonly problem: Problem; readonly sawDecimalComma: boolean };

/** Cuts a text into numbers, words, signs and brackets. Time grows with the length of the text, whatever stands in it. */
export function tokenize(written: string, firstLine: number, commas: Commas): Tokens {
  const text = withPlainDigits(written);
  const { from, to } = withoutDollars(text);
  const scan: Scan = {
    text,
    end: to,
    firstLine,
    commas,
    at: from,
    tokens: [],
    problem: null,
    sawDecimalComma: false,
  };
  while (scan.at < scan.end && scan.problem === null) readToken(scan);
  const { problem, sawDecimalComma } = scan;
  return problem === null
    ? { ok: true, tokens: scan.tokens, sawDecimalComma }
    : { ok: false, problem, sawDecimalComma };
}

/** `０．５` as input methods write it. One unit for one, so that every place stays. */
function withPlainDigits(text: string): string {
  return text.replace(/[０-９．]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - fullWidth));
}

const fullWidth = 0xfee0;

const wrappers = [
  ["$$", "$$"],
  ["$", "$"],
  ["\\(", "\\)"],
  ["\\[", "\\]"],
] as const;

/** What stands between the `$` round a whole formula. */
function withoutDollars(text: string): { from: number; to: number } {
  const from = text.length - text.trimStart().length;
  const to = text.trimEnd().length;
  for (const [open, close] of wrappers) {
    const isWrapped = text.startsWith(open, from) && text.endsWith(close, to);
    if (isWrapped && to - from >= open.length + close.length) {
      return { from: from + open.length, to: to - close.length };
    }
  }
  return { from: 0, to: text.length };
}

const openings: ReadonlyMap<string, Bracket> = new Map([
  ["(", "("],
  ["[", "["],
  ["{", "{"],
] as const);
const closings: ReadonlyMap<string, Bracket> = new Map([
  [")", "("],
  ["]", "["],
  ["}", "{"],
] as const);

function readToken(scan: Scan): void {
  const { text, at } = scan;
  const code = text.charCodeAt(at);
  if (isSpace(code)) scan.at++;
  else if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(at + 1)) && at + 1 < scan.end)) readNumber(scan);
  else if (isLetter(code)) readWord(scan);
  else if (code > 127) readBeyondAscii(scan);
  else readAscii(scan, text.charAt(at), at);
}

function readAscii(scan: Scan, character: string, from: number): void {
  const open = openings.get(character);
  const close = closings.get(character);
  const to = from + 1;
  scan.at = to;
  if (character === "{" && isBeforeSubscript(scan, from) && readWordInBraces(scan, from, from)) return;
  if (open !== undefined) scan.tokens.push({ kind: "open", bracket: open, from, to });
  else if (close !== undefined) scan.tokens.push({ kind: "close", bracket: close, from, to });
  else readAsciiSign(scan, character, from, to);
}

function readAsciiSign(scan: Scan, character: string, from: number, to: number): void {
  switch (character) {
    case "+":
    case "-":
    case "/":
    case "@":
      scan.tokens.push({ kind: "sign", sign: character, from, to });
      return;
    case "*":
      if (scan.text.charAt(to) === "*" && to < scan.end) {
        scan.tokens.push({ kind: "sign", sign: "^", from, to: to + 1 });
        scan.at = to + 1;
      } else scan.tokens.push({ kind: "sign", sign: "*", from, to });
      return;
    case "^":
      readCaret(scan, from, to);
      return;
    case ",":
      scan.tokens.push({ kind: "comma", from, to });
      return;
    case "=":
      scan.tokens.push({ kind: "equals", from, to });
      return;
    case "|":
      scan.tokens.push({ kind: "bar", side: "either", from, to });
      return;
    case "'":
      scan.tokens.push({ kind: "prime", from, to });
      return;
    case "&":
      scan.tokens.push({ kind: "next-cell", from, to });
      return;
    case "\\":
      scan.at = from;
      readCommand(scan);
      return;
    case "#":
      scan.at = endOfLine(scan, to);
      return;
    case "~":
      return;
    case "$":
      fail(scan, "dollar-unmatched", from, {});
      return;
    case "%":
      fail(scan, "percent", from, {});
      return;
    case "_":
      fail(scan, "subscript-alone", from, {});
      return;
    default:
      fail(scan, "unknown-character", from, { character: showCharacter(character) });
  }
}

function endOfLine(scan: Scan, from: number): number {
  const found = scan.text.indexOf("\n", from);
  return found === -1 || found > scan.end ? scan.end : found;
}

const bracedPrimes = /\^\s*(?:\{\s*(?:\\prime\s*|['’′]\s*)+\}|\\prime(?![A-Za-z]))/y;

/** `^`, or a prime written as a power: `\sigma^{\prime}`, `\sigma^\prime`. */
function readCaret(scan: Scan, from: number, to: number): void {
  bracedPrimes.lastIndex = from;
  const primes = bracedPrimes.exec(scan.text)?.[0];
  if (primes === undefined || from + primes.length > scan.end) {
    scan.tokens.push({ kind: "sign", sign: "^", from, to });
    return;
  }
  scan.at = from + primes.length;
  for (const _ of primes.matchAll(/\\prime|['’′]/g)) scan.tokens.push({ kind: "prime", from, to: scan.at });
}

const wordBeforeSubscript = /\{\s*\\?[A-Za-z]+\s*\}\s*_/y;

function isBeforeSubscript(scan: Scan, from: number): boolean {
  wordBeforeSubscript.lastIndex = from;
  const found = wordBeforeSubscript.exec(scan.text);
  return found !== null && from + found[0].length <= scan.end;
}

function readBeyondAscii(scan: Scan): void {
  const from = scan.at;
  const character = String.fromCodePoint(scan.text.codePointAt(from) ?? 0);
  const to = from + character.length;
  const meaning = symbolOf(character);
  scan.at = to;
  if (meaning === null) fail(scan, "unknown-character", from, { character: showCharacter(character) });
  else readMeaning(scan, meaning, character, from, to);
}

function readMeaning(scan: Scan, meaning: Meaning, character: string, from: number, to: number): void {
  switch (meaning.kind) {
    case "space":
    case "nothing":
      return;
    case "sign":
      scan.tokens.push({ kind: "sign", sign: meaning.sign, from, to });
      return;
    case "letter":
      scan.at = from;
      readWord(scan);
      return;
    case "greek":
      readSymbolWord(scan, from, to, meaning.name);
      return;
    case "digit":
      fail(scan, "unknown-character", from, { character: showCharacter(character) });
      return;
    case "ascii":
      readAscii(scan, meaning.character, from);
      return;
    case "superscript":
      readSuperscript(scan, from);
      return;
    case "subscript":
      fail(scan, "subscript-alone", from, {});
      return;
    case "prime":
      for (let prime = 0; prime < meaning.count; prime++) scan.tokens.push({ kind: "prime", from, to });
      return;
    case "fraction":
      pushFraction(scan, meaning.above, meaning.below, from, to);
      return;
    case "equals":
    case "differential":
    case "transpose":
      scan.tokens.push({ kind: meaning.kind, from, to });
      return;
    case "root":
      scan.tokens.push({ kind: "word", from, to, run: "sqrt", isSymbol: true, followsNumber: false });
      return;
    case "element-of":
      scan.tokens.push({ kind: "word", from, to, run: "in", isSymbol: true, followsNumber: false });
      return;
    case "lookalike":
      fail(scan, "lookalike", from, { character: showCharacter(character), latin: meaning.latin });
      return;
    case "hidden":
      fail(scan, "hidden-character", from, { character: showCharacter(character) });
      return;
  }
}

/** `²`, `⁻¹`, `¹⁰`. */
function readSuperscript(scan: Scan, from: number): void {
  let text = "";
  let to = from;
  while (to < scan.end) {
    const meaning = symbolOf(scan.text.charAt(to));
    if (meaning?.kind !== "superscript") break;
    text += meaning.text;
    to++;
  }
  scan.at = to;
  if (/^[+-]?\d+$/.test(text)) scan.tokens.push({ kind: "superscript", text, from, to });
  else fail(scan, "superscript-unreadable", from, { text: scan.text.slice(from, to) });
}

/** `½` is (1/2). */
function pushFraction(scan: Scan, above: string, below: string, from: number, to: number): void {
  scan.tokens.push(
    { kind: "open", bracket: "(", from, to },
    { kind: "number", from, to, value: Number(above), text: above },
    { kind: "sign", sign: "/", from, to },
    { kind: "number", from, to, value: Number(below), text: below },
    { kind: "close", bracket: "(", from, to },
  );
}
