import { formatNumber } from "#lib/model/figure.ts";

/** What the bars say: how much slower the first layer learns than the last. */
export function chainSentence(gradients: readonly number[]): string {
  const [first = 0, last = 0] = [gradients[0], gradients.at(-1)].map((each) => Math.abs(each ?? 0));
  const opening = `At depth ${gradients.length} the first layer`;
  if (first === 0) return `${opening} does not learn at all: its gradient is too small for a float64 and counts as 0.`;
  return `${opening} learns ${inWords(last / first)} times more slowly than the last.`;
}

/** From here on a number is easier read as a power of ten. */
const leastPower = 1e12;

/** Two significant digits: "4.4", "41,000,000"; from a trillion on "4.1 × 10¹⁵". */
export function inWords(ratio: number): string {
  const rounded = Number(ratio.toPrecision(2));
  if (rounded >= leastPower) return formatNumber(ratio, 2);
  return rounded.toLocaleString("en-GB", { maximumSignificantDigits: 2 });
}

const above: Readonly<Record<string, string>> = {
  "-": "⁻",
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
};

/** −12 is "⁻¹²". */
export function superscript(power: number): string {
  return [...String(power)].map((sign) => above[sign] ?? sign).join("");
}
