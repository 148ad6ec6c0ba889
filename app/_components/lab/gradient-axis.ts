/** A logarithmic axis for sizes: whole powers of ten from `lowest` to `highest`, and where a size stands between them. */
export interface GradientAxis {
  /** Exponents of ten at the two ends. */
  readonly lowest: number;
  readonly highest: number;
  /** Exponents that get a line and a label, ascending; at most about six. */
  readonly ticks: readonly number[];
}

const mostTicks = 6;

/** The axis that holds all these sizes. A size of 0 has no place on it and is left out. */
export function axisFor(sizes: readonly number[]): GradientAxis {
  const exponents = sizes.filter((size) => size > 0).map(Math.log10);
  const highest = Math.ceil(Math.max(0, ...exponents));
  // One power below the smallest, so that the smallest bar is still a bar.
  const lowest = Math.min(highest - 2, Math.floor(Math.min(0, ...exponents)) - 1);
  const step = niceStep((highest - lowest) / (mostTicks - 1));
  const first = Math.ceil(lowest / step) * step;
  const ticks = Array.from({ length: Math.floor((highest - first) / step) + 1 }, (_, place) => first + place * step);
  return { lowest, highest, ticks };
}

/** 0 at the lower end, 1 at the upper; null for 0, which a logarithm does not reach. */
export function heightOf(size: number, { lowest, highest }: GradientAxis): number | null {
  if (size === 0) return null;
  return (Math.log10(size) - lowest) / (highest - lowest);
}

function niceStep(least: number): number {
  return [1, 2, 5, 10, 20, 50, 100].find((step) => step >= least) ?? 200;
}
