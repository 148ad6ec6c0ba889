import { csvRecord } from "./csv.ts";
import type { ExportedSubmission } from "./export-submissions.ts";

type Submissions = AsyncIterable<ExportedSubmission>;

/** Raised when a field changes its meaning or goes. */
export const exportFormat = "chainrule-submissions-1";

/** Where a submission is looked at by its owner, and its receipt fetched: there is none before the verdict is shown. */
function addressesOf({ id, isVerdictShown }: ExportedSubmission, origin: URL) {
  const page = new URL(`/submissions/${id}`, origin).href;
  return { page, receipt: isVerdictShown ? `${page}/receipt` : null };
}

/** One JSON document, a submission a line. */
export async function* writeJson(submissions: Submissions, origin: URL, now: Date): AsyncGenerator<string> {
  const head = { format: exportFormat, site: origin.origin, exportedAt: now.toISOString() };
  yield `${JSON.stringify(head).slice(0, -1)},"submissions":[`;
  let separator = "\n";
  for await (const submission of submissions) {
    yield separator + JSON.stringify({ ...submission, ...addressesOf(submission, origin) });
    separator = ",\n";
  }
  yield "\n]}\n";
}

/** Excel reads a file without it in the code page of its country, and every σ and ∂ of an answer with it. */
const byteOrderMark = "\ufeff";

const columns = [
  "submission",
  "exercise",
  "title",
  "revision",
  "variant",
  "submitted_at",
  "submission_score",
  "blank",
  "typed",
  "verdict",
  "score",
  "diagnosis",
  "message",
  "page",
];

/** A record for every blank of every submission. Verdicts that a regrade replaced are in the JSON alone. */
export async function* writeCsv(submissions: Submissions, origin: URL): AsyncGenerator<string> {
  yield byteOrderMark + csvRecord(columns);
  for await (const submission of submissions) {
    const { id, exercise, title, revision, variant, submittedAt } = submission;
    const { page } = addressesOf(submission, origin);
    for (const { blank, typed, verdict, score, diagnosis, message } of submission.blanks) {
      const sent = [id, exercise, title, revision, variant, submittedAt, submission.score];
      yield csvRecord([...sent, blank, typed, verdict, score, diagnosis, message, page]);
    }
  }
}
