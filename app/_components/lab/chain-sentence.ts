import { formatNumber } from "#lib/model/figure.ts";

/** What the bars say: how much slower the first layer learns than the last. */
export function chainSentence(gradients: readonly number[]): string {
  const [first = 0, last = 0] = [gradients[0], gradients.at(-1)].map((each) => Math.abs(each ?? 0));
  const opening = `At depth ${gradients.length} the first layer`;
  if (first === 0) return `${opening} does not learn at all: its gradient is too small for a float64 and counts as 0.`;
  const ratio = last / first;
  // Both are numbers, and what lies between them is not: it would be written as ∞.
  if (!Number.isFinite(ratio)) return `${opening} learns more than 10³⁰⁸ times more slowly than the last.`;
  return `${opening} learns ${inWords(ratio)} times more slowly than the last.`;
}

/** From here on a number is easier read as a power of ten. */
const leastPower = 1e12;

/** Two significant digits: "4.4", "41,000,000"; from a trillion on "4.1 × 10¹⁵". */
export function inWords(ratio: number): string {
  const rounded = Number(ratio.toPrecision(2));
  // Never broken over a line.
  if (rounded >= leastPower) return formatNumber(ratio, 2).replaceAll(" ", "\u00a0");
  return rounded.toLocaleString("en-GB", { maximumSignificantDigits: 2 });
}
