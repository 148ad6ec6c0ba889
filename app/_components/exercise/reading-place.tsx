import type { Place } from "#lib/expression/tree.ts";

/** How many characters stay on either side of the place: what a reader takes in with one look. */
const surroundings = 24;

/**
 * What was typed around the place that could not be read, which is underlined. A place behind the end shows as a gap; a
 * long answer is cut, since the field holds it whole.
 */
export function ReadingPlace({ typed, at }: { readonly typed: string; readonly at: Place }) {
  const line = typed.split("\n")[at.line - 1] ?? "";
  const start = Math.min(Math.max(at.column - 1, 0), line.length);
  // Whole characters, even those that take two code units.
  const before = [...line.slice(0, start)];
  const [sign = "␣", ...after] = line.slice(start);
  return (
    <code className="reading-place">
      {before.length > surroundings ? "…" : ""}
      {before.slice(-surroundings).join("")}
      <mark>
        <span className="sr-only">here: </span>
        {sign}
      </mark>
      {after.slice(0, surroundings).join("")}
      {after.length > surroundings ? "…" : ""}
    </code>
  );
}
