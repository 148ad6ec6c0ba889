import type { Token } from "./token.ts";

/** With more bars there are too many ways to try. */
const mostBars = 10;

/** The `|` of a text that could open as well as close, by their index. Empty where there is nothing to choose between. */
function undecidedBars(tokens: readonly Token[]): readonly number[] {
  const bars = tokens.flatMap((token, index) =>
    token.kind === "bar" && token.side === "either" && !token.isNorm ? index : [],
  );
  return bars.length % 2 === 0 && bars.length >= 4 && bars.length <= mostBars ? bars : [];
}

/**
 * The same tokens with every way in which their bars may open and close in pairs: at most 42, for ten bars (Catalan's
 * number). In `|x|y||` only one of them is a formula.
 */
export function* waysOfBars(tokens: readonly Token[]): Generator<readonly Token[]> {
  const bars = undecidedBars(tokens);
  if (bars.length === 0) return;
  for (const sides of balancedSides(bars.length, 0)) {
    const directed = [...tokens];
    for (const [place, index] of bars.entries()) {
      const bar = tokens[index];
      const side = sides[place];
      if (bar?.kind === "bar" && side !== undefined) directed[index] = { ...bar, side };
    }
    yield directed;
  }
}

function* balancedSides(left: number, open: number): Generator<readonly ("open" | "close")[]> {
  if (left === 0) yield [];
  if (left > open) for (const rest of balancedSides(left - 1, open + 1)) yield ["open", ...rest];
  if (open > 0) for (const rest of balancedSides(left - 1, open - 1)) yield ["close", ...rest];
}
