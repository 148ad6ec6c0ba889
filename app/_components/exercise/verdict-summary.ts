import type { BlankView, WorkView } from "#lib/progress/exercise-view.ts";

export interface VerdictSummary {
  readonly sentence: string;
  /** Ids of the blanks that are not right yet, in the exercise's order: those that were wrong or could not be read. */
  readonly toLookAt: readonly string[];
}

/** One sentence on a graded sheet, and where to go from it. */
export function summariseVerdicts(blanks: readonly Pick<BlankView, "id">[], work: WorkView): VerdictSummary {
  if (work.score === null) return receivedSummary(blanks, work);
  const verdictOf = (id: string) => work.verdicts[id]?.verdict;
  const count = (verdict: ReturnType<typeof verdictOf>) => blanks.filter(({ id }) => verdictOf(id) === verdict).length;
  const [right, rounded] = [count("correct"), count("rounded-early")];
  const [wrong, unread, empty] = [count("incorrect"), count("invalid"), count(undefined)];
  const isSolved = work.solvedBlanks.length === blanks.length;
  const toLookAt = blanks
    .filter(({ id }) => ["incorrect", "invalid"].includes(verdictOf(id) ?? ""))
    .map(({ id }) => id);

  if (right === blanks.length) return { sentence: allRight(right), toLookAt };
  const parts = [
    `${right} of ${blanks.length} right`,
    rounded === 0 ? "" : `${rounded} right but rounded early`,
    wrong === 0 ? "" : `${wrong} not right`,
    unread === 0 ? "" : `${unread} could not be read, which costs nothing`,
    empty === 0 ? "" : `${empty} still empty`,
  ].filter(Boolean);
  const sentences = [`${parts.join("; ")}.`];
  if (isSolved && right + rounded === blanks.length) sentences.push("This exercise is solved.");
  else if (isSolved) sentences.push("You have solved each of them before, and that stays.");
  else if (toLookAt.some((id) => work.solvedBlanks.includes(id)))
    sentences.push("What you solved before stays solved.");
  return { sentence: sentences.join(" "), toLookAt };
}

function allRight(count: number): string {
  if (count === 1) return "Right. This exercise is solved.";
  return `${count === 2 ? "Both" : `All ${count}`} right. This exercise is solved.`;
}

/** What was right is withheld for now: only what could not be read is known. */
function receivedSummary(blanks: readonly Pick<BlankView, "id">[], work: WorkView): VerdictSummary {
  const toLookAt = blanks.filter(({ id }) => work.verdicts[id]?.verdict === "invalid").map(({ id }) => id);
  const received = "Received. What is right is not shown yet.";
  if (toLookAt.length === 0) return { sentence: received, toLookAt };
  return { sentence: `${received} ${toLookAt.length} could not be read, which costs nothing.`, toLookAt };
}
