import { readGroup, readList } from "./read-bracketed.ts";
import { readCall } from "./read-call.ts";
import { readMatrix } from "./read-matrix.ts";
import {
  currentOffset,
  descend,
  grow,
  growInfix,
  placeAt,
  type Reading,
  refuse,
  written,
  writtenBefore,
} from "./reading.ts";
import type { Token } from "./token.ts";
import type { Place, Tree } from "./tree.ts";

/** Whether this token begins an operand where an infix sign could stand, so that a sign was left out. */
export function beginsOperand(reading: Reading, token: Token): boolean {
  switch (token.kind) {
    case "number":
    case "name":
    case "constant":
    case "function":
    case "partial":
    case "open":
    case "fraction":
    case "matrix-open":
      return true;
    case "bar":
      // A bar closes if one is open, and opens otherwise, unless it was written with its direction.
      return token.side === "open" || (token.side === "either" && reading.openBar !== barOf(token));
    default:
      return false;
  }
}

/** A number, a name, a derivative, a call, or what stands in brackets or bars. */
export function readOperand(reading: Reading): Tree | null {
  const token = reading.tokens[reading.at];
  if (token === undefined) return refuseEnd(reading);
  const at = placeAt(reading, token.from);
  switch (token.kind) {
    case "number":
      reading.at++;
      return grow(reading, { kind: "number", value: token.value, text: token.text, at });
    case "name":
      reading.at++;
      return grow(reading, nameTree(reading, token.name, at));
    case "constant":
      reading.at++;
      return grow(reading, { kind: "constant", name: token.name, at });
    case "partial":
      reading.at++;
      return grow(reading, { kind: "partial", partial: token.partial, at });
    case "function":
      return readCall(reading, token);
    case "open":
      return reading.lists.has(reading.at) ? readList(reading, token.from) : readGroup(reading);
    case "bar":
      return token.side === "close" ? refuseToken(reading, token) : readBars(reading, token);
    case "fraction":
      return readFraction(reading, token.from);
    case "matrix-open":
      return readMatrix(reading, token.from);
    default:
      return refuseToken(reading, token);
  }
}

function nameTree(reading: Reading, name: string, at: Place): Tree {
  const partial = reading.lexicon.vocabulary.partials?.get(name);
  return partial === undefined ? { kind: "name", name, at } : { kind: "partial", partial, at };
}

function barOf(token: Extract<Token, { kind: "bar" }>): "single" | "double" {
  return token.isNorm ? "double" : "single";
}

/** `|x|` is abs(x), and ‖x‖ is the root of the sum of squares, which is |x| of a number. */
function readBars(reading: Reading, { from, isNorm }: Extract<Token, { kind: "bar" }>): Tree | null {
  reading.at++;
  const outer = reading.openBar;
  reading.openBar = isNorm ? "double" : "single";
  const inside = descend(reading) ? reading.readExpression(reading) : null;
  reading.depth--;
  reading.openBar = outer;
  if (inside === null) return null;
  const token = reading.tokens[reading.at];
  const at = placeAt(reading, from);
  if (token?.kind !== "bar" || token.side === "open" || token.isNorm !== isNorm) {
    return refuse(reading, "bar-not-closed", from, { bar: isNorm ? "‖" : "|", column: at.column });
  }
  reading.at++;
  return isNorm ? growNorm(reading, inside, from) : growCall(reading, "abs", inside, from);
}

function growNorm(reading: Reading, inside: Tree, from: number): Tree | null {
  const two = grow(reading, { kind: "number", value: 2, text: "2", at: inside.at });
  const squares = two === null ? null : growInfix(reading, "^", false, inside, two, from);
  const sum = squares === null ? null : growCall(reading, "sum", squares, from);
  return sum === null ? null : growCall(reading, "sqrt", sum, from);
}

function growCall(reading: Reading, name: string, input: Tree, from: number): Tree | null {
  return grow(reading, { kind: "call", name, primes: 0, inputs: [input], at: placeAt(reading, from) });
}

/** `\frac{…}{…}`. */
function readFraction(reading: Reading, from: number): Tree | null {
  reading.at++;
  const above = readFractionPart(reading, from);
  const below = above === null ? null : readFractionPart(reading, from);
  return above === null || below === null ? null : growInfix(reading, "/", false, above, below, from);
}

/** A group in braces, or a single digit or name, as in `\frac12`. */
function readFractionPart(reading: Reading, from: number): Tree | null {
  const token = reading.tokens[reading.at];
  const isSingle = token?.kind === "name" || (token?.kind === "number" && token.to - token.from === 1);
  if (isSingle) return readOperand(reading);
  if (token?.kind === "open" && token.bracket === "{") return readGroup(reading);
  return refuse(reading, "fraction-part", from, {});
}

function refuseToken(reading: Reading, token: Token): null {
  const found = written(reading, token);
  const before = reading.tokens[reading.at - 1];
  const isAfterSign = before?.kind === "sign" || before?.kind === "comma";
  if (isAfterSign) return refuse(reading, "missing-right", before.from, { sign: written(reading, before) });
  if (token.kind === "sign" || token.kind === "superscript" || token.kind === "transpose") {
    return refuse(reading, "missing-left", token.from, { sign: found });
  }
  if (token.kind === "equals") return refuse(reading, "equals-inside", token.from, {});
  if (token.kind === "prime") return refuse(reading, "prime-without-function", token.from, {});
  return refuse(reading, "not-expected", token.from, { found });
}

function refuseEnd(reading: Reading): null {
  const sign = writtenBefore(reading);
  if (sign === "") return refuse(reading, "empty", currentOffset(reading), {});
  return refuse(reading, "missing-right", reading.tokens[reading.at - 1]?.from ?? 0, { sign });
}
