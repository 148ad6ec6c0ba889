import type { BlankVerdict, SubmissionVerdict } from "#lib/checker/verdict.ts";
import type { Formula } from "#lib/content/lesson.ts";
import { typesetAuthored } from "#lib/content/typeset.ts";
import type { BlankVerdictView, VerdictWord, WorkView } from "./exercise-view.ts";

/** What is kept of one act of sending. */
interface Submission {
  readonly id: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly verdict: SubmissionVerdict;
  readonly createdAt: Date;
}

export function workView(
  { id, texts, verdict, createdAt }: Submission,
  solvedBlanks: readonly string[],
  isShown: boolean,
  isCounted: boolean,
): WorkView {
  return {
    submissionId: id,
    texts,
    verdicts: verdictViews(verdict, texts, isShown),
    solvedBlanks: isShown ? solvedBlanks : [],
    score: isShown ? verdict.score : null,
    submittedAt: createdAt.toISOString(),
    isCounted,
  };
}

/**
 * By blank id. While the author's policy withholds what was right (`isShown` is false), a learner is told what could not be read,
 * since that costs nothing and can be mended, and of the rest that it was received.
 */
export function verdictViews(
  verdict: SubmissionVerdict,
  texts: Readonly<Record<string, string>>,
  isShown: boolean,
): Readonly<Record<string, BlankVerdictView>> {
  const told = verdict.blanks.filter((blank) => isShown || blank.verdict === "invalid");
  return Object.fromEntries(told.map((blank) => [blank.blank, blankView(blank, texts)]));
}

function blankView(
  { blank, verdict, code, message, read, at, parts }: BlankVerdict,
  texts: Readonly<Record<string, string>>,
): BlankVerdictView {
  return {
    verdict: verdictWord(verdict, code),
    message,
    read: typesetRead(read),
    at,
    typed: texts[blank] ?? "",
    parts: parts.map((part) => ({
      part: part.part,
      asked: part.asked ?? null,
      verdict: verdictWord(part.verdict, part.code),
      message: part.message,
      read: typesetRead(part.read),
      at: part.at,
    })),
  };
}

/** The word that a mark says: two kinds of wrong have a word of their own. */
export function verdictWord(verdict: BlankVerdict["verdict"], code: BlankVerdict["code"]): VerdictWord {
  if (code === "rounded-early" || code === "follows-rounded") return "rounded-early";
  return code === "follows" ? code : verdict;
}

/** A learner's formula may be longer than KaTeX sets in one piece. It is judged all the same; only its picture is missing. */
function typesetRead(tex: string | null): Formula | null {
  if (tex === null) return null;
  const set = typesetAuthored(tex);
  return set.ok ? set.value : null;
}
