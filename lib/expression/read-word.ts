import { symbolOf } from "./characters.ts";
import { greekOfCommand } from "./greek.ts";
import { excerpt, fail, isDigit, isLetter, type Scan, skipSpaces } from "./scan.ts";
import { joinSubscript } from "./spelling.ts";

const underscore = 95;

/** `W3y2`, `y_{3}`, `leaky_relu`: letters, digits and subscripts, beginning with a letter at `scan.at`. */
export function readWord(scan: Scan): void {
  const from = scan.at;
  const at = endOfPlainWord(scan, from);
  finishWord(scan, from, at, scan.text.slice(from, at), false);
}

/** A greek letter or a command that names one, already read up to `at`: digits and subscripts may follow, letters may not. */
export function readSymbolWord(scan: Scan, from: number, at: number, name: string): void {
  let to = at;
  while (to < scan.end && isDigit(scan.text.charCodeAt(to))) to++;
  finishWord(scan, from, to, name + scan.text.slice(at, to), true);
}

/** Letters and digits of ASCII, with every `_` that letters or digits follow. */
function endOfPlainWord(scan: Scan, from: number): number {
  let at = from;
  while (at < scan.end) {
    const code = scan.text.charCodeAt(at);
    if (isLetter(code) || isDigit(code)) at++;
    else if (code === underscore && at + 1 < scan.end && at > from && isPlain(scan.text.charCodeAt(at + 1))) at++;
    else break;
  }
  return at;
}

function isPlain(code: number): boolean {
  return isLetter(code) || isDigit(code);
}

/** What follows the plain part: letters of other alphabets, subscripts. A subscript in braces or in small digits ends the word. */
export function finishWord(scan: Scan, from: number, start: number, begun: string, isSymbol: boolean): void {
  const { text } = scan;
  let run = begun;
  let at = start;
  let isOneLetter = isSymbol;
  while (at < scan.end) {
    const code = text.charCodeAt(at);
    if (code > 127) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      const meaning = symbolOf(character);
      if (meaning?.kind === "nothing") at += character.length;
      else if (meaning?.kind === "digit" || (meaning?.kind === "letter" && !isOneLetter)) {
        run += meaning.kind === "digit" ? meaning.digit : meaning.letter;
        at += character.length;
      } else if (meaning?.kind === "combining" && /[A-Za-z]$/.test(run)) {
        run = pushAccent(scan, meaning.accent, run, isOneLetter, from, at);
        isOneLetter = true;
        at += character.length;
      } else if (meaning?.kind === "subscript") {
        const small = readSmallSubscript(scan, at);
        run = joinSubscript(run, small.text);
        at = small.to;
        break;
      } else break;
    } else if (isDigit(code) || (isLetter(code) && !isOneLetter)) {
      run += text.charAt(at++);
    } else {
      const sign = skipSpaces(scan, at);
      if (text.charCodeAt(sign) !== underscore || sign >= scan.end) break;
      const subscript = readSubscript(scan, sign);
      if (subscript === null) return;
      run = joinSubscript(run, subscript.text);
      at = subscript.to;
      if (!subscript.isOpen) break;
    }
  }
  scan.tokens.push({ kind: "word", from, to: at, run, isSymbol: isOneLetter, followsNumber: false });
  scan.at = at;
}

/** The accent that stands over the last letter read: what stood before that letter is a word of its own. */
function pushAccent(scan: Scan, accent: string, run: string, isOneLetter: boolean, from: number, at: number): string {
  const before = isOneLetter ? "" : run.slice(0, -1);
  if (before !== "") {
    scan.tokens.push({ kind: "word", from, to: at - 1, run: before, isSymbol: false, followsNumber: false });
  }
  scan.tokens.push({ kind: "accent", accent, from: before === "" ? from : at - 1, to: at });
  return run.slice(before.length);
}

function readSmallSubscript(scan: Scan, from: number): { text: string; to: number } {
  let text = "";
  let to = from;
  while (to < scan.end) {
    const meaning = symbolOf(scan.text.charAt(to));
    if (meaning?.kind !== "subscript") break;
    text += meaning.text;
    to++;
  }
  return { text, to };
}

/** What follows the `_` at this offset. Without braces the word may go on, as in W_3y_2. */
export function readSubscript(scan: Scan, sign: number): { text: string; to: number; isOpen: boolean } | null {
  const { text } = scan;
  const from = skipSpaces(scan, sign + 1);
  if (text.charAt(from) === "{") return readBracedSubscript(scan, from);
  const to = endOfPlainWord(scan, from);
  if (to > from) return { text: text.slice(from, to), to, isOpen: true };
  const command = greekCommand(text.slice(from, Math.min(scan.end, from + 12)));
  if (command !== null) return { text: command.name, to: from + command.length, isOpen: false };
  const character = text.codePointAt(from) === undefined ? "" : String.fromCodePoint(text.codePointAt(from) ?? 0);
  const meaning = character === "" || from >= scan.end ? null : symbolOf(character);
  const single = meaning === null ? null : subscriptText(meaning);
  if (single !== null) return { text: single, to: from + character.length, isOpen: false };
  fail(scan, "subscript-alone", sign, {});
  return null;
}

function subscriptText(meaning: NonNullable<ReturnType<typeof symbolOf>>): string | null {
  if (meaning.kind === "letter") return meaning.letter;
  if (meaning.kind === "digit") return meaning.digit;
  return meaning.kind === "greek" ? meaning.name : null;
}

function greekCommand(text: string): { name: string; length: number } | null {
  const command = /^\\([A-Za-z]+)/.exec(text)?.[1] ?? "";
  const name = greekOfCommand(command);
  return name === null ? null : { name, length: command.length + 1 };
}

/** `{3}`, `{out}`, `{1,2}`, `{\mathrm{in}}`. */
function readBracedSubscript(scan: Scan, from: number): { text: string; to: number; isOpen: boolean } | null {
  const { text } = scan;
  let depth = 0;
  let to = from;
  while (to < scan.end) {
    const character = text.charAt(to++);
    if (character === "{") depth++;
    if (character === "}" && --depth === 0) break;
  }
  const written = text.slice(from + 1, to - 1);
  const inside = plainSubscript(written);
  if (depth !== 0 || inside === null) {
    fail(scan, "subscript-unreadable", from, { text: excerpt(depth === 0 ? written : text.slice(from + 1, to)) });
    return null;
  }
  return { text: inside, to, isOpen: false };
}

function plainSubscript(written: string): string | null {
  let plain = "";
  const withoutFonts = written.replace(/\\(?:mathrm|mathit|mathbf|mathsf|text|textrm|textit|operatorname)\b/g, "");
  const withGreek = withoutFonts.replace(/\\([A-Za-z]+)/g, (command, name: string) => greekOfCommand(name) ?? command);
  for (const character of withGreek.replaceAll("\\_", "_")) {
    if (character === "{" || character === "}" || character === " ") continue;
    if (character === ",") plain += "_";
    else if ((character.codePointAt(0) ?? 0) < 128) plain += character;
    else {
      const meaning = symbolOf(character);
      if (meaning?.kind === "nothing" || meaning?.kind === "space") continue;
      const single = meaning === null ? null : subscriptText(meaning);
      if (single === null) return null;
      plain += single;
    }
  }
  return /^[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*$/.test(plain) ? plain : null;
}
