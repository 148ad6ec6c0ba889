import { showCharacter } from "./characters.ts";
import { readCommand, readWordInBraces } from "./read-latex.ts";
import { readSubscript } from "./read-word.ts";
import { fail, type Scan } from "./scan.ts";
import type { Bracket } from "./token.ts";

/** A character of ASCII that begins neither a number nor a word; one that stands at `from` for another is read as that one. */
export function readAscii(scan: Scan, character: string, from: number): void {
  const to = from + 1;
  scan.at = to;
  switch (character) {
    case "(":
    case "[":
      scan.tokens.push({ kind: "open", bracket: character, from, to });
      return;
    case "{":
      if (isBeforeSubscript(scan, from) && readWordInBraces(scan, from, from)) return;
      scan.tokens.push({ kind: "open", bracket: "{", from, to });
      return;
    case ")":
      pushClose(scan, "(", from);
      return;
    case "]":
      pushClose(scan, "[", from);
      return;
    case "}":
      pushClose(scan, "{", from);
      return;
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
      readCaret(scan, from);
      return;
    default:
      readPunctuation(scan, character, from, to);
  }
}

function readPunctuation(scan: Scan, character: string, from: number, to: number): void {
  switch (character) {
    case ",":
      scan.tokens.push({ kind: "comma", from, to });
      return;
    case "=":
      scan.tokens.push({ kind: "equals", from, to });
      return;
    case "|":
      scan.tokens.push({ kind: "bar", side: "either", isNorm: false, from, to });
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
    case "_":
      readLateSubscript(scan, from);
      return;
    case "$":
      fail(scan, "dollar-unmatched", from, {});
      return;
    case "%":
      fail(scan, "percent", from, {});
      return;
    default:
      // `:=` is an equals sign.
      if (character === ":" && scan.text.charAt(to) === "=" && to < scan.end) return;
      fail(scan, "unknown-character", from, { character: showCharacter(character) });
  }
}

function pushClose(scan: Scan, bracket: Bracket, from: number): void {
  scan.tokens.push({ kind: "close", bracket, from, to: from + 1 });
}

function endOfLine(scan: Scan, from: number): number {
  const found = scan.text.indexOf("\n", from);
  return found === -1 || found > scan.end ? scan.end : found;
}

const bracedPrimes = /\^\s*(?:\{\s*(?:\\prime\s*|['’′]\s*)+\}|\\prime(?![A-Za-z]))/y;

/** `^`, or a prime written as a power: `\sigma^{\prime}`, `\sigma^\prime`; over a brace, its label. */
function readCaret(scan: Scan, from: number): void {
  if (skipLabel(scan, from, "\\overbrace")) return;
  bracedPrimes.lastIndex = from;
  const primes = bracedPrimes.exec(scan.text)?.[0];
  if (primes === undefined || from + primes.length > scan.end) {
    scan.tokens.push({ kind: "sign", sign: "^", from, to: from + 1 });
    return;
  }
  scan.at = from + primes.length;
  for (const _ of primes.matchAll(/\\prime|['’′]/g)) scan.tokens.push({ kind: "prime", from, to: scan.at });
}

/** A `_` that stands right behind no name: behind a power or a brace, as in W^T_3 and {\hat{y}}_3, or below a brace, its label. */
function readLateSubscript(scan: Scan, from: number): void {
  const before = scan.tokens.at(-1);
  if (skipLabel(scan, from, "\\underbrace")) return;
  const isBehindPower = before?.kind === "number" || before?.kind === "transpose";
  const isBehindBrace = before?.kind === "close" && before.bracket === "{";
  if (!isBehindPower && !isBehindBrace) {
    fail(scan, "subscript-alone", from, {});
    return;
  }
  const subscript = readSubscript(scan, from);
  if (subscript === null) return;
  scan.tokens.push({ kind: "subscript", text: subscript.text, from, to: subscript.to });
  scan.at = subscript.to;
}

/** The group that says what a brace over or under a part of the formula is about. */
function skipLabel(scan: Scan, from: number, command: string): boolean {
  if (scan.tokens.at(-1)?.kind !== "close" || scan.text.charAt(from + 1) !== "{") return false;
  if (!isBehind(scan, command)) return false;
  let depth = 0;
  for (let at = from + 1; at < scan.end; at++) {
    const character = scan.text.charAt(at);
    if (character === "{") depth++;
    if (character === "}" && --depth === 0) {
      scan.at = at + 1;
      return true;
    }
  }
  return false;
}

/** Whether the command stands before the group that has just been closed. */
function isBehind({ tokens, text }: Scan, command: string): boolean {
  if (!text.includes(command)) return false;
  let depth = 0;
  for (let index = tokens.length - 1; index >= 0; index--) {
    const token = tokens[index];
    if (token?.kind === "close") depth++;
    if (token?.kind === "open" && --depth === 0) return text.slice(0, token.from).trimEnd().endsWith(command);
  }
  return false;
}

const wordBeforeSubscript = /\{\s*\\?[A-Za-z]+\s*\}\s*_/y;

function isBeforeSubscript(scan: Scan, from: number): boolean {
  wordBeforeSubscript.lastIndex = from;
  const found = wordBeforeSubscript.exec(scan.text);
  if (found === null || from + found[0].length > scan.end) return false;
  return !scan.text
    .slice(Math.max(0, from - "\\underbrace ".length), from)
    .trimEnd()
    .endsWith("\\underbrace");
}
