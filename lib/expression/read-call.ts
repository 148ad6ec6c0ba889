import { readSeparated } from "./read-bracketed.ts";
import { currentOffset, grow, growInfix, placeAt, type Reading, refuse } from "./reading.ts";
import type { Token } from "./token.ts";
import type { Tree } from "./tree.ts";

/** So many primes a function may have: slopes of slopes are asked, more is a slip of the key. */
const mostPrimes = 3;

/** `sigmoid(z)`, `σ'(z3)`, `tanh^2(z)`, `max(0, z)`. */
export function readCall(reading: Reading, token: Extract<Token, { kind: "function" }>): Tree | null {
  const { name, from } = token;
  reading.at++;
  const primes = countPrimes(reading);
  const power = readPowerOfFunction(reading, name);
  if (reading.scan.problem !== null) return null;
  const inputs = readInputs(reading, name);
  if (inputs === null || !fits(reading, name, primes, inputs.length, from)) return null;
  const at = placeAt(reading, from);
  const call = grow(reading, { kind: "call", name, primes, inputs, at });
  return call === null || power === null ? call : growInfix(reading, "^", false, call, power, from);
}

function countPrimes(reading: Reading): number {
  const begin = reading.at;
  while (reading.tokens[reading.at]?.kind === "prime") reading.at++;
  return reading.at - begin;
}

/** A whole number between a function and its brackets, as in `tanh²(z)` and `\tanh^{2}(z)`. Null where there is none. */
function readPowerOfFunction(reading: Reading, name: string): Tree | null {
  const token = reading.tokens[reading.at];
  if (token?.kind === "superscript") {
    if (token.text.startsWith("-")) return refuse(reading, "inverse-or-reciprocal", token.from, { name });
    reading.at++;
    const at = placeAt(reading, token.from);
    return grow(reading, { kind: "number", value: Number(token.text), text: token.text.replace("+", ""), at });
  }
  if (token?.kind !== "sign" || token.sign !== "^") return null;
  const isBraced = reading.tokens[reading.at + 1]?.kind === "open";
  const index = reading.at + (isBraced ? 2 : 1);
  const brace = reading.tokens[reading.at + 1];
  const number = reading.tokens[index];
  if (number?.kind === "sign" && number.sign === "-") {
    return refuse(reading, "inverse-or-reciprocal", token.from, { name });
  }
  const isNumber = number?.kind === "number" && Number.isInteger(number.value);
  // (2) instead of {2} is how some write the second derivative.
  const isClosed =
    !isBraced || (brace?.kind === "open" && brace.bracket === "{" && reading.tokens[index + 1]?.kind === "close");
  if (!isNumber || !isClosed) return refuse(reading, "power-of-function", token.from, { name });
  reading.at = index;
  const power = reading.readOperand(reading);
  if (isBraced) reading.at++;
  return power;
}

/** What stands in the brackets; without brackets one name or number, if it is clear that the input ends there. */
function readInputs(reading: Reading, name: string): Tree[] | null {
  const token = reading.tokens[reading.at];
  if (token?.kind === "open" && token.bracket !== "[") return readInBrackets(reading);
  if (token?.kind === "open" || token?.kind === "matrix-open") return readOne(reading);
  if (token === undefined || !isAtom(token)) return refuseMissing(reading, name);
  const input = reading.scan.text.slice(token.from, token.to);
  const after = reading.tokens[reading.at + 1];
  if (after !== undefined && !endsInput(reading, after)) {
    return refuse(reading, "function-needs-brackets", token.from, { name, input });
  }
  return readOne(reading);
}

/** `(…)`, or as Word writes it `{(…)}`. */
function readInBrackets(reading: Reading): Tree[] | null {
  const isDoubled = closesBehind(reading, reading.at + 1);
  reading.at += isDoubled ? 2 : 1;
  const inputs = readSeparated(reading, false);
  if (isDoubled) reading.at++;
  return inputs;
}

/** Whether the bracket that opens at this token is the only thing in the one before. */
function closesBehind({ tokens }: Reading, start: number): boolean {
  const [outer, inner] = [tokens[start - 1], tokens[start]];
  if (outer?.kind !== "open" || outer.bracket !== "{" || inner?.kind !== "open" || inner.bracket !== "(") return false;
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    const { kind } = tokens[at] ?? outer;
    if (kind === "open") depth++;
    else if (kind === "close" && --depth === 0) return tokens[at + 1]?.kind === "close";
  }
  return false;
}

function readOne(reading: Reading): Tree[] | null {
  const input = reading.readOperand(reading);
  return input === null ? null : [input];
}

function isAtom(token: Token): boolean {
  return token.kind === "name" || token.kind === "number" || token.kind === "constant";
}

/** After `sin x` only what cannot belong to the input: `sin x y` and `sin x^2` have two readings. */
function endsInput(reading: Reading, token: Token): boolean {
  if (token.kind === "sign") return token.sign === "+" || token.sign === "-";
  if (token.kind === "bar") return reading.openBar !== "none";
  return token.kind === "close" || token.kind === "comma" || token.kind === "equals" || token.kind.startsWith("next-");
}

function refuseMissing(reading: Reading, name: string): null {
  return refuse(reading, "function-without-input", currentOffset(reading), { name, input: sampleInput(reading) });
}

/** A name of this model for the example in a message. */
function sampleInput(reading: Reading): string {
  const { names } = reading.lexicon.vocabulary;
  for (const name of names) if (name.startsWith("z")) return name;
  return "x";
}

function fits(reading: Reading, name: string, primes: number, given: number, from: number): boolean {
  const takes = reading.lexicon.vocabulary.functions.get(name)?.inputs ?? "many";
  if (primes > mostPrimes) refuse(reading, "too-many-primes", from, { limit: mostPrimes });
  else if (takes !== "many" && takes !== given) refuse(reading, "wrong-number-of-inputs", from, { name, takes, given });
  else if (primes > 0 && takes !== 1) refuse(reading, "prime-of-several-inputs", from, { name });
  else return true;
  return false;
}
