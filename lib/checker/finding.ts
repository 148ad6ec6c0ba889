import type { Place } from "#lib/expression/tree.ts";
import type { FactorAnalysis } from "./factor-analysis.ts";
import type { MistakeSlug } from "./mistake.ts";

/** What was found out about one answer: a code with the facts its sentence needs. Worded in `wording.ts`. */
export type Finding =
  | { readonly code: "correct" }
  | { readonly code: "different"; readonly asked: string; readonly as: "number" | "formula" }
  /** Right at the values on the page, wrong at others. `constant`: a number was given where a formula is asked. */
  | { readonly code: "right-only-here"; readonly asked: string; readonly constant: boolean }
  /** Wrong, and a known mistake gives it; or two of them together. */
  | { readonly code: "mistake"; readonly mistakes: readonly MistakeSlug[] }
  /** Wrong, and the right formula times these factors. */
  | { readonly code: "factors"; readonly analysis: FactorAnalysis }
  /** Right up to side `before`, counted from 1, of the `of` sides of a chain of equalities; the next is not equal to it. */
  | { readonly code: "chain-breaks"; readonly before: number; readonly of: number }
  /** The truth, rounded to fewer digits than are asked. */
  | { readonly code: "too-few-digits"; readonly asked: string; readonly digits: number }
  /** Right but for having been rounded on the way. */
  | { readonly code: "rounded-early"; readonly digitsKept: number; readonly digits: number }
  | { readonly code: "unreadable"; readonly sentence: string; readonly at: Place }
  | { readonly code: "wrong-shape"; readonly sentence: string; readonly at: Place }
  | { readonly code: "other-shape"; readonly asked: string; readonly given: string; readonly expected: string }
  /** Wrong as it is read, and right if the sign left out after a division bound tighter than it. */
  | { readonly code: "two-readings"; readonly reading: string; readonly other: string; readonly at: Place }
  | { readonly code: "not-finite"; readonly as: "number" | "formula" }
  | { readonly code: "too-imprecise" }
  /** Its lists and matrices would take too long to be worked out. */
  | { readonly code: "too-costly"; readonly at: Place }
  | { readonly code: "asked-itself"; readonly asked: string; readonly at: Place }
  /** A derivative whose way leads over the asked one. */
  | { readonly code: "circular"; readonly asked: string; readonly given: string; readonly at: Place }
  /** In a worksheet: a derivative that no line of it works out. */
  | { readonly code: "not-on-sheet"; readonly given: string; readonly at: Place }
  | { readonly code: "other-left-side"; readonly asked: string; readonly given: string; readonly at: Place }
  | { readonly code: "partials-not-allowed"; readonly given: string; readonly at: Place }
  | { readonly code: "name-without-value"; readonly name: string; readonly at: Place }
  | { readonly code: "reference-undefined"; readonly asked: string };

export type VerdictCode = Finding["code"];

/** What each code means for the learner: a verdict and a score from 0 to 1. */
export const verdictOf = {
  correct: "correct",
  different: "incorrect",
  "right-only-here": "incorrect",
  mistake: "incorrect",
  factors: "incorrect",
  "chain-breaks": "incorrect",
  "too-few-digits": "incorrect",
  "rounded-early": "incorrect",
  unreadable: "invalid",
  "wrong-shape": "invalid",
  "other-shape": "invalid",
  "two-readings": "invalid",
  "not-finite": "invalid",
  "too-imprecise": "invalid",
  "too-costly": "invalid",
  "asked-itself": "invalid",
  circular: "invalid",
  "not-on-sheet": "invalid",
  "other-left-side": "invalid",
  "partials-not-allowed": "invalid",
  "name-without-value": "invalid",
  "reference-undefined": "invalid",
} as const satisfies Record<VerdictCode, "correct" | "incorrect" | "invalid">;

/** The slug under which a wrong answer is explained and counted; null where nothing explains it. Two mistakes are joined by "+". */
export function diagnosisOf(finding: Finding): string | null {
  switch (finding.code) {
    case "mistake":
      return finding.mistakes.join("+");
    case "right-only-here":
    case "factors":
    case "chain-breaks":
    case "too-few-digits":
    case "rounded-early":
      return finding.code;
    default:
      return null;
  }
}

/** Where in the text the finding points, if it points at a place. */
export function placeOf(finding: Finding): Place | null {
  return "at" in finding ? finding.at : null;
}
