import { formatNumber } from "#lib/model/figure.ts";

/** Integer digits from which they are grouped in threes. */
const leastGrouped = 5;
const narrowSpace = "\u202f";

/** A number as a book prints it: a true minus sign, and long integers in groups: "−0.0008017", "26 900". */
export function printedNumber(value: number, digits: number): string {
  const text = formatNumber(value, digits).replace(/^-/, "−");
  const whole = /\d+/.exec(text)?.[0] ?? "";
  if (whole.length < leastGrouped) return text;
  return text.replace(whole, whole.replace(/\B(?=(?:\d{3})+$)/g, narrowSpace));
}
