import { fail, type Scan } from "./scan.ts";
import { nameKey } from "./spelling.ts";
import { knownFunction, knownName, type Lexicon } from "./vocabulary.ts";

/** A longer word is no slip of the fingers, and comparing it would take time. */
const longestCompared = 24;

/** Says why the word at this offset means nothing, with what was probably meant. */
export function failUnknown(scan: Scan, offset: number, lexicon: Lexicon, run: string, isCalled: boolean): void {
  const name = run.length > longestCompared ? `${run.slice(0, longestCompared)}…` : run;
  const missingSign = signLeftOut(lexicon, run);
  const called = isCalled ? nearest(run, [...lexicon.vocabulary.functions.keys()]) : null;
  const otherCase = sameButForCase(lexicon, run);
  const family = familyOf(lexicon, run);
  if (isDerivativeHalf(lexicon, run)) fail(scan, "derivative-needs-two-names", offset, {});
  else if (missingSign !== null) fail(scan, "sign-left-out", offset, missingSign);
  else if (called !== null) fail(scan, "unknown-name", offset, { name, suggestion: called });
  else if (otherCase !== null) fail(scan, "unknown-name", offset, { name, suggestion: otherCase });
  else if (family.length > 0) fail(scan, "unknown-in-family", offset, { name, family });
  else {
    const suggestion = nearest(run, [...lexicon.vocabulary.names, ...lexicon.vocabulary.functions.keys()]);
    fail(scan, "unknown-name", offset, { name, suggestion });
  }
}

/** `dL` alone, or the `d` of `d/dW2`. */
function isDerivativeHalf(lexicon: Lexicon, run: string): boolean {
  return run === "d" || (run.startsWith("d") && knownName(lexicon, run.slice(1)) !== null);
}

/** `W3sigmoid`: a known name, and a function right behind it. */
function signLeftOut(lexicon: Lexicon, run: string): { left: string; right: string } | null {
  if (run.length > longestCompared) return null;
  for (let at = 1; at < run.length; at++) {
    const left = run.slice(0, at);
    const right = run.slice(at);
    if (knownName(lexicon, left) !== null && knownFunction(lexicon, right) !== null) return { left, right };
  }
  return null;
}

function sameButForCase(lexicon: Lexicon, run: string): string | null {
  const key = nameKey(run).toLowerCase();
  for (const [known, name] of lexicon.names) if (known.toLowerCase() === key) return name;
  return null;
}

/** The names with the same letters and another number, in their order: y1, y2 and y3 for "y4". */
function familyOf(lexicon: Lexicon, run: string): string[] {
  const letters = /^([A-Za-z]+?)_?\d*$/.exec(run.slice(0, longestCompared))?.[1];
  if (letters === undefined) return [];
  return [...lexicon.vocabulary.names]
    .filter((name) => name.startsWith(letters) && /^\d+$/.test(name.slice(letters.length)))
    .sort((one, other) => Number(one.slice(letters.length)) - Number(other.slice(letters.length)));
}

/** The candidate at the smallest distance, if that is one slip in up to five letters, two in more; null for short words. */
export function nearest(run: string, candidates: readonly string[]): string | null {
  if (run.length < 3 || run.length > longestCompared) return null;
  let most = run.length < 6 ? 1 : 2;
  let found: string | null = null;
  for (const candidate of candidates) {
    const distance = slips(run, candidate, most);
    if (distance <= most) {
      found = candidate;
      most = distance - 1;
    }
  }
  return found;
}

/** Letters left out, added, changed or exchanged with their neighbour (Damerau 1964); more than `most` may be told as any more. */
export function slips(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const left = (line[column - 1] ?? 0) + 1;
      const up = (above[column] ?? 0) + 1;
      const changed = (above[column - 1] ?? 0) + (isSame ? 0 : 1);
      const isExchanged =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const exchanged = isExchanged ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      line.push(Math.min(left, up, changed, exchanged));
    }
    before = above;
    above = line;
  }
  return above[other.length] ?? most + 1;
}
