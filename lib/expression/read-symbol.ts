import { type Meaning, showCharacter, symbolOf } from "./characters.ts";
import { readAscii } from "./read-ascii.ts";
import { finishWord, readSymbolWord, readWord } from "./read-word.ts";
import { fail, type Scan } from "./scan.ts";

/** A character beyond ASCII, at `scan.at`. */
export function readSymbol(scan: Scan): void {
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
    case "accented":
      scan.tokens.push({ kind: "accent", accent: meaning.accent, from, to });
      finishWord(scan, from, to, meaning.letter, true);
      return;
    case "bars":
      scan.tokens.push({ kind: "bar", side: "either", isNorm: true, from, to });
      return;
    case "digit":
    case "combining":
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
