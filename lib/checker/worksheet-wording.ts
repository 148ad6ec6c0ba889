/** What is said of a worksheet as a whole. */
type SheetFinding =
  | { readonly code: "right-sheet" }
  /** The asked line is right; a line before it is not. */
  | { readonly code: "right-end"; readonly slip: number }
  | { readonly code: "slip"; readonly slip: number }
  /** What is there is right, and something that is asked is missing. */
  | { readonly code: "unfinished"; readonly missing: readonly string[] }
  | { readonly code: "unread-lines"; readonly lines: readonly number[] }
  | { readonly code: "too-many-lines"; readonly most: number };

/** What is said of a line beyond what is said of any formula or number. */
type LineFinding =
  /** Wrong, and what follows from the learner's own other lines. */
  | { readonly code: "follows"; readonly slip: number }
  /** The same, and those other lines are right but for their rounding. */
  | { readonly code: "follows-rounded" }
  | { readonly code: "line-without-name"; readonly asked: string }
  | { readonly code: "line-too-long" };

export type WorksheetFinding = SheetFinding | LineFinding;
export type WorksheetCode = WorksheetFinding["code"];

const sentences = {
  "right-sheet": () => "Right.",
  "right-end": ({ slip }) => `The end is right; line ${slip} is not.`,
  slip: ({ slip }) => `The first slip is in line ${slip}.`,
  unfinished: ({ missing }) => `What is there is right. Still missing: ${missing.join(", ")}.`,
  "unread-lines": ({ lines }) =>
    lines.length === 1
      ? `Line ${lines[0]} could not be read, so nothing was judged yet.`
      : `Lines ${lines.join(", ")} could not be read, so nothing was judged yet.`,
  "too-many-lines": ({ most }) => `This has more than ${most} lines. Leave out what is not needed.`,
  follows: ({ slip }) => `This follows from your own lines; the first slip is in line ${slip}.`,
  "follows-rounded": () =>
    "This follows from your own lines as they are rounded. Keep more digits on the way, and round at the end.",
  "line-without-name": ({ asked }) => `Say what this is: a line begins with a name, as in ${asked} = …`,
  "line-too-long": () => "With your own names put in, this line is too long. Use the quantities of the network.",
} satisfies { [Code in WorksheetCode]: (finding: Extract<WorksheetFinding, { code: Code }>) => string };

export function wordWorksheet(finding: WorksheetFinding): string {
  // Each sentence takes the finding of its own code, which the table's type guarantees and an indexed call cannot see.
  const sentence = sentences[finding.code] as (finding: WorksheetFinding) => string;
  return sentence(finding);
}
