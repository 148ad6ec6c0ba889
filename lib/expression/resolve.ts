import { readPartial } from "./read-partial.ts";
import type { Scan } from "./scan.ts";
import { fail } from "./scan.ts";
import { singleName, splitRun } from "./split-run.ts";
import { failUnknown } from "./suggest.ts";
import type { NumberToken, Token, WordToken } from "./token.ts";
import { knownFunction, knownName, type Lexicon } from "./vocabulary.ts";

/**
 * Says of every word what it is: one name or several, a constant, a function, or half of a derivative. That depends on
 * what is known and on the neighbours. Stops at the first word that means nothing, with `scan.problem`.
 */
export function resolveWords(scan: Scan, tokens: readonly Token[], lexicon: Lexicon): readonly Token[] {
  const resolved: Token[] = [];
  let at = 0;
  while (at < tokens.length && scan.problem === null) {
    const token = tokens[at];
    if (token === undefined) break;
    const partial = mayBeginPartial(token, resolved.at(-1)) ? readPartial(scan, tokens, at, lexicon) : null;
    if (scan.problem !== null) break;
    if (partial !== null) {
      resolved.push(partial.token);
      at = partial.next;
      continue;
    }
    if (token.kind === "word") resolveWord(scan, token, tokens, at, resolved, lexicon);
    else if (token.kind === "differential" || token.kind === "derivative")
      fail(scan, "derivative-needs-two-names", token.from, {});
    else {
      if (token.kind === "number") refuseTwoReadings(scan, token, lexicon);
      resolved.push(token);
    }
    at++;
  }
  return resolved;
}

/** Brackets after a function hold its input: `sigmoid(dL)/…` begins no derivative there. */
function mayBeginPartial(token: Token, before: Token | undefined): boolean {
  if (token.kind === "open") return token.bracket !== "[" && before?.kind !== "function";
  return (
    token.kind === "word" || token.kind === "differential" || token.kind === "fraction" || token.kind === "derivative"
  );
}

function resolveWord(
  scan: Scan,
  word: WordToken,
  tokens: readonly Token[],
  at: number,
  resolved: Token[],
  lexicon: Lexicon,
): void {
  const { run, from, to } = word;
  const next = tokens[at + 1];
  const name = knownName(lexicon, run);
  const called = knownFunction(lexicon, run);
  if (word.followsNumber && name === null && !isPowerOfE(scan, word, next)) {
    const number = resolved.at(-1);
    const start = number?.from ?? from;
    fail(scan, "cut-short-number", start, { text: scan.text.slice(start, to) });
  } else if (called !== null && (name === null || next?.kind === "open")) {
    resolved.push({ kind: "function", name: called, from, to });
  } else if (name !== null) resolved.push({ kind: "name", name, from, to });
  else if (isTimes(lexicon, run, resolved.at(-1), next)) resolved.push({ kind: "sign", sign: "*", from, to });
  else if (run === "e" || run === "pi") resolved.push({ kind: "constant", name: run, from, to });
  else if (run.startsWith("T") && isAfterCaret(tokens, at) && pushTransposed(word, resolved, lexicon)) return;
  else pushPieces(scan, word, next, resolved, lexicon);
}

/** `2 x 10^-3`: an x that is no name stands between two things for a ×. */
function isTimes(lexicon: Lexicon, run: string, before: Token | undefined, next: Token | undefined): boolean {
  if (run !== "x" || lexicon.isOpen || before === undefined || next === undefined) return false;
  return before.kind !== "sign" && before.kind !== "open" && next.kind !== "sign" && next.kind !== "close";
}

const numberAsPower = /\s*(?:[-+−]?\s*[\d.]|[({[]\s*[-+−]?\s*[\d.]+\s*[)}\]])/y;

/** `2e^x` is a product with a power of e; in `1e^-3` the number lacks its power of ten. */
function isPowerOfE(scan: Scan, word: WordToken, next: Token | undefined): boolean {
  if (word.run !== "e" || next?.kind !== "sign" || next.sign !== "^") return false;
  numberAsPower.lastIndex = next.to;
  return !numberAsPower.test(scan.text);
}

/** `^` right before, or with a brace between: `W2^T`, `W_2^{T}`. */
function isAfterCaret(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  const caret = before?.kind === "open" ? tokens[at - 2] : before;
  return caret?.kind === "sign" && caret.sign === "^";
}

/** `T` as transpose sign, and what is written right behind it, as in W3^Tdelta3. */
function pushTransposed(word: WordToken, resolved: Token[], lexicon: Lexicon): boolean {
  const { run, from, to } = word;
  const rest = run.slice(1);
  if (knownName(lexicon, "T") !== null) return false;
  const split = rest === "" ? null : splitRun(lexicon, rest);
  if (split !== null && (split.kind !== "pieces" || !/^[A-Za-z]/.test(rest))) return false;
  resolved.push({ kind: "transpose", from, to: rest === "" ? to : from + 1 });
  for (const { name, offset } of split?.pieces ?? [])
    resolved.push({ kind: "name", name, from: from + 1 + offset, to });
  return true;
}

function pushPieces(scan: Scan, word: WordToken, next: Token | undefined, resolved: Token[], lexicon: Lexicon): void {
  const { run, from, to } = word;
  if (word.isSymbol) {
    const single = singleName(lexicon, run, true);
    if (single === null) failUnknown(scan, from, lexicon, run, next?.kind === "open");
    else resolved.push({ kind: "name", name: single, from, to });
    return;
  }
  const split = splitRun(lexicon, run);
  if (split.kind === "ambiguous") {
    fail(scan, "name-in-two-ways", from, { name: run, readings: split.readings });
  } else if (split.kind === "unknown") {
    failUnknown(scan, from, lexicon, run, next?.kind === "open");
  } else {
    // Letters of other alphabets can take two units of the text, so an offset is only sure where the run stands as it is.
    const isPlain = scan.text.startsWith(run.slice(0, split.pieces.at(-1)?.offset ?? 0), from);
    for (const { name, offset } of split.pieces) {
      resolved.push({ kind: "name", name, from: isPlain ? from + offset : from, to });
    }
  }
}

/** `2e3` where e3 is a name: 2000 or 2*e3. */
function refuseTwoReadings(scan: Scan, number: NumberToken, lexicon: Lexicon): void {
  const written = /^([\d.]+)([eE]\d+)$/.exec(number.text);
  const name = written === null ? null : knownName(lexicon, written[2] ?? "");
  if (written === null || name === null) return;
  fail(scan, "name-in-two-ways", number.from, {
    name: number.text,
    readings: [String(number.value), `${written[1]}*${name}`],
  });
}
