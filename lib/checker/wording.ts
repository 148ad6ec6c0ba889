import type { Blank } from "#lib/exercises/blank.ts";
import { designRule } from "./design-wording.ts";
import { wordFactors } from "./factor-wording.ts";
import type { Finding, VerdictCode } from "./finding.ts";
import { mistakeWording } from "./mistake-wording.ts";
import { predictionRule } from "./prediction-wording.ts";

/**
 * Every sentence the checker says. Page, command line, mail and receipt all take it from here. A sentence may repeat what
 * the learner wrote and what was asked; it never holds the answer, its size or the bounds it must lie in.
 */
const sentences = {
  correct: () => "Right.",
  different: ({ asked, as }) =>
    as === "number" ? `This is not the value of ${asked}.` : `This formula does not give ${asked}.`,
  "right-only-here": ({ asked, constant }) =>
    constant
      ? `A number is right at the values on this page only. Write ${asked} as a formula that holds at any values.`
      : `This gives the right number at the values on this page, and a wrong one at others. ${asked} must hold at any values.`,
  mistake: ({ mistakes }) => mistakes.map((slug) => mistakeWording[slug].sentence).join(" And: "),
  factors: ({ analysis }) => wordFactors(analysis),
  "chain-breaks": ({ before, of }) =>
    of === 2
      ? "The first side is right, and what you made of it is not equal to it: look at the calculation."
      : `Right up to side ${before} of your chain; what you made of it next is not equal to it.`,
  "too-few-digits": ({ asked, digits }) =>
    `As far as it goes this is ${asked}, but ${digits} significant digits are asked.`,
  "rounded-early": ({ digitsKept, digits }) =>
    `The way is right, but you rounded to ${counted(digitsKept)} on the way. Keep ${Math.max(digits + 1, digitsKept + 1)} until the end.`,
  unreadable: ({ sentence }) => asSentence(sentence),
  "wrong-shape": ({ sentence }) => asSentence(sentence),
  "other-shape": ({ asked, given, expected }) => `This is ${given}; ${asked} is ${expected}.`,
  "two-readings": ({ reading, other }) =>
    `This is read as ${reading}. Write brackets round what you divide by if you mean ${other}.`,
  "not-finite": ({ as }) =>
    as === "number"
      ? "This calculation has no finite value: it divides by zero, leaves the domain of a function or is too large."
      : "This formula has no finite value at any of the points tried: it divides by zero or leaves the domain of a function.",
  "too-imprecise": () =>
    "This formula loses its digits when it is computed, so it could not be compared. Write it without huge terms that cancel.",
  "too-costly": () =>
    "The lists and matrices in this are too large to be worked out. Write it with the quantities of the network.",
  "asked-itself": ({ asked }) => `${asked} is what is asked. Write it with other quantities.`,
  circular: ({ asked, given }) =>
    `${given} leads over ${asked}, so it cannot be used to find it. Work towards the loss, not away from it.`,
  "not-on-sheet": ({ given }) => `${given} is used here and not worked out: give it a line of its own.`,
  "other-left-side": ({ asked, given }) => `This line says ${given}; ${asked} is asked here.`,
  "partials-not-allowed": ({ given }) => `Write this out without ${given}: no derivatives are to be left in it.`,
  "name-without-value": ({ name }) => `${name} has no value in this exercise.`,
  "reference-undefined": ({ asked }) =>
    `There are not enough points at which ${asked} can be computed to judge an answer. That is a mistake in the exercise, not in yours.`,
} satisfies { [Code in VerdictCode]: (finding: Extract<Finding, { code: Code }>) => string };

export function wordFinding(finding: Finding): string {
  // Each sentence takes the finding of its own code, which the table's type guarantees and an indexed call cannot see.
  const sentence = sentences[finding.code] as (finding: Finding) => string;
  return sentence(finding);
}

/** The notation words its problems as parts of a sentence, for they also stand after "line 3: ". */
function asSentence(text: string): string {
  // A name stays as it is written: "p is 3×1" is no P, and dL/dz1 no DL/dz1.
  const isWord = /^[a-z]{2,}(?![\w/^'′])/.test(text);
  return (isWord ? text.charAt(0).toUpperCase() + text.slice(1) : text) + (/[.?]$/.test(text) ? "" : ".");
}

function counted(digits: number): string {
  return digits === 1 ? "1 digit" : `${digits} digits`;
}

/** The rule of grading in plain words, shown before the learner answers. */
export function ruleInWords(blank: Blank): string {
  switch (blank.as) {
    case "number":
      return `${digitsInWords(blank.digits)}; a calculation is fine.`;
    case "formula":
      return blank.expanded
        ? "A formula that holds at any values, written out without other derivatives; any equal form is fine."
        : "A formula that holds at any values; any equal form is fine.";
    case "worksheet":
      return blank.each === "number"
        ? `One line for each step, as in dL/dy = …; ${digitsInWords(blank.digits)}. A line that follows from a slip of yours gets part of its credit.`
        : "One line for each step, as in dL/dy = …; formulas that hold at any values. A line that follows from a slip of yours gets part of its credit.";
    case "choice":
      return blank.several ? "Choose all that are right; a wrong one takes credit away." : "Choose one.";
    case "ordering":
      return "Put them in order.";
    case "prediction":
      return predictionRule(blank.asks);
    case "design":
      return designRule(blank.goal, blank.settings);
  }
}

function digitsInWords(digits: number): string {
  return `${digits} significant digit${digits === 1 ? "" : "s"}`;
}
