import { nearest } from "#lib/expression/suggest.ts";
import { readPlainNumber } from "./plain-number.ts";

/** What stands right of the equals sign, or why it cannot stand there. */
export type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly misfit: Misfit };

export type Misfit =
  | { readonly code: "bad-number"; readonly range: string; readonly example: string }
  | { readonly code: "unknown-choice"; readonly suggestion: string | null; readonly known: readonly string[] };

/** No word or number that means anything is longer. */
const longestValue = 60;

/** Numbers beyond this are no start of a network, and their products would leave float64 in a few layers. */
const largest = 1000;

export function readWhole(text: string, least: number, most: number, example: string): Reading<number> {
  const read = readNumber(text);
  if (read !== null && Number.isInteger(read) && read >= least && read <= most) return { ok: true, value: read };
  return refuseNumber(`a whole number from ${least} to ${most}`, example);
}

export function readPositive(text: string, example: string): Reading<number> {
  const read = readNumber(text);
  if (read !== null && read > 0 && read <= largest) return { ok: true, value: read };
  return refuseNumber(`a number above 0, up to ${largest}`, example);
}

export function readSigned(text: string, example: string): Reading<number> {
  const read = readNumber(text);
  if (read !== null && Math.abs(read) <= largest) return { ok: true, value: read };
  return refuseNumber(`a number from −${largest} to ${largest}`, example);
}

function readNumber(text: string): number | null {
  return text.length > longestValue ? null : (readPlainNumber(text)?.value ?? null);
}

export function refuseNumber(range: string, example: string): { readonly ok: false; readonly misfit: Misfit } {
  return { ok: false, misfit: { code: "bad-number", range, example } };
}

/** One of several words; each is written in any case, with spaces, hyphens or underscores between its parts. */
export function readChoice<Value>(
  text: string,
  choices: ReadonlyMap<string, Value>,
  known: readonly string[],
): Reading<Value> {
  const word = plainWord(text);
  const value = choices.get(word);
  if (value !== undefined) return { ok: true, value };
  return { ok: false, misfit: { code: "unknown-choice", suggestion: nearest(word, known), known } };
}

/** "Leaky ReLU", "leaky-relu" and "leaky_relu" are one word. */
export function plainWord(text: string): string {
  return text
    .slice(0, longestValue)
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, "-");
}

/** "normal 0.1" and "normal(0.1)" are a word with a number behind it; either may be empty. */
export function splitNumber(text: string): { readonly word: string; readonly number: string } {
  const start = text.search(/[-+−.(]?\s?\d/);
  return start === -1 ? { word: text, number: "" } : { word: text.slice(0, start), number: text.slice(start) };
}
