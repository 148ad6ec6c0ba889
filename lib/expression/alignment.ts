import { fail, type Scan } from "./scan.ts";
import type { Token } from "./token.ts";

/**
 * Without the `&` and `\\` that only say how the lines of a formula stand: an `&` beside an `=` or where a line begins, a `\\` at
 * the end, or where the formula goes on with a sign. Those inside a matrix stay. A second formula is refused, with
 * `scan.problem`.
 */
export function dropAlignment(scan: Scan, tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = [];
  let matrices = 0;
  let isAtLineStart = true;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "matrix-open") matrices++;
    if (token.kind === "matrix-close") matrices--;
    const isOutside = matrices === 0;
    if (isOutside && token.kind === "next-row") {
      if (!goesOn(kept.at(-1), tokens, index + 1)) fail(scan, "several-lines", token.from, {});
      isAtLineStart = true;
    } else if (isOutside && token.kind === "next-cell" && (isAtLineStart || standsBesideEquals(tokens, index))) {
      isAtLineStart = false;
    } else {
      kept.push(token);
      isAtLineStart = false;
    }
  }
  return kept;
}

function standsBesideEquals(tokens: readonly Token[], index: number): boolean {
  return tokens[index - 1]?.kind === "equals" || tokens[index + 1]?.kind === "equals";
}

/** Whether one formula stands before and behind this place: nothing on one side, or a sign between. */
function goesOn(before: Token | undefined, tokens: readonly Token[], start: number): boolean {
  let next = start;
  while (tokens[next]?.kind === "next-cell") next++;
  const after = tokens[next];
  // Of several in a row the last one decides.
  if (before === undefined || after === undefined || after.kind === "next-row") return true;
  return isBetween(before) || isBetween(after);
}

function isBetween(token: Token): boolean {
  return token.kind === "sign" || token.kind === "equals";
}
