import { fail, type Scan } from "./scan.ts";
import { nameKey } from "./spelling.ts";
import { splitRun } from "./split-run.ts";
import type { Token, WordToken } from "./token.ts";
import { knownName, type Lexicon } from "./vocabulary.ts";

/** ŷ₃ is "yhat3" or "y3_hat" where the model has such a name, else y3. */
export function accentedRun(lexicon: Lexicon, run: string, accent: string): string {
  const [, letters = run, rest = ""] = /^([A-Za-z]+)(.*)$/.exec(run) ?? [];
  const withAccent = `${letters}${accent}${rest}`;
  if (lexicon.isOpen || beginsWithName(lexicon, withAccent, `${letters}${accent}`)) return withAccent;
  const behind = `${run}_${accent}`;
  return knownName(lexicon, behind) === null ? run : behind;
}

/** Not y*h*a*t, but a name that holds its accent, perhaps with more names behind. */
function beginsWithName(lexicon: Lexicon, run: string, beginning: string): boolean {
  const split = splitRun(lexicon, run);
  return split.kind === "pieces" && nameKey(split.pieces[0]?.name ?? "").startsWith(nameKey(beginning));
}

/**
 * An accent may be left off where it tells nothing apart. In ŷ − y it does, and where the model has y alone the two would be
 * one: refused, with `scan.problem`.
 */
export function refuseLostAccents(
  scan: Scan,
  tokens: readonly Token[],
  accents: ReadonlyMap<Token, string>,
  lexicon: Lexicon,
): void {
  const accentOf = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind !== "word") continue;
    const accent = accents.get(token) ?? "none";
    for (const name of namesIn(token, lexicon)) {
      const other = accentOf.get(name) ?? accent;
      if (other !== accent) fail(scan, "accent-lost", token.from, { name });
      accentOf.set(name, accent);
    }
  }
}

function namesIn({ run }: WordToken, lexicon: Lexicon): readonly string[] {
  const half = run.startsWith("d") ? knownName(lexicon, run.slice(1)) : null;
  if (half !== null) return [half];
  const split = splitRun(lexicon, run);
  return split.kind === "pieces" ? split.pieces.map(({ name }) => name) : [];
}
