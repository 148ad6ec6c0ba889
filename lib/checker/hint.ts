/** One of three hints, each of which says more than the one before: where to look, by which rule, and the line itself. */
export interface Hint {
  readonly layer: 1 | 2 | 3;
  readonly text: string;
  /** The same as mathematics; null where there are words only. */
  readonly tex: string | null;
  /** For a screen reader, which is given no `tex`. */
  readonly spoken: string;
}

/** A hint, and what is said in its place where it would tell the answer. */
export interface HintDraft {
  readonly said: Omit<Hint, "layer">;
  readonly guarded: string;
}
