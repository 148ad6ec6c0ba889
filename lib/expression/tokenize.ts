import type { Problem } from "./problem.ts";
import { readAscii } from "./read-ascii.ts";
import { readNumber } from "./read-number.ts";
import { readSymbol } from "./read-symbol.ts";
import { readWord } from "./read-word.ts";
import { type Commas, fail, isDigit, isLetter, isSpace, type Scan } from "./scan.ts";
import type { Token } from "./token.ts";

export type Tokens =
  | { readonly ok: true; readonly tokens: Token[]; readonly sawDecimalComma: boolean }
  | { readonly ok: false; readonly problem: Problem; readonly sawDecimalComma: boolean };

/** Cuts a text into numbers, words, signs and brackets. Time grows with the length of the text, whatever stands in it. */
export function tokenize(written: string, firstLine: number, commas: Commas): Tokens {
  const text = withPlainDigits(written);
  const { from, to } = withoutWrapper(text);
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
  refuseCopies(scan);
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
  ["`", "`"],
] as const;

/** What stands between the `$` round a whole formula; punctuation on either side of the last one belongs to a sentence. */
function withoutWrapper(text: string): { from: number; to: number } {
  const from = text.length - text.trimStart().length;
  const begin = text.charAt(from);
  if (begin !== "$" && begin !== "\\" && begin !== "`") return { from: 0, to: text.length };
  const to = withoutPunctuation(text, text.length);
  for (const [open, close] of wrappers) {
    const isWrapped = text.startsWith(open, from) && text.endsWith(close, to);
    if (isWrapped && to - from >= open.length + close.length) {
      const inside = from + open.length;
      return { from: inside, to: Math.max(inside, withoutPunctuation(text, to - close.length)) };
    }
  }
  return { from: 0, to: text.length };
}

function withoutPunctuation(text: string, end: number): number {
  let to = end;
  while (to > 0 && (isSpace(text.charCodeAt(to - 1)) || ".,;".includes(text.charAt(to - 1)))) to--;
  return to;
}

/**
 * A formula copied from a page that KaTeX drew comes as its MathML, its TeX and its drawing in a row. Zero-width spaces hold the
 * drawing up, and only TeX has the other signs.
 */
function refuseCopies(scan: Scan): void {
  const { text } = scan;
  const space = text.indexOf("\u200b");
  if (space !== -1 && /[\\_^{]/.test(text)) fail(scan, "copied-twice", scan.at, {});
}

function readToken(scan: Scan): void {
  const { text, at } = scan;
  const code = text.charCodeAt(at);
  if (isSpace(code)) scan.at++;
  else if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(at + 1)) && at + 1 < scan.end)) readNumber(scan);
  else if (isLetter(code)) readWord(scan);
  else if (code > 127) readSymbol(scan);
  else readAscii(scan, text.charAt(at), at);
}
