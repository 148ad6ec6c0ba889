import type { Tensor } from "#lib/autograd/tensor.ts";
import { isRightNumber } from "./compare.ts";

/** What a hint may not say yet: the value asked, and the formula. */
export interface Secret {
  /** The value, entry by entry. */
  readonly value: Tensor;
  /** Digits by which a number is right. */
  readonly digits: number;
  /** The right formulas as they can be typed. */
  readonly formulas: readonly string[];
}

/** Does a sentence, or its TeX, hold a number that is right, or a right formula? Signs do not hide a number. */
export function givesAway(sentence: string, { value, digits, formulas }: Secret): boolean {
  const numbers = numbersIn(sentence);
  const isSaid = value.data.some((entry) => numbers.some((number) => isRightNumber(number, Math.abs(entry), digits)));
  return isSaid || formulas.some((formula) => holdsFormula(sentence, formula));
}

/** "0.5", and "4.2 \\cdot 10^{-8}" as TeX writes it. */
const standingNumber = /(?<![\p{L}\p{N}_.])(\d+(?:\.\d+)?)(?: \\cdot 10\^\{(-?\d+)\})?/gu;

/** Numbers that stand on their own: those of names and subscripts say nothing. */
function numbersIn(sentence: string): readonly number[] {
  const bare = sentence.replace(/_\{[^{}]*\}/g, "").replace(/htmlClass\{layer-\d+\}/g, "");
  return [...bare.matchAll(standingNumber)].map(([, digits, exponent = "0"]) => Number(`${digits}e${exponent}`));
}

/** A formula that is one name is looked for as a word: it is part of many others. */
function holdsFormula(sentence: string, formula: string): boolean {
  if (/^[\p{L}\p{N}_]+$/u.test(formula)) {
    return sentence.split(/[^\p{L}\p{N}_]+/u).includes(formula);
  }
  return squeezed(sentence).includes(squeezed(formula));
}

function squeezed(text: string): string {
  return text
    .replace(/[\s·*()]/g, "")
    .replaceAll("−", "-")
    .replaceAll("²", "^2")
    .replaceAll("sigmoid", "σ");
}
