import { canonicalName, nameKey } from "./spelling.ts";
import { knownName, type Lexicon } from "./vocabulary.ts";

/** A name inside a run of letters and digits, with its offset in the run. */
export interface Piece {
  readonly name: string;
  readonly offset: number;
}

export type Split =
  | { readonly kind: "pieces"; readonly pieces: readonly Piece[] }
  | { readonly kind: "ambiguous"; readonly readings: readonly [string, string] }
  | { readonly kind: "unknown" };

/**
 * `W3y2` as W3 and y2, where both are known. With several ways the one with the fewest names is taken; two such ways are
 * ambiguous. Every piece begins with a letter that is not part of a subscript.
 */
export function splitRun(lexicon: Lexicon, run: string): Split {
  const whole = knownName(lexicon, run);
  if (whole !== null) return { kind: "pieces", pieces: [{ name: whole, offset: 0 }] };
  const split = splitIntoKnown(lexicon, run);
  if (split.kind !== "unknown" || !lexicon.isOpen) return split;
  return { kind: "pieces", pieces: splitByForm(run) };
}

/** Fewest pieces that spell the run from an offset on, and in how many ways that many do. */
interface Rest {
  readonly count: number;
  readonly ways: number;
  readonly first: Piece;
  readonly next: number;
  /** Where a second way with as many pieces goes on. */
  readonly other: { readonly first: Piece; readonly next: number } | null;
}

function splitIntoKnown(lexicon: Lexicon, run: string): Split {
  const rests: (Rest | null)[] = new Array(run.length + 1).fill(null);
  for (let from = run.length - 1; from >= 0; from--) {
    if (mayBegin(run, from)) rests[from] = fewestFrom(lexicon, run, from, rests);
  }
  const best = rests[0] ?? null;
  if (best === null) return { kind: "unknown" };
  if (best.ways > 1) return { kind: "ambiguous", readings: twoReadings(rests) };
  return { kind: "pieces", pieces: follow(rests, 0) };
}

function fewestFrom(lexicon: Lexicon, run: string, from: number, rests: readonly (Rest | null)[]): Rest | null {
  let best: Rest | null = null;
  // Each `_` of the run may be missing in the name's key, so a piece can be up to twice as long.
  const furthest = Math.min(run.length, from + 2 * lexicon.longest);
  for (let to = from + 1; to <= furthest; to++) {
    const rest = to === run.length ? null : (rests[to] ?? null);
    if (to < run.length && rest === null) continue;
    const name = knownName(lexicon, run.slice(from, to));
    if (name === null) continue;
    const count = 1 + (rest?.count ?? 0);
    const ways = rest?.ways ?? 1;
    const first = { name, offset: from };
    const found: Rest = { count, ways, first, next: to, other: null };
    if (best === null || count < best.count) best = found;
    else if (count === best.count) best = alsoSplits(best, found);
  }
  return best;
}

function alsoSplits(best: Rest, { ways, first, next }: Rest): Rest {
  return { ...best, ways: best.ways + ways, other: { first, next } };
}

function mayBegin(run: string, at: number): boolean {
  return /[A-Za-z]/.test(run.charAt(at)) && run.charAt(at - 1) !== "_";
}

function follow(rests: readonly (Rest | null)[], from: number): Piece[] {
  const pieces: Piece[] = [];
  for (let rest = rests[from] ?? null; rest !== null; rest = rests[rest.next] ?? null) pieces.push(rest.first);
  return pieces;
}

function twoReadings(rests: readonly (Rest | null)[]): [string, string] {
  const inWords = (pieces: readonly Piece[]) => pieces.map(({ name }) => name).join("*");
  const before: Piece[] = [];
  for (let rest = rests[0] ?? null; rest !== null; rest = rests[rest.next] ?? null) {
    if (rest.other !== null) {
      const other = [...before, rest.other.first, ...follow(rests, rest.other.next)];
      return [inWords([...before, rest.first, ...follow(rests, rest.next)]), inWords(other)];
    }
    before.push(rest.first);
  }
  return [inWords(before), inWords(before)];
}

const formOfName = /[A-Za-z]+(?:_?\d+)?(?:_[A-Za-z0-9]+)*/g;

/** Where any name may appear: letters, then a number, then a subscript make a name, and the next letter begins another. */
function splitByForm(run: string): Piece[] {
  return Array.from(run.matchAll(formOfName), (found) => ({ name: canonicalName(found[0]), offset: found.index }));
}

/** Whether the run is one name: a known one, or in an open vocabulary one letter with a number, or a greek letter's name. */
export function singleName(lexicon: Lexicon, run: string, isSymbol: boolean): string | null {
  const known = knownName(lexicon, run);
  if (known !== null || !lexicon.isOpen) return known;
  return isSymbol || /^[A-Za-z]\d*$/.test(nameKey(run)) ? canonicalName(run) : null;
}
