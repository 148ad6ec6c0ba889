import type { BlankVerdict, SubmissionVerdict } from "#lib/checker/verdict.ts";
import type { Formula } from "#lib/content/lesson.ts";
import { typesetAuthored } from "#lib/content/typeset.ts";
import type { BlankVerdictView, WorkView } from "./queries.ts";

export function workView(
  texts: Readonly<Record<string, string>>,
  verdict: SubmissionVerdict,
  createdAt: Date,
  solvedBlanks: readonly string[],
): WorkView {
  return {
    texts,
    verdicts: Object.fromEntries(verdict.blanks.map((blank) => [blank.blank, blankView(blank, texts)])),
    solvedBlanks,
    score: verdict.score,
    submittedAt: createdAt.toISOString(),
  };
}

function blankView(
  { blank, verdict, code, message, read, at }: BlankVerdict,
  texts: Readonly<Record<string, string>>,
): BlankVerdictView {
  return {
    verdict: code === "rounded-early" ? code : verdict,
    message,
    read: typesetRead(read),
    at,
    typed: texts[blank] ?? "",
  };
}

/** A learner's formula may be longer than KaTeX sets in one piece. It is judged all the same; only its picture is missing. */
function typesetRead(tex: string | null): Formula | null {
  if (tex === null) return null;
  const set = typesetAuthored(tex);
  return set.ok ? set.value : null;
}
