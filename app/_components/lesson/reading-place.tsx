import type { Place } from "#lib/expression/tree.ts";

/** What was typed, with the place that could not be read underlined. A place behind the end shows as a gap. */
export function ReadingPlace({ typed, at }: { readonly typed: string; readonly at: Place }) {
  const line = typed.split("\n")[at.line - 1] ?? "";
  const start = Math.min(Math.max(at.column - 1, 0), line.length);
  // A whole character, even where it takes two code units.
  const [sign = "␣"] = line.slice(start);
  const isBehind = start >= line.length;
  return (
    <code className="reading-place">
      {line.slice(0, start)}
      <mark>
        <span className="sr-only">here: </span>
        {sign}
      </mark>
      {isBehind ? "" : line.slice(start + sign.length)}
    </code>
  );
}
