/** The middle one, and how far they lie apart: "1.24 s (1.19 to 1.31, 5 runs)". */
export function describeRuns(runs: readonly number[], unit: string, digits = 2): string {
  const sorted = runs.toSorted((a, b) => a - b);
  const [least = Number.NaN, most = Number.NaN] = [sorted[0], sorted.at(-1)];
  const write = (value: number) => value.toFixed(digits);
  return `${write(medianOf(runs))} ${unit} (${write(least)} to ${write(most)}, ${runs.length} runs)`;
}

export function medianOf(runs: readonly number[]): number {
  const sorted = runs.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
