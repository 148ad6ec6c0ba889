import { accentedRun, refuseLostAccents } from "./accent.ts";
import { fail, type Scan } from "./scan.ts";
import { joinSubscript, nameKey } from "./spelling.ts";
import { splitRun } from "./split-run.ts";
import type { Token, WordToken } from "./token.ts";
import { knownFunction, knownName, type Lexicon } from "./vocabulary.ts";

/** A word with all that was written round it, and the tokens that stand behind it then. */
interface Joined {
  readonly word: WordToken;
  /** The rest of a power whose word got its subscript only behind it: `^T` of W^T_3. */
  readonly tail: readonly Token[];
  readonly next: number;
}

/**
 * Joins to a word what LaTeX writes round it: an accent, a subscript behind a brace or a power, and its layer as in W^{(1)}.
 * Which name that spells depends on the names that are known. Braces round a function's name go. Stops, with `scan.problem`,
 * at what belongs to no word.
 */
export function joinWords(scan: Scan, tokens: readonly Token[], lexicon: Lexicon): readonly Token[] {
  const joined: Token[] = [];
  const accents = new Map<Token, string>();
  let at = 0;
  while (at < tokens.length && scan.problem === null) {
    const token = tokens[at];
    if (token === undefined) break;
    const found = mayBegin(scan, token) ? readJoined(scan, tokens, at, lexicon) : null;
    if (found !== null) {
      joined.push(found.word, ...found.tail);
      for (; at < found.next; at++) {
        const inside = tokens[at];
        if (inside?.kind === "accent") accents.set(found.word, inside.accent);
      }
      continue;
    }
    if (token.kind === "accent") fail(scan, "accent-alone", token.from, {});
    else if (token.kind === "subscript") fail(scan, "subscript-alone", token.from, {});
    joined.push(token);
    at++;
  }
  if (accents.size > 0) refuseLostAccents(scan, joined, accents, lexicon);
  return joined;
}

function mayBegin(scan: Scan, token: Token): boolean {
  return token.kind === "word" || token.kind === "accent" || isBrace(scan, token);
}

/** `{` itself, which LaTeX does not show, and not `\{`. */
function isBrace(scan: Scan, token: Token | undefined): boolean {
  return token?.kind === "open" && token.bracket === "{" && scan.text.charAt(token.from) === "{";
}

/** Braces and accents round a word: more is no formula, and looking further would take time. */
const mostWrappings = 4;

function readJoined(scan: Scan, tokens: readonly Token[], start: number, lexicon: Lexicon, depth = 0): Joined | null {
  let found = depth > mostWrappings ? null : readMarked(scan, tokens, start, lexicon, depth);
  while (found !== null) {
    const more: Joined | null = joinNext(scan, tokens, found, lexicon);
    if (more === null) return found;
    found = more;
  }
  return null;
}

/** The word itself, below its accent or in braces that do not matter. */
function readMarked(
  scan: Scan,
  tokens: readonly Token[],
  start: number,
  lexicon: Lexicon,
  depth: number,
): Joined | null {
  const token = tokens[start];
  if (token?.kind === "word") return { word: token, tail: [], next: start + 1 };
  if (token?.kind === "accent") return readAccented(scan, tokens, start, token.accent, lexicon, depth);
  if (!isBrace(scan, token)) return null;
  const inside = readJoined(scan, tokens, start + 1, lexicon, depth + 1);
  if (inside === null || inside.tail.length > 0) return null;
  let close = inside.next;
  while (tokens[close]?.kind === "prime") close++;
  if (tokens[close]?.kind !== "close") return null;
  const primes = tokens.slice(inside.next, close);
  return mayUnwrap(scan, tokens, start, close, inside.word, lexicon)
    ? { word: inside.word, tail: primes, next: close + 1 }
    : null;
}

/** Before a subscript, a layer or an input braces change nothing; elsewhere they hold an exponent or part of a fraction. */
function mayUnwrap(
  scan: Scan,
  tokens: readonly Token[],
  open: number,
  close: number,
  { run }: WordToken,
  lexicon: Lexicon,
): boolean {
  const after = tokens[close + 1];
  if (after?.kind === "subscript") return tokens[close - 1]?.kind !== "prime";
  const isFunction = knownFunction(lexicon, run) !== null && knownName(lexicon, run) === null;
  if (isFunction) return tokens[open - 1]?.kind !== "sign";
  return after?.kind === "sign" && readLayer(scan, tokens, close + 1) !== null && !isReadable(lexicon, run);
}

function readAccented(
  scan: Scan,
  tokens: readonly Token[],
  start: number,
  accent: string,
  lexicon: Lexicon,
  depth: number,
): Joined | null {
  const isBraced = isBrace(scan, tokens[start + 1]);
  const inside = readJoinedBelow(scan, tokens, start + (isBraced ? 2 : 1), lexicon, depth + 1, isBraced);
  if (inside === null || inside.tail.length > 0) return null;
  if (isBraced && tokens[inside.next]?.kind !== "close") return null;
  let next = isBraced ? inside.next + 1 : inside.next;
  let { run } = inside.word;
  const subscript = tokens[next];
  if (subscript?.kind === "subscript") {
    run = joinSubscript(run, subscript.text);
    next++;
  }
  const from = tokens[start]?.from ?? inside.word.from;
  const to = tokens[next - 1]?.to ?? inside.word.to;
  return { word: { ...inside.word, run: accentedRun(lexicon, run, accent), from, to }, tail: [], next };
}

/** In braces all that stands there, else only the next word: in \hat y^2 the power is not below the accent. */
function readJoinedBelow(
  scan: Scan,
  tokens: readonly Token[],
  start: number,
  lexicon: Lexicon,
  depth: number,
  isBraced: boolean,
): Joined | null {
  if (isBraced) return readJoined(scan, tokens, start, lexicon, depth);
  return depth > mostWrappings ? null : readMarked(scan, tokens, start, lexicon, depth);
}

/** One more thing behind the word: a subscript, a layer, or a power with the subscript behind it. */
function joinNext(scan: Scan, tokens: readonly Token[], found: Joined, lexicon: Lexicon): Joined | null {
  if (found.tail.length > 0) return null;
  const { word, next } = found;
  const token = tokens[next];
  if (token?.kind === "subscript") {
    return { word: { ...word, run: joinSubscript(word.run, token.text), to: token.to }, tail: [], next: next + 1 };
  }
  if (token?.kind !== "sign" || token.sign !== "^") return null;
  return joinLayer(scan, tokens, found, lexicon) ?? joinBehindPower(tokens, found, lexicon);
}

/** `^{(1)}`, `^{[1]}`, `^{(1)T}`, `^(1)`. */
interface Layer {
  readonly text: string;
  readonly isBraced: boolean;
  /** What stands behind the layer in the same braces, with a `^` before it. */
  readonly rest: readonly Token[];
  readonly next: number;
}

function readLayer(scan: Scan, tokens: readonly Token[], caret: number): Layer | null {
  const isBraced = isBrace(scan, tokens[caret + 1]);
  const [open, number, close] = tokens.slice(caret + (isBraced ? 2 : 1));
  const isLayer =
    tokens[caret]?.kind === "sign" &&
    open?.kind === "open" &&
    open.bracket !== "{" &&
    number?.kind === "number" &&
    /^\d{1,3}$/.test(number.text) &&
    close?.kind === "close";
  if (!isLayer) return null;
  const begin = caret + (isBraced ? 5 : 4);
  const { text } = number;
  if (!isBraced) return { text, isBraced, rest: [], next: begin };
  const end = tokens[begin]?.kind === "close" ? begin : begin + 1;
  if (tokens[end]?.kind !== "close") return null;
  const sign = tokens[caret];
  const inside = tokens.slice(begin, end);
  const isPower = inside.every(({ kind }) => kind === "word" || kind === "transpose" || kind === "number");
  if (!isPower || sign === undefined) return null;
  return { text, isBraced, rest: inside.length === 0 ? [] : [sign, ...inside], next: end + 1 };
}

/** The layer becomes part of the name where such a name is known. Where the base is a name too, nothing tells which is meant. */
function joinLayer(scan: Scan, tokens: readonly Token[], { word, next }: Joined, lexicon: Lexicon): Joined | null {
  const layer = readLayer(scan, tokens, next);
  if (layer === null || lexicon.isOpen || knownFunction(lexicon, word.run) !== null) return null;
  const subscript = tokens[layer.next];
  const below = subscript?.kind === "subscript" && layer.rest.length === 0 ? subscript.text : null;
  const run = runsWithLayer(word.run, layer.text, below).find((spelling) => isReadable(lexicon, spelling));
  const isPower = isReadable(lexicon, word.run);
  if (run === undefined && (isPower || !/^[A-Za-z]+$/.test(word.run))) return null;
  if (run !== undefined && isPower) {
    if (!layer.isBraced) return null;
    const readings = [`${word.run}^${layer.text}`, run] as const;
    fail(scan, "name-in-two-ways", word.from, { name: `${word.run}^(${layer.text})`, readings });
    return null;
  }
  const end = below === null ? layer.next : layer.next + 1;
  const joined = { ...word, run: run ?? word.run + layer.text, to: tokens[end - 1]?.to ?? word.to };
  return { word: joined, tail: layer.rest, next: end };
}

/** W and 1 as "W1", with a subscript as "W1_11": the layer comes first, as in z2_1 for unit 1 of layer 2. */
function runsWithLayer(run: string, layer: string, below: string | null): string[] {
  if (below !== null) return [joinSubscript(`${run}${layer}`, below)];
  const [, letters, subscript] = /^(.*?[A-Za-z])(?:_([A-Za-z0-9]+)|(\d+))$/.exec(run)?.slice(0) ?? [];
  const behind = subscript ?? /\d+$/.exec(run)?.[0];
  const base = letters ?? run;
  return behind === undefined ? [`${run}${layer}`] : [joinSubscript(`${base}${layer}`, behind), `${run}${layer}`];
}

/** Whether a run spells names, alone or as half of a derivative. */
function isReadable(lexicon: Lexicon, run: string): boolean {
  if (splitRun(lexicon, run).kind === "pieces") return true;
  return run.startsWith("d") && knownName(lexicon, run.slice(1)) !== null;
}

/** W^T_3, W^{T}_{3}, y^2_3: the subscript is the name's, whichever was written first. */
function joinBehindPower(tokens: readonly Token[], { word, next }: Joined, lexicon: Lexicon): Joined | null {
  const sign = tokens[next];
  const isBraced = tokens[next + 1]?.kind === "open";
  const inside = tokens[next + (isBraced ? 2 : 1)];
  const end = next + (isBraced ? 4 : 2);
  if (sign === undefined || inside === undefined || (isBraced && tokens[end - 1]?.kind !== "close")) return null;
  // T_3 was read as one word.
  const transposed = inside.kind === "word" ? /^T_?([A-Za-z0-9]+)$/.exec(nameKey(inside.run))?.[1] : undefined;
  const after = tokens[end];
  const isPower = inside.kind === "number" || inside.kind === "transpose";
  if (transposed !== undefined && knownName(lexicon, "T") === null && knownName(lexicon, word.run) === null) {
    const run = joinSubscript(word.run, transposed);
    if (knownName(lexicon, run) === null) return null;
    const { from, to } = inside;
    return { word: { ...word, run }, tail: [sign, { kind: "transpose", from, to }], next: end };
  }
  if (!isPower || after?.kind !== "subscript") return null;
  return { word: { ...word, run: joinSubscript(word.run, after.text) }, tail: [sign, inside], next: end + 1 };
}
