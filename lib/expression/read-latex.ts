import { finishWord, greekOfCommand, readSymbolWord } from "./read-word.ts";
import { excerpt, fail, isDigit, type Scan, skipSpaces } from "./scan.ts";
import type { Token, WordToken } from "./token.ts";

/** LaTeX as KaTeX shows it, MathLive writes it and people paste it. `scan.at` is at a backslash. */
export function readCommand(scan: Scan): void {
  const { text, at: from } = scan;
  letters.lastIndex = from + 1;
  const name = letters.exec(text)?.[0] ?? "";
  if (from + 1 + name.length > scan.end) scan.at = scan.end;
  else if (name === "") readEscapedSign(scan, from);
  else readNamedCommand(scan, from, from + 1 + name.length, name);
}

const letters = /[A-Za-z]+/y;

const signs: ReadonlyMap<string, Extract<Token, { kind: "sign" }>["sign"]> = new Map([
  ["cdot", "dot"],
  ["times", "*"],
  ["odot", "*"],
  ["ast", "*"],
  ["circ", "*"],
  ["div", "/"],
] as const);

/** They say how something looks, or only make room. */
const ignored: ReadonlySet<string> = new Set(
  `quad qquad enspace thinspace medspace thickspace displaystyle textstyle limits nolimits big Big bigg Bigg bigl Bigl biggl
  Biggl bigr Bigr biggr Biggr bigm mathrm mathbf mathit mathsf mathtt mathcal mathscr mathnormal boldsymbol bm text textrm
  textit textbf textsf mathop operatorname mbox`.split(/\s+/),
);

/** Of these, what stands in braces may be a word: `\operatorname{sigmoid}`, `\mathbf{W}_2`. */
const fonts: ReadonlySet<string> = new Set(
  `mathrm mathbf mathit mathsf mathtt mathcal mathscr mathnormal boldsymbol bm text textrm textit textbf textsf mathop
  operatorname mbox`.split(/\s+/),
);

/** Their first group says how the second looks. */
const wrappers: ReadonlySet<string> = new Set([
  "htmlClass",
  "htmlId",
  "textcolor",
  "color",
  "hspace",
  "colorbox",
  "class",
  "cssId",
  "style",
]);

/** Functions that LaTeX has a command for, and the ones people define. */
const functions: ReadonlySet<string> = new Set(
  `sin cos tan sinh cosh tanh sech arcsin arccos arctan exp log ln max min abs sigmoid relu ReLU softmax softplus`.split(
    /\s+/,
  ),
);

const bars: ReadonlyMap<string, "open" | "close" | "either"> = new Map([
  ["lvert", "open"],
  ["rvert", "close"],
  ["vert", "either"],
  ["mid", "either"],
] as const);

const brackets: ReadonlyMap<string, Extract<Token, { kind: "open" | "close" }>["bracket"]> = new Map([
  ["lbrack", "["],
  ["rbrack", "["],
  ["lbrace", "{"],
  ["rbrace", "{"],
  ["lparen", "("],
  ["rparen", "("],
] as const);

const matrices: ReadonlySet<string> = new Set(["matrix", "pmatrix", "bmatrix", "Bmatrix", "smallmatrix", "array"]);

function readEscapedSign(scan: Scan, from: number): void {
  const sign = from + 1 < scan.end ? String.fromCodePoint(scan.text.codePointAt(from + 1) ?? 0) : "";
  const to = from + 1 + Math.max(1, sign.length);
  scan.at = to;
  if (sign !== "" && ",;:!> \n".includes(sign)) return;
  if (sign === "{") scan.tokens.push({ kind: "open", bracket: "{", from, to });
  else if (sign === "}") scan.tokens.push({ kind: "close", bracket: "{", from, to });
  else if (sign === "\\") scan.tokens.push({ kind: "next-row", from, to });
  else fail(scan, "unknown-command", from, { command: `\\${sign}` });
}

function readNamedCommand(scan: Scan, from: number, to: number, name: string): void {
  scan.at = to;
  const sign = signs.get(name);
  const greek = greekOfCommand(name);
  const side = bars.get(name);
  const bracket = brackets.get(name);
  if (sign !== undefined) scan.tokens.push({ kind: "sign", sign, from, to });
  else if (greek !== null) readSymbolWord(scan, from, to, greek);
  else if (functions.has(name)) readSymbolWord(scan, from, to, name);
  else if (name === "left" || name === "right" || name === "middle") readDelimiter(scan, to, name);
  else if (name === "mleft" || name === "mright") readDelimiter(scan, to, name.slice(1));
  else if (name === "differentialD") scan.tokens.push({ ...word(from, to, "d"), isSymbol: false });
  else if (name === "exponentialE") scan.tokens.push(word(from, to, "e"));
  else if (name === "placeholder") fail(scan, "empty-box", from, {});
  else if (fonts.has(name)) readFont(scan, from, to);
  else if (ignored.has(name)) return;
  else if (wrappers.has(name)) skipGroup(scan, to);
  else if (name === "frac" || name === "dfrac" || name === "tfrac" || name === "cfrac") readFraction(scan, from, to);
  else if (name === "sqrt") readRoot(scan, from, to);
  else if (name === "approx" || name === "simeq") scan.tokens.push({ kind: "equals", from, to });
  else if (name === "partial") scan.tokens.push({ kind: "differential", from, to });
  else if (name === "prime") scan.tokens.push({ kind: "prime", from, to });
  else if (name === "doubleprime") scan.tokens.push({ kind: "prime", from, to }, { kind: "prime", from, to });
  else if (name === "top" || name === "intercal") scan.tokens.push({ kind: "transpose", from, to });
  else if (name === "in") scan.tokens.push(word(from, to, "in"));
  else if (side !== undefined) scan.tokens.push({ kind: "bar", side, from, to });
  else if (bracket !== undefined) {
    scan.tokens.push({ kind: name.startsWith("l") ? "open" : "close", bracket, from, to });
  } else if (name === "begin" || name === "end") readEnvironment(scan, from, to, name);
  else fail(scan, "unknown-command", from, { command: excerpt(`\\${name}`) });
}

function word(from: number, to: number, run: string): WordToken {
  return { kind: "word", from, to, run, isSymbol: true, followsNumber: false };
}

/** After `\left` or `\right`: a bar gets its direction, a `.` is nothing, any other bracket is read as if it stood alone. */
function readDelimiter(scan: Scan, after: number, name: string): void {
  const from = skipSpaces(scan, after);
  scan.at = from;
  if (from >= scan.end || name === "middle") return;
  const bar = /^(?:\||\\[lr]?vert(?![A-Za-z]))/.exec(scan.text.slice(from, from + 8))?.[0];
  if (scan.text.charAt(from) === ".") scan.at = from + 1;
  else if (bar !== undefined) {
    const to = from + bar.length;
    scan.tokens.push({ kind: "bar", side: name === "left" ? "open" : "close", from, to });
    scan.at = to;
  }
}

/** `\mathrm{d}`, `\operatorname*{leaky\_relu}`, `\boldsymbol{\delta}`: the word inside, which may get its subscript after. */
function readFont(scan: Scan, from: number, after: number): void {
  const star = scan.text.charAt(after) === "*" ? after + 1 : after;
  if (!readWordInBraces(scan, from, skipSpaces(scan, star))) scan.at = star;
}

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

/** `\frac{…}{…}`; of `\frac12` both digits are numbers of their own. */
function readFraction(scan: Scan, from: number, to: number): void {
  scan.tokens.push({ kind: "fraction", from, to });
  for (let part = 0; part < 2; part++) {
    const digit = skipSpaces(scan, scan.at);
    if (digit >= scan.end || !isDigit(scan.text.charCodeAt(digit))) return;
    const text = scan.text.charAt(digit);
    scan.tokens.push({ kind: "number", from: digit, to: digit + 1, value: Number(text), text });
    scan.at = digit + 1;
  }
}

function readRoot(scan: Scan, from: number, to: number): void {
  if (scan.text.charAt(skipSpaces(scan, to)) === "[") fail(scan, "root-index", from, {});
  scan.tokens.push(word(from, to, "sqrt"));
}

function skipGroup(scan: Scan, after: number): void {
  const from = skipSpaces(scan, after);
  const to = scan.text.indexOf("}", from);
  if (scan.text.charAt(from) === "{" && to !== -1 && to < scan.end) scan.at = to + 1;
}

function readEnvironment(scan: Scan, from: number, after: number, name: string): void {
  const found = /^\s*\{([A-Za-z]+)\}/.exec(scan.text.slice(after, Math.min(scan.end, after + 40)));
  const environment = found?.[1] ?? "";
  if (!matrices.has(environment)) {
    fail(scan, "unknown-command", from, { command: excerpt(`\\${name}{${environment}}`) });
    return;
  }
  const to = after + (found?.[0].length ?? 0);
  scan.at = to;
  scan.tokens.push({ kind: name === "begin" ? "matrix-open" : "matrix-close", from, to });
  if (environment === "array" && name === "begin") skipGroup(scan, to);
}
