import type { SubmissionLine, SubmissionsView } from "#lib/progress/select-submissions.ts";
import { submissionPath } from "../exercise/submission-page.tsx";

export const submissionsPath = "/submissions";

interface SubmissionsPageProps {
  readonly submissions: SubmissionsView;
  /** Is this the page with the newest. */
  readonly isFirst: boolean;
}

/** All that somebody has sent, a page at a time, and the way to take it along. */
export function SubmissionsPage({ submissions: { lines, older }, isFirst }: SubmissionsPageProps) {
  if (lines.length === 0 && isFirst) return <NothingSent />;
  return (
    <div className="column">
      <h1 className="page-title">Your answers</h1>
      <p className="lede mt-4">
        Everything you have sent here, the newest first. Behind each line stand your answers again, their verdict and
        the receipt.
      </p>
      <table className="submissions">
        <thead>
          <tr>
            <th scope="col">Exercise</th>
            <th scope="col">Sent (UTC)</th>
            <th scope="col">Worth</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </tbody>
      </table>
      {older === null && isFirst ? null : (
        <nav className="submissions-pages" aria-label="Pages of your answers">
          {isFirst ? null : <a href={submissionsPath}>Newest</a>}
          {older === null ? null : <a href={`${submissionsPath}?after=${encodeURIComponent(older)}`}>Older</a>}
        </nav>
      )}
      <Downloads />
    </div>
  );
}

const sentAt = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

function Line({ line: { id, title, variant, submittedAt, score } }: { readonly line: SubmissionLine }) {
  return (
    <tr>
      <td>
        <a href={submissionPath(id)}>
          {title}
          {variant === 0 ? null : <span className="submissions-variant">, variant {variant}</span>}
        </a>
      </td>
      <td>
        <time dateTime={submittedAt}>{sentAt.format(new Date(submittedAt))}</time>
      </td>
      <td>{score === null ? "not shown yet" : `${Math.round(score * 100)} %`}</td>
    </tr>
  );
}

function Downloads() {
  return (
    <section className="mt-12" aria-labelledby="download">
      <h2 id="download" className="text-heading font-semibold">
        Take them along
      </h2>
      <p className="mt-3">
        The JSON file holds all answers word for word, with everything that was said of them and what a later grading
        changed. The CSV file has a row for each field, for a spreadsheet; an apostrophe before a cell that begins with
        a sign such as - or = keeps the spreadsheet from computing it.
      </p>
      <p className="submission-foot">
        <a className="button button-quiet" href={`${submissionsPath}/export.json`} download>
          Download as JSON
        </a>
        <a className="button button-quiet" href={`${submissionsPath}/export.csv`} download>
          Download as CSV
        </a>
      </p>
    </section>
  );
}

function NothingSent() {
  return (
    <div className="column">
      <h1 className="page-title">Your answers</h1>
      <p className="lede mt-4">You have sent no answer yet. Each one you send will be kept here with its verdict.</p>
      <p className="mt-6">
        <a className="button" href="/">
          To the lessons
        </a>
      </p>
    </div>
  );
}
