import { excerpt, excerptOfEnd, fail, type Scan } from "./scan.ts";
import type { Bracket, Token } from "./token.ts";

const closing: Record<Bracket, string> = { "(": ")", "[": "]", "{": "}" };

/** How much of the text a message repeats round a bracket. */
const longestContext = 30;

/**
 * Which `[` are lists, by their index among the tokens: those that hold a comma, those that begin with a `[`, and all that
 * stand inside a list. The others group. Null, with `scan.problem`, where brackets do not pair.
 */
export function findLists(scan: Scan, tokens: readonly Token[]): ReadonlySet<number> | null {
  const holdsComma = matchBrackets(scan, tokens);
  if (holdsComma === null) return null;
  const lists = new Set<number>();
  const isList: boolean[] = [];
  tokens.forEach((token, index) => {
    if (token.kind === "close") isList.pop();
    if (token.kind !== "open") return;
    const next = tokens[index + 1];
    const beginsWithRow = next?.kind === "open" && next.bracket === "[";
    const isInside = isList.at(-1) === true;
    const isOne = token.bracket === "[" && (isInside || beginsWithRow || holdsComma.has(index));
    if (isOne) lists.add(index);
    isList.push(isOne || isInside);
  });
  return lists;
}

/** Indices of the brackets that hold a comma of their own. */
function matchBrackets(scan: Scan, tokens: readonly Token[]): ReadonlySet<number> | null {
  const holdsComma = new Set<number>();
  const opened: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "comma") holdsComma.add(opened.at(-1) ?? -1);
    if (token.kind === "open") opened.push(index);
    if (token.kind !== "close") continue;
    const open = tokens[opened.pop() ?? -1];
    if (open?.kind !== "open") {
      const before = excerptOfEnd(scan.text.slice(0, token.to), longestContext).trimStart();
      fail(scan, "bracket-closes-nothing", token.from, { before, column: columnOf(scan, token.from) });
      return null;
    }
    if (open.bracket === token.bracket) continue;
    const close = closing[token.bracket];
    fail(scan, "bracket-mismatch", token.from, { open: open.bracket, close, column: columnOf(scan, open.from) });
    return null;
  }
  const unclosed = tokens[opened.at(-1) ?? -1];
  if (unclosed === undefined) return holdsComma;
  const after = excerpt(scan.text.slice(unclosed.from, scan.end), longestContext);
  fail(scan, "bracket-not-closed", unclosed.from, { after, column: columnOf(scan, unclosed.from) });
  return null;
}

function columnOf(scan: Scan, offset: number): number {
  return offset - scan.text.lastIndexOf("\n", offset - 1);
}
