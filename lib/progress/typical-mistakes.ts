import type { Finding } from "#lib/checker/finding.ts";
import { type MistakeWording, mistakeWording } from "#lib/checker/mistake-wording.ts";

/** A mistake that somebody made, with the rule to look at. */
export interface TypicalMistake extends MistakeWording {
  readonly slug: string;
  /** First tries in which it was found. */
  readonly count: number;
}

/** What explains a wrong answer and is no rewrite of the right one. Two mistakes together are two. */
type OtherDiagnosis = Extract<
  Finding["code"],
  "right-only-here" | "factors" | "chain-breaks" | "too-few-digits" | "rounded-early"
>;

const otherWording = {
  "right-only-here": {
    sentence: "The answer is right at the given numbers alone.",
    hint: "A formula has to hold at any values: leave the quantities in it as they are called.",
  },
  factors: {
    sentence: "Factors are missing, or there are too many.",
    hint: "Write the chain down first, a derivative for each step, and put in values afterwards.",
  },
  "chain-breaks": {
    sentence: "A chain of equalities breaks on the way.",
    hint: "Each side has to equal the one before it: compare them two at a time.",
  },
  "too-few-digits": {
    sentence: "The answer is rounded to too few digits.",
    hint: "Write as many significant digits as are asked; zeros in front are none.",
  },
  "rounded-early": {
    sentence: "It was rounded on the way.",
    hint: "Keep two digits more than are asked until the last step, or write the calculation itself.",
  },
} satisfies Record<OtherDiagnosis, MistakeWording>;

const wordings: ReadonlyMap<string, MistakeWording> = new Map(Object.entries({ ...otherWording, ...mistakeWording }));

/** How often each mistake was named in first tries that were wrong, the most frequent first; one without words is left out. */
export function typicalMistakes(
  tries: readonly { readonly isRight: boolean; readonly diagnosis: string | null }[],
): readonly TypicalMistake[] {
  const counts = new Map<string, number>();
  for (const { isRight, diagnosis } of tries) {
    if (isRight || diagnosis === null) continue;
    for (const slug of new Set(diagnosis.split("+"))) counts.set(slug, (counts.get(slug) ?? 0) + 1);
  }
  return [...counts]
    .flatMap(([slug, count]) => {
      const wording = wordings.get(slug);
      return wording === undefined ? [] : [{ slug, count, ...wording }];
    })
    .toSorted((a, b) => b.count - a.count || (a.slug < b.slug ? -1 : 1));
}
