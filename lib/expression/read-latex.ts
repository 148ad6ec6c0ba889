import { greekOfCommand } from "./greek.ts";
import { meaningOfCommand } from "./latex-commands.ts";
import { finishWord, readSymbolWord } from "./read-word.ts";
import { excerpt, fail, isDigit, isLetter, type Scan, skipSpaces } from "./scan.ts";

/** LaTeX as KaTeX shows it, MathLive, MathQuill and Word write it and people paste it. `scan.at` is at a backslash. */
export function readCommand(scan: Scan): void {
  const { text, at: from } = scan;
  letters.lastIndex = from + 1;
  const name = letters.exec(text)?.[0] ?? "";
  if (from + 1 + name.length > scan.end) scan.at = scan.end;
  else if (name === "") readEscapedSign(scan, from);
  else readNamedCommand(scan, from, from + 1 + name.length, name);
}

const letters = /[A-Za-z]+/y;

const rowEnd = /\*?(?:\[\s*-?[\d.]+\s*[a-z]{2}\s*\])?/y;

function readEscapedSign(scan: Scan, from: number): void {
  const sign = from + 1 < scan.end ? String.fromCodePoint(scan.text.codePointAt(from + 1) ?? 0) : "";
  const to = from + 1 + Math.max(1, sign.length);
  scan.at = to;
  if (sign !== "" && ",;:!> \n".includes(sign)) return;
  if (sign === "{") scan.tokens.push({ kind: "open", bracket: "{", from, to });
  else if (sign === "}") scan.tokens.push({ kind: "close", bracket: "{", from, to });
  else if (sign === "|") scan.tokens.push({ kind: "bar", side: "either", isNorm: true, from, to });
  else if (sign === "\\") {
    // `\\[4pt]` leaves more room before the next row.
    rowEnd.lastIndex = to;
    scan.at = Math.min(scan.end, to + (rowEnd.exec(scan.text)?.[0].length ?? 0));
    scan.tokens.push({ kind: "next-row", from, to });
  } else fail(scan, "unknown-command", from, { command: `\\${sign}` });
}

function readNamedCommand(scan: Scan, from: number, to: number, name: string): void {
  scan.at = to;
  const command = meaningOfCommand(name);
  switch (command?.kind) {
    case undefined:
      fail(scan, "unknown-command", from, { command: excerpt(`\\${name}`) });
      return;
    case "ignored":
      return;
    case "sign":
      scan.tokens.push({ kind: "sign", sign: command.sign, from, to });
      return;
    case "word":
      if (command.isSymbol) readSymbolWord(scan, from, to, command.run);
      else scan.tokens.push({ kind: "word", from, to, run: command.run, isSymbol: false, followsNumber: false });
      return;
    case "bar":
      scan.tokens.push({ kind: "bar", side: command.side, isNorm: command.isNorm, from, to });
      return;
    case "bracket":
      scan.tokens.push({ kind: command.opens ? "open" : "close", bracket: command.bracket, from, to });
      return;
    case "accent":
      readAccent(scan, command.accent, from, to);
      return;
    case "delimiter":
      readDelimiter(scan, command.side, to);
      return;
    case "font":
      readFont(scan, from, to);
      return;
    case "group-ignored":
      skipGroup(scan, to);
      return;
    case "primes":
      for (let prime = 0; prime < command.count; prime++) scan.tokens.push({ kind: "prime", from, to });
      return;
    case "equals":
    case "differential":
    case "transpose":
      scan.tokens.push({ kind: command.kind, from, to });
      return;
    case "derivative":
      scan.at = scan.text.charAt(to) === "*" ? to + 1 : to;
      scan.tokens.push({ kind: "derivative", from, to });
      return;
    case "fraction":
      readFraction(scan, from, to);
      return;
    case "root":
      if (scan.text.charAt(skipSpaces(scan, to)) === "[") fail(scan, "root-index", from, {});
      scan.tokens.push({ kind: "word", from, to, run: "sqrt", isSymbol: true, followsNumber: false });
      return;
    case "environment":
      readEnvironment(scan, from, to, name);
      return;
    case "box":
      fail(scan, "empty-box", from, {});
  }
}

/** `\hat` over what follows; without braces that is one letter: `\hat yx` is ŷ x. */
function readAccent(scan: Scan, accent: string, from: number, to: number): void {
  scan.tokens.push({ kind: "accent", accent, from, to });
  const at = skipSpaces(scan, to);
  if (at < scan.end && isLetter(scan.text.charCodeAt(at))) readSymbolWord(scan, at, at + 1, scan.text.charAt(at));
}

const barAfterDelimiter = /\||\\\||\\[lr]?[vV]ert(?![A-Za-z])/y;

/** After `\left` or `\bigr` a bar gets its direction, a `.` is nothing, and any bracket is read as if it stood alone. */
function readDelimiter(scan: Scan, side: "open" | "close" | "either", after: number): void {
  const from = skipSpaces(scan, after);
  scan.at = from;
  if (from >= scan.end) return;
  barAfterDelimiter.lastIndex = from;
  const bar = barAfterDelimiter.exec(scan.text)?.[0];
  if (scan.text.charAt(from) === "." && side !== "either") scan.at = from + 1;
  else if (bar !== undefined && from + bar.length <= scan.end && side !== "either") {
    const to = from + bar.length;
    scan.tokens.push({ kind: "bar", side, isNorm: bar === "\\|" || bar.includes("V"), from, to });
    scan.at = to;
  }
}

/** `\mathrm{d}`, `\operatorname*{leaky\_relu}`, `\boldsymbol{\delta}`: the word inside, which may get its subscript after. */
function readFont(scan: Scan, from: number, after: number): void {
  const star = scan.text.charAt(after) === "*" ? after + 1 : after;
  if (readWordInBraces(scan, from, skipSpaces(scan, star))) return;
  scan.at = star;
  // `\text{ }` only makes room.
  blankGroup.lastIndex = star;
  const blank = blankGroup.exec(scan.text)?.[0] ?? "";
  if (star + blank.length <= scan.end) scan.at += blank.length;
}

const blankGroup = /\s*\{\s*\}/y;

const wordInBraces = /\{\s*(\\?)([A-Za-z][A-Za-z0-9]*(?:\\?_[A-Za-z0-9]+)*)\s*\}/y;

/** `{W}`: braces round a single word change nothing. False, and nothing read, where something else stands there. */
export function readWordInBraces(scan: Scan, from: number, brace: number): boolean {
  wordInBraces.lastIndex = brace;
  const found = wordInBraces.exec(scan.text);
  if (found === null || brace + found[0].length > scan.end) return false;
  const inside = found[2] ?? "";
  const greek = found[1] === "\\" ? greekOfCommand(inside) : null;
  if (found[1] === "\\" && greek === null) return false;
  const count = scan.tokens.length;
  finishWord(scan, from, brace + found[0].length, greek ?? inside.replaceAll("\\_", "_"), true);
  const token = scan.tokens[count];
  // `\mathrm{dL}` may still be read as d and L; only a letter that was drawn as a sign may not.
  if (greek === null && token?.kind === "word") scan.tokens[count] = { ...token, isSymbol: false };
  return true;
}

/** `\frac{…}{…}`; of `\frac12` and of `\frac xy` each part is one digit or one letter with its subscript. */
function readFraction(scan: Scan, from: number, to: number): void {
  scan.tokens.push({ kind: "fraction", from, to });
  readSingle(scan);
  if (scan.at === to) return;
  readSingle(scan);
}

function readSingle(scan: Scan): void {
  const at = skipSpaces(scan, scan.at);
  if (at >= scan.end) return;
  const text = scan.text.charAt(at);
  letters.lastIndex = at + 1;
  const command = text === "\\" ? (letters.exec(scan.text)?.[0] ?? "") : "";
  const greek = greekOfCommand(command);
  if (isDigit(scan.text.charCodeAt(at))) {
    scan.tokens.push({ kind: "number", from: at, to: at + 1, value: Number(text), text });
    scan.at = at + 1;
  } else if (isLetter(scan.text.charCodeAt(at))) readSingleLetter(scan, at, at + 1, text);
  else if (greek !== null && at + 1 + command.length <= scan.end) {
    readSingleLetter(scan, at, at + 1 + command.length, greek);
  }
}

/** A letter with its subscript; a digit right behind it is the other part of the fraction. */
function readSingleLetter(scan: Scan, from: number, to: number, letter: string): void {
  const next = skipSpaces(scan, to);
  if (scan.text.charAt(next) === "_" && next < scan.end) readSymbolWord(scan, from, to, letter);
  else {
    scan.tokens.push({ kind: "word", from, to, run: letter, isSymbol: true, followsNumber: false });
    scan.at = to;
  }
}

function skipGroup(scan: Scan, after: number): void {
  const from = skipSpaces(scan, after);
  const to = scan.text.indexOf("}", from);
  if (scan.text.charAt(from) === "{" && to !== -1 && to < scan.end) scan.at = to + 1;
}

const matrices: ReadonlySet<string> = new Set(["matrix", "pmatrix", "bmatrix", "Bmatrix", "smallmatrix", "array"]);

/** They only say how the lines of a formula stand. */
const displays: ReadonlySet<string> = new Set(
  `aligned align align* split equation equation* gather gather* gathered multline multline* eqnarray eqnarray* alignat
  alignat* alignedat displaymath math`.split(/\s+/),
);

const environmentName = /\s*\{([A-Za-z]+\*?)\}/y;

function readEnvironment(scan: Scan, from: number, after: number, name: string): void {
  environmentName.lastIndex = after;
  const found = environmentName.exec(scan.text);
  const environment = found?.[1] ?? "";
  const to = after + (found?.[0].length ?? 0);
  scan.at = to;
  const isMatrix = matrices.has(environment);
  if (to > scan.end || !(isMatrix || displays.has(environment))) {
    fail(scan, "unknown-command", from, { command: excerpt(`\\${name}{${environment}}`) });
    return;
  }
  if (isMatrix) scan.tokens.push({ kind: name === "begin" ? "matrix-open" : "matrix-close", from, to });
  // How many columns there are, and where they stand.
  if (
    name === "begin" &&
    (environment === "array" || environment.startsWith("aligned") || /^alignat/.test(environment))
  )
    skipGroup(scan, to);
}
