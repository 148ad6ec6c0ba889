import { splitRun } from "./split-run.ts";
import type { Token, WordToken } from "./token.ts";
import { knownName, type Lexicon } from "./vocabulary.ts";

/** Whether this word could be the end of one derivative and the beginning of the next: dz3dz3 of dy3/dz3dz3/dW3. */
export function mayRunTogether({ run }: WordToken): boolean {
  return run.indexOf("d", 1) > 0;
}

/** Cuts `dy3/dz3dz3/dW3` between its derivatives, where by the names that are known no other reading is there. */
export function splitDerivatives(tokens: readonly Token[], lexicon: Lexicon): readonly Token[] {
  return tokens.flatMap((token, index): readonly Token[] => {
    const next = tokens[index + 1];
    const isBeforeSlash = next?.kind === "sign" && next.sign === "/";
    if (token.kind !== "word" || token.isSymbol || !isBeforeSlash || !mayRunTogether(token)) return [token];
    return splitWord(token, lexicon) ?? [token];
  });
}

function splitWord(word: WordToken, lexicon: Lexicon): readonly WordToken[] | null {
  const { run, from } = word;
  if (isHalf(lexicon, run) || splitRun(lexicon, run).kind !== "unknown") return null;
  const cuts: number[] = [];
  // Each `_` of the run may be missing in the name's key, so the last name can be up to twice as long.
  const first = Math.max(1, run.length - 1 - 2 * lexicon.longest);
  for (let cut = run.indexOf("d", first); cut !== -1; cut = run.indexOf("d", cut + 1)) {
    if (isHalf(lexicon, run.slice(cut)) && isReadable(lexicon, run.slice(0, cut))) cuts.push(cut);
  }
  const [cut, ...others] = cuts;
  if (cut === undefined || others.length > 0 || lexicon.isOpen) return null;
  const isPlain = word.to - from === run.length;
  const middle = isPlain ? from + cut : from;
  return [
    { ...word, run: run.slice(0, cut), to: isPlain ? middle : word.to },
    { ...word, run: run.slice(cut), from: middle },
  ];
}

function isReadable(lexicon: Lexicon, run: string): boolean {
  return isHalf(lexicon, run) || splitRun(lexicon, run).kind === "pieces";
}

function isHalf(lexicon: Lexicon, run: string): boolean {
  return run.startsWith("d") && knownName(lexicon, run.slice(1)) !== null;
}
