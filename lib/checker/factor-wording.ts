import { printText } from "#lib/expression/print.ts";
import type { Tree } from "#lib/expression/tree.ts";
import type { Constant, FactorAnalysis } from "./factor-analysis.ts";

/** "This lacks y2*(1 - y2) and has W3 once too often. It is 2 times too large, and its sign is turned." */
export function wordFactors({ powers, constant }: FactorAnalysis): string {
  const missing = gather(powers.filter(({ power }) => power < 0));
  const extra = gather(powers.filter(({ power }) => power > 0));
  const lacks =
    missing.length > 0 ? `lacks ${enumerate(missing.map(({ text, times }) => text + timesMissing(times)))}` : null;
  const has =
    extra.length > 0 ? `has ${enumerate(extra.map(({ text, times }) => `${text} ${timesTooOften(times)}`))}` : null;
  const about = [lacks, has].filter((part) => part !== null);
  const sentences = about.length > 0 ? [`This ${about.join(" and ")}.`] : [];
  const rest = wordConstant(constant, about.length > 0);
  return [...sentences, ...(rest === null ? [] : [rest])].join(" ");
}

interface Gathered {
  readonly text: string;
  readonly times: number;
}

/** Factors that are too many or too few equally often are named as one product: y2*(1 - y2). */
function gather(powers: FactorAnalysis["powers"]): readonly Gathered[] {
  const byTimes = Map.groupBy(powers, ({ power }) => Math.abs(power));
  return [...byTimes].map(([times, same]) => ({ times, text: printProduct(same.map(({ tree }) => tree)) }));
}

function printProduct(trees: readonly Tree[]): string {
  return trees
    .map((tree) => (trees.length > 1 && tree.kind === "infix" ? `(${printText(tree)})` : printText(tree)))
    .join("*");
}

function timesMissing(times: number): string {
  return times === 1 ? "" : times === 2 ? " twice" : ` ${times} times`;
}

function timesTooOften(times: number): string {
  return times === 1 ? "once too often" : times === 2 ? "twice too often" : `${times} times too often`;
}

function wordConstant(constant: Constant, besides: boolean): string | null {
  const size = wordSize(constant);
  const also = besides ? "also " : "";
  if (size === null) return constant.isNegative ? `Its sign is ${also}turned.` : null;
  const sentence = `It is ${also}${size}`;
  return constant.isNegative ? `${sentence}, and its sign is turned.` : `${sentence}.`;
}

function wordSize({ two, three, five }: Constant): string | null {
  const above = 2 ** Math.max(two, 0) * 3 ** Math.max(three, 0) * 5 ** Math.max(five, 0);
  const below = 2 ** Math.max(-two, 0) * 3 ** Math.max(-three, 0) * 5 ** Math.max(-five, 0);
  if (above === 1 && below === 1) return null;
  if (below === 1) return `${above} times too large`;
  if (above === 1) return `${below} times too small`;
  return `off by a factor of ${above}/${below}`;
}

function enumerate(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
