import { waysOfBars } from "./bar-directions.ts";
import { findLists } from "./brackets.ts";
import { beginsOperand, readOperand } from "./read-operand.ts";
import {
  currentOffset,
  descend,
  grow,
  growInfix,
  growNegative,
  placeAt,
  type Reading,
  refuse,
  written,
  writtenBefore,
} from "./reading.ts";
import { resolveWords } from "./resolve.ts";
import { fail, type Scan } from "./scan.ts";
import type { Token } from "./token.ts";
import type { Tree } from "./tree.ts";
import type { Lexicon } from "./vocabulary.ts";

/** How strongly the infix signs bind; `^` is read with its base, before any of them. */
const strength = { "+": 1, "-": 1, "*": 2, dot: 2, "@": 2, "/": 2 } as const;
const tightStrength = 3;

export interface TreeOptions {
  readonly mostNodes: number;
  readonly impliedBinds: "like-times" | "tight";
}

export interface ReadTree {
  readonly tree: Tree;
  /** How many nodes it has. */
  readonly nodes: number;
  /** The other way of binding a left-out sign would give another tree. */
  readonly hasTwoReadings: boolean;
}

/** The tree of all the tokens, by precedence (Pratt 1973). Null, with `scan.problem`, where they make none. */
export function readTree(
  scan: Scan,
  tokens: readonly Token[],
  lexicon: Lexicon,
  options: TreeOptions,
): ReadTree | null {
  const resolved = resolveWords(scan, tokens, lexicon);
  if (scan.problem !== null) return null;
  const read = readResolved(scan, resolved, lexicon, options);
  return read ?? readOtherBars(scan, resolved, lexicon, options);
}

/** A bar closes what is open, if it can. Where that is no formula, and one other way is, it is that: `|x|y||` is |x·|y||. */
function readOtherBars(scan: Scan, tokens: readonly Token[], lexicon: Lexicon, options: TreeOptions): ReadTree | null {
  let found: ReadTree | null = null;
  for (const way of waysOfBars(tokens)) {
    const read = readResolved({ ...scan, problem: null }, way, lexicon, options);
    if (read !== null && found !== null) return null;
    found ??= read;
  }
  if (found !== null) scan.problem = null;
  return found;
}

function readResolved(scan: Scan, tokens: readonly Token[], lexicon: Lexicon, options: TreeOptions): ReadTree | null {
  const lists = findLists(scan, tokens);
  if (lists === null) return null;
  const reading: Reading = {
    scan,
    tokens,
    lists,
    lexicon,
    ...options,
    readExpression: (inner) => readInfix(inner, 1),
    readOperand,
    at: 0,
    depth: 0,
    nodes: 0,
    openBar: "none",
    sawTwoReadings: false,
    constants: new Map(),
  };
  const tree = readInfix(reading, 1);
  if (tree === null) return null;
  const next = tokens[reading.at];
  if (next !== undefined) refuseToken(reading, next);
  return scan.problem === null ? { tree, nodes: reading.nodes, hasTwoReadings: reading.sawTwoReadings } : null;
}

/** Operands with infix signs between them, as long as the signs bind at least this strongly; from the left. */
function readInfix(reading: Reading, least: number, isBehindSlash = false): Tree | null {
  const from = currentOffset(reading);
  let left = readUnary(reading);
  /** The last sign is a `/`: a product without sign behind it has two readings. */
  let isAfterSlash = isBehindSlash;
  while (left !== null) {
    const token = reading.tokens[reading.at];
    if (token === undefined) return left;
    if (token.kind === "sign" && token.sign !== "^") {
      const binds = strength[token.sign];
      if (binds < least) return left;
      reading.at++;
      isAfterSlash = token.sign === "/";
      const right = readInfix(reading, binds + 1, isAfterSlash);
      left = right === null ? null : growInfix(reading, token.sign, false, left, right, from);
    } else if (beginsOperand(reading, token)) {
      const binds = reading.impliedBinds === "tight" ? tightStrength : strength.dot;
      if (binds < least) return left;
      if (token.kind === "number") {
        return refuse(reading, "number-follows", token.from, { number: written(reading, token) });
      }
      if (isAfterSlash) reading.sawTwoReadings = true;
      const right = readPower(reading);
      left = right === null ? null : growInfix(reading, "dot", true, left, right, from);
    } else return left;
  }
  return null;
}

/** `-x`, `+x`: weaker than `^`, stronger than `*`. */
function readUnary(reading: Reading): Tree | null {
  const token = reading.tokens[reading.at];
  if (token?.kind !== "sign" || (token.sign !== "-" && token.sign !== "+")) return readPower(reading);
  reading.at++;
  const operand = descend(reading) ? readUnary(reading) : null;
  reading.depth--;
  if (operand === null || token.sign === "+") return operand;
  return growNegative(reading, operand, token.from);
}

/** An operand with what stands at its upper right: powers, transpose signs. */
function readPower(reading: Reading): Tree | null {
  const from = currentOffset(reading);
  let base = readOperand(reading);
  while (base !== null) {
    const token = reading.tokens[reading.at];
    if (token?.kind === "sign" && token.sign === "^") base = readExponent(reading, base, from);
    else if (token?.kind === "superscript") base = readSuperscript(reading, base, token, from);
    else if (token?.kind === "transpose") {
      reading.at++;
      base = grow(reading, { kind: "transpose", operand: base, at: placeAt(reading, from) });
    } else if (token?.kind === "prime") return refuse(reading, "prime-without-function", token.from, {});
    else return base;
  }
  return null;
}

function readExponent(reading: Reading, base: Tree, from: number): Tree | null {
  reading.at++;
  const width = transposeWidth(reading);
  if (width > 0) {
    reading.at += width;
    return grow(reading, { kind: "transpose", operand: base, at: placeAt(reading, from) });
  }
  const exponent = descend(reading) ? readSignedPower(reading) : null;
  reading.depth--;
  return exponent === null ? null : growInfix(reading, "^", false, base, exponent, from);
}

/** Tokens that make up `T`, `{T}` or `(T)` after a `^`; 0 where an exponent stands there. */
function transposeWidth(reading: Reading): number {
  const { tokens, at } = reading;
  if (tokens[at]?.kind === "transpose") return 1;
  return tokens[at]?.kind === "open" && tokens[at + 1]?.kind === "transpose" && tokens[at + 2]?.kind === "close"
    ? 3
    : 0;
}

/** `^` groups from the right, and its exponent may begin with a minus sign: `2^-3^2` is 2^(−(3^2)). */
function readSignedPower(reading: Reading): Tree | null {
  const token = reading.tokens[reading.at];
  if (token?.kind !== "sign" || (token.sign !== "-" && token.sign !== "+")) return readPower(reading);
  reading.at++;
  const operand = descend(reading) ? readSignedPower(reading) : null;
  reading.depth--;
  if (operand === null || token.sign === "+") return operand;
  return growNegative(reading, operand, token.from);
}

function readSuperscript(
  reading: Reading,
  base: Tree,
  token: Extract<Token, { kind: "superscript" }>,
  from: number,
): Tree | null {
  reading.at++;
  const digits = token.text.replace(/^[+-]/, "");
  const at = placeAt(reading, token.from);
  const size = grow(reading, { kind: "number", value: Number(digits), text: digits, at });
  if (size === null) return null;
  const exponent = token.text.startsWith("-") ? growNegative(reading, size, token.from) : size;
  return exponent === null ? null : growInfix(reading, "^", false, base, exponent, from);
}

/** A token that cannot stand where the expression has ended. */
function refuseToken(reading: Reading, token: Token): void {
  const { scan } = reading;
  if (token.kind === "comma") fail(scan, "comma-alone", token.from, {});
  else if (token.kind === "equals") fail(scan, "equals-inside", token.from, {});
  else if (token.kind === "next-cell" || token.kind === "next-row") fail(scan, "matrix-rows", token.from, {});
  else fail(scan, "not-expected", token.from, { found: written(reading, token) || writtenBefore(reading) });
}
