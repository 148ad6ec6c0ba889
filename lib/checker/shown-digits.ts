import type { Tensor } from "#lib/autograd/tensor.ts";
import { mostDigits } from "#lib/exercises/blank.ts";
import type { Page } from "#lib/model/step-page.ts";
import type { Step } from "#lib/model/steps.ts";
import { isRightNumber } from "./compare.ts";

/** Digits above those asked that are tried before the numbers are shown as they are. */
const mostMore = 7;

/**
 * The page with as few digits as a reader needs who works with the figures that are shown: every line comes to its value by the
 * number's rule, and the last rounds to the answer as it is; null where no number is asked. At least one digit more than is asked.
 */
export function withEnoughDigits(
  page: Page,
  digits: number,
  answer: Tensor | null,
  write: (page: Page) => readonly Step[],
): Page {
  const least = Math.min(digits + 1, mostDigits);
  for (let shown = least; shown < Math.min(digits + mostMore, mostDigits); shown++) {
    const tried = page.withDigits(shown);
    if (canBeFollowed(write(tried), digits, answer)) return tried;
  }
  return page.withDigits(Math.min(digits + mostMore, mostDigits));
}

function canBeFollowed(steps: readonly Step[], digits: number, answer: Tensor | null): boolean {
  const isRight = steps.every(({ comesTo }) => {
    const value = comesTo.at(-1);
    return value === undefined || comesTo.every((side) => isNear(side, value, digits));
  });
  const last = answer === null ? [] : [...(steps.at(-1)?.comesTo ?? []), answer];
  return isRight && new Set(last.map((side) => rounded(side, digits))).size <= 1;
}

/** By the number's rule; an entry of a list that has cancelled is compared with the largest. */
function isNear(side: Tensor, value: Tensor, digits: number): boolean {
  const [only] = value.data;
  if (value.data.length === 1 && only !== undefined) return isRightNumber(side.data[0] ?? Number.NaN, only, digits);
  const largest = value.data.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  const room = 10 ** -digits * largest;
  return value.data.every((entry, place) => Math.abs((side.data[place] ?? Number.NaN) - entry) <= room);
}

function rounded(side: Tensor, digits: number): string {
  return side.data.length === 1 ? (side.data[0] ?? Number.NaN).toPrecision(digits) : "a list";
}
