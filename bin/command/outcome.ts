import { type Result, refuse, succeed } from "#lib/result.ts";

/** Why a command did nothing: it is written wrongly, or it cannot be done. The sentence says what to do next. */
export interface Failure {
  readonly code: "misused" | "refused";
  readonly sentence: string;
}

/** What a command says when it is over: one sentence, null where everything is said already, or why not. */
export type Outcome = Result<string | null, Failure>;

export const done = (sentence: string | null): Outcome => succeed(sentence);
export const misused = (sentence: string) => refuse<Failure>({ code: "misused", sentence });
export const refused = (sentence: string) => refuse<Failure>({ code: "refused", sentence });

/** "a", "a and b", "a, b and c"; empty for none. */
export function listWords(words: readonly string[], joint: "and" | "or" = "and"): string {
  return [words.slice(0, -1).join(", "), ...words.slice(-1)].filter(Boolean).join(` ${joint} `);
}
