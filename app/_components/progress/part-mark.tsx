import type { PartState } from "#lib/progress/progress-view.ts";

/** Read or done, with a mark of its own: a tick for what was shown by evidence, an open book's line for what was only read. */
export function PartMark({ state }: { readonly state: Exclude<PartState, null> }) {
  return (
    <span className="part-mark" data-state={state}>
      <svg aria-hidden="true" viewBox="0 0 20 20" width="13" height="13">
        {state === "done" ? (
          <path d="M3.5 10.5l4.2 4.3L16.5 4.6" fill="none" stroke="currentColor" strokeWidth="2.5" />
        ) : (
          <path
            d="M10 5.2v11M10 5.2C8 3.6 5 3.4 2.5 4v11c2.5-.6 5.5-.4 7.5 1.2 2-1.6 5-1.8 7.5-1.2V4C15 3.4 12 3.6 10 5.2z"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
          />
        )}
      </svg>{" "}
      {state}
    </span>
  );
}
