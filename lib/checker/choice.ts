import type { ChoiceBlank, Option } from "#lib/exercises/blank.ts";
import type { BlankVerdict, PartVerdict } from "./verdict.ts";

export type ChoiceCode =
  | "right-choice"
  | "wrong-choice"
  /** All that was chosen is right, and something right was not chosen. */
  | "more-are-right"
  | "no-such-option"
  | "one-only";

const sentences = {
  "right-choice": "Right.",
  "wrong-choice": "Not this.",
  "more-are-right": "What you chose is right, and there is more that is.",
  "no-such-option": "This holds an option that the exercise does not have. Load the page again and choose once more.",
  "one-only": "Choose one of them: exactly one is right.",
} satisfies Record<ChoiceCode, string>;

const verdicts = {
  "right-choice": "correct",
  "wrong-choice": "incorrect",
  "more-are-right": "incorrect",
  "no-such-option": "invalid",
  "one-only": "invalid",
} as const satisfies Record<ChoiceCode, BlankVerdict["verdict"]>;

/**
 * The text names the options chosen, by id, with spaces between. Each option that was chosen is answered with its reason; those
 * that were not are not mentioned.
 */
export function checkChoice(blank: ChoiceBlank, text: string): BlankVerdict {
  const ids = [...new Set(text.split(/\s+/).filter((id) => id !== ""))];
  const chosen = ids.flatMap((id) => blank.options.find((option) => option.id === id) ?? []);
  if (chosen.length < ids.length) return verdictOf(blank, "no-such-option", 0, []);
  if (!blank.several && chosen.length > 1) return verdictOf(blank, "one-only", 0, []);
  const parts = chosen.map(partOf);
  const right = chosen.filter(({ isRight }) => isRight).length;
  const wrong = chosen.length - right;
  const allRight = blank.options.filter(({ isRight }) => isRight).length;
  if (wrong > 0) return verdictOf(blank, "wrong-choice", Math.max(0, right - wrong) / allRight, parts);
  if (right < allRight) return verdictOf(blank, "more-are-right", right / allRight, parts);
  return verdictOf(blank, "right-choice", 1, parts);
}

/** With several right options each wrong one takes the credit of a right one away, so that choosing all of them earns nothing. */
function verdictOf(blank: ChoiceBlank, code: ChoiceCode, score: number, parts: readonly PartVerdict[]): BlankVerdict {
  const reasons = blank.several ? [] : parts.map(({ message }) => message);
  return {
    blank: blank.id,
    verdict: verdicts[code],
    score,
    code,
    message: [sentences[code], ...reasons].join(" "),
    diagnosis: null,
    read: null,
    at: null,
    parts,
  };
}

function partOf({ id, isRight, reason }: Option): PartVerdict {
  return {
    part: id,
    asked: null,
    verdict: isRight ? "correct" : "incorrect",
    score: isRight ? 1 : 0,
    code: isRight ? "right-choice" : "wrong-choice",
    message: reason,
    diagnosis: null,
    read: null,
    at: null,
  };
}
