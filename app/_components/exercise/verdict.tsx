import type { VerdictWord } from "#lib/progress/exercise-view.ts";

/** The word beside the icon: colour only supports it. */
export const verdictWords = {
  correct: "Right",
  "rounded-early": "Right, but rounded early",
  follows: "Follows from your slip",
  incorrect: "Not right",
  invalid: "Could not be read",
} satisfies Record<VerdictWord, string>;

const strokes = {
  correct: "M3.5 10.5l4.2 4.3L16.5 4.6",
  "rounded-early": "M3 8.2c2.3-2.6 4.6-2.6 7 0s4.7 2.6 7 0M3 13.4c2.3-2.6 4.6-2.6 7 0s4.7 2.6 7 0",
  follows: "M4 4v6.5c0 2 1 3 3 3h8.5M12 9.6l3.7 3.9-3.7 3.9",
  incorrect: "M4.5 4.8c3 3.4 6.6 7.3 11 10.6M15.6 4.4C11.6 7.9 7.8 11.6 4.7 15.8",
  invalid: "M6.6 6.8c.4-2.1 1.8-3.1 3.6-3.1 2.2 0 3.7 1.3 3.7 3.2 0 2.9-3.7 2.8-3.7 5.7M10.2 15.9v.4",
} satisfies Record<VerdictWord, string>;

/** A mark as a teacher writes it in the margin: an icon and its word. */
export function VerdictMark({ verdict }: { readonly verdict: VerdictWord }) {
  return (
    <span className={`verdict-mark verdict-${verdict}`}>
      <svg aria-hidden="true" viewBox="0 0 20 20" width="20" height="20">
        <path d={strokes[verdict]} fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      </svg>
      {verdictWords[verdict]}
    </span>
  );
}
