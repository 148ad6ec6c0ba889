import type { BlankView } from "#lib/progress/exercise-view.ts";

/** What a question in words is called where another part of the sheet speaks of it. */
const kindNames: Partial<Record<BlankView["as"], string>> = {
  choice: "the choice",
  ordering: "the order",
  prediction: "the prediction",
  design: "the design",
};

/** What a blank asks for, in words. Where two ask for the same quantity, the kind of the answer tells them apart. */
export function nameOf(blank: BlankView, blanks: readonly BlankView[]): string {
  const { id, spoken, as } = blank;
  const kind = kindNames[as];
  if (kind !== undefined) {
    const alike = blanks.filter((other) => other.as === as);
    return alike.length === 1 ? kind : `${kind} ${alike.indexOf(blank) + 1}`;
  }
  const isShared = blanks.some((other) => other.id !== id && other.spoken === spoken);
  return isShared ? `${spoken}, as a ${as}` : spoken;
}
