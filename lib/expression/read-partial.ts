import { fail, type Scan } from "./scan.ts";
import { singleName, splitRun } from "./split-run.ts";
import { failUnknown } from "./suggest.ts";
import type { Token } from "./token.ts";
import type { Lexicon } from "./vocabulary.ts";

/** `∂L`, `dL`, `d L`, `(dL)`, `{\partial W_2}`: one half of a derivative. */
interface Half {
  readonly run: string;
  readonly isSymbol: boolean;
  /** The word as it stands, where it could also be a name of its own: "delta1" and not only d of "elta1". */
  readonly whole: string | null;
  readonly isBracketed: boolean;
  readonly from: number;
  readonly next: number;
}

/**
 * A derivative that begins at `at`: two halves with a `/` between them, or in a `\frac`. Null where none stands there.
 * Where one does and a name in it is not known, `scan.problem` says so.
 */
export function readPartial(
  scan: Scan,
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
): { readonly token: Token; readonly next: number } | null {
  if (tokens[at]?.kind === "derivative") return readCommand(scan, tokens, at, lexicon);
  const isFraction = tokens[at]?.kind === "fraction";
  const above = readHalf(tokens, isFraction ? at + 1 : at);
  if (above === null) return null;
  const slash = tokens[above.next];
  if (!isFraction && !(slash?.kind === "sign" && slash.sign === "/")) return null;
  const below = readHalf(tokens, isFraction ? above.next : above.next + 1);
  if (below === null || (isFraction && !(above.isBracketed && below.isBracketed))) return null;

  return joinHalves(scan, tokens, at, lexicon, above, below);
}

/** `\dv{L}{W_3}`, `\pdv L{W_3}`: two names, in braces or not. */
function readCommand(
  scan: Scan,
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
): { readonly token: Token; readonly next: number } | null {
  const above = readNamed(tokens, at + 1);
  const below = above === null ? null : readNamed(tokens, above.next);
  return above === null || below === null ? null : joinHalves(scan, tokens, at, lexicon, above, below);
}

function joinHalves(
  scan: Scan,
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
  above: Half,
  below: Half,
): { readonly token: Token; readonly next: number } | null {
  const of = singleName(lexicon, above.run, above.isSymbol);
  const by = singleName(lexicon, below.run, below.isSymbol);
  if (of !== null && by !== null) {
    const from = tokens[at]?.from ?? 0;
    const to = tokens[below.next - 1]?.to ?? from;
    return { token: { kind: "partial", partial: { of, by }, from, to }, next: below.next };
  }
  if (isCertain(lexicon, above, below, of !== null || by !== null)) refuseNames(scan, lexicon, above, below, of);
  return null;
}

function readHalf(tokens: readonly Token[], start: number): Half | null {
  const first = tokens[start];
  const isBracketed = first?.kind === "open" && first.bracket !== "[";
  const half = readBareHalf(tokens, isBracketed ? start + 1 : start);
  if (half === null || !isBracketed) return half;
  const close = tokens[half.next];
  if (close?.kind !== "close" || close.bracket !== first.bracket) return null;
  return { ...half, isBracketed: true, next: half.next + 1 };
}

function readBareHalf(tokens: readonly Token[], start: number): Half | null {
  const first = tokens[start];
  if (first?.kind === "differential") return readNamed(tokens, start + 1);
  if (first?.kind !== "word" || first.isSymbol || first.followsNumber) return null;
  if (first.run === "d") return readNamed(tokens, start + 1);
  const run = first.run.slice(1);
  if (!first.run.startsWith("d") || !/^[A-Za-z]/.test(run)) return null;
  return { run, isSymbol: false, whole: first.run, isBracketed: false, from: first.from + 1, next: start + 1 };
}

/** The name after `∂` or a `d` that stands alone; it may have brackets of its own. */
function readNamed(tokens: readonly Token[], start: number): Half | null {
  const first = tokens[start];
  const isBraced = first?.kind === "open" && first.bracket !== "[";
  const word = isBraced ? tokens[start + 1] : first;
  if (word?.kind !== "word") return null;
  if (isBraced && tokens[start + 2]?.kind !== "close") return null;
  const next = isBraced ? start + 3 : start + 1;
  return { run: word.run, isSymbol: word.isSymbol, whole: null, isBracketed: false, from: word.from, next };
}

/** With ∂ nothing else can be meant; with d it could be two names, if both are known, or two misspelt ones, if none is. */
function isCertain(lexicon: Lexicon, above: Half, below: Half, isOneKnown: boolean): boolean {
  if (above.whole === null || below.whole === null) return true;
  if (!isOneKnown || lexicon.isOpen) return false;
  return splitRun(lexicon, above.whole).kind === "unknown" || splitRun(lexicon, below.whole).kind === "unknown";
}

function refuseNames(scan: Scan, lexicon: Lexicon, above: Half, below: Half, of: string | null): void {
  const unknown = of === null ? above : below;
  const split = splitRun(lexicon, unknown.run);
  const [first, ...rest] = split.kind === "pieces" ? split.pieces.map(({ name }) => name) : [];
  if (first !== undefined && rest.length > 0) {
    const isBelow = unknown === below;
    const derivative = isBelow ? `d${of}/d${first}` : `d${first}`;
    fail(scan, "derivative-runs-on", unknown.from, { derivative, rest: rest.join("*") });
    return;
  }
  failUnknown(scan, unknown.from, lexicon, unknown.run, false);
}
