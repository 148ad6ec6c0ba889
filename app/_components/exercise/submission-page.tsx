import type { BlankVerdictView } from "#lib/progress/exercise-view.ts";
import type { SubmissionView, SubmittedBlankView } from "#lib/progress/submission-view.ts";
import { Blocks } from "../lesson/blocks.tsx";
import { layerClass } from "../lesson/inlines.tsx";
import { InlineMath } from "../lesson/math.tsx";
import { ScrollRegion } from "../lesson/scroll-region.tsx";
import { exerciseId } from "./exercise-sheet.tsx";
import { ReadingPlace } from "./reading-place.tsx";
import { VerdictMark } from "./verdict.tsx";

export function submissionPath(id: string): string {
  return `/submissions/${id}`;
}

/** One submission again, as it was sent and as it was judged then. Nothing on it can be changed. */
export function SubmissionPage({ submission }: { readonly submission: SubmissionView }) {
  const { id, exercise, title, revision, isLatestRevision, lesson, submittedAt, regraded, blanks, receipt } =
    submission;
  return (
    <div className="column">
      <p className="eyebrow">
        One of <a href="/submissions">your answers</a>
      </p>
      <h1 className="page-title">{title}</h1>
      <p className="lede mt-4">
        Sent on <Moment at={submittedAt} />
        {submission.score === null ? "." : `; it was worth ${percent(submission.score)}.`}
      </p>
      {submission.score === null ? (
        <p className="mt-4">Whether it is right is not shown yet: the exercise says when it will be.</p>
      ) : null}
      {regraded === null ? null : (
        <p className="mt-4">
          It was graded again on <Moment at={regraded.at} /> and is worth {percent(regraded.score)} now. What was said
          first stays below.
        </p>
      )}
      {isLatestRevision ? null : (
        <p className="mt-4">The exercise was changed after that. This answers its revision {revision}.</p>
      )}
      <ul className="submission">
        {blanks.map((blank) => (
          <SubmittedBlank key={blank.id} blank={blank} />
        ))}
      </ul>
      <p className="submission-foot">
        {receipt === "given" ? (
          <a className="button" href={`${submissionPath(id)}/receipt`} download>
            Download the receipt
          </a>
        ) : null}
        {lesson === null ? null : (
          <a href={`/lessons/${lesson.slug}#${exerciseId(exercise)}`}>To the exercise in “{lesson.title}”</a>
        )}
      </p>
      <p className="submission-note">{aboutReceipt[receipt]}</p>
    </div>
  );
}

const aboutReceipt = {
  given:
    "A receipt is a signed file with the exercise, your answer and its verdict, and without your name. Whoever you give it to can check it without this site.",
  "not-shown-yet": "There will be a receipt once the verdict is shown.",
  "needs-level": "There is no receipt while the exercise, which it would hold, is closed to you.",
} satisfies Record<SubmissionView["receipt"], string>;

function SubmittedBlank({ blank }: { readonly blank: SubmittedBlankView }) {
  const { label, spoken, layer, prompt, verdict, verdictNow } = blank;
  return (
    <li className={`submission-blank ${layerClass(layer)}`}>
      {label === null ? (
        <div className="submission-prompt">
          {prompt.length === 0 ? spoken : <Blocks blocks={prompt} exercise={nested} />}
        </div>
      ) : (
        <div className="blank-label">
          <span className="sr-only">{spoken}</span>
          <span aria-hidden="true">
            <InlineMath formula={label} /> =
          </span>
        </div>
      )}
      <div className={label === null ? "submission-answer submission-wide" : "submission-answer"}>
        <Typed blank={blank} />
        {verdict === null ? null : <Mark verdict={verdict} />}
        {verdictNow === null ? null : (
          <div className="submission-now">
            <p>Graded again:</p>
            <Mark verdict={verdictNow} />
          </div>
        )}
      </div>
    </li>
  );
}

function Typed({ blank: { typed, options, as } }: { readonly blank: SubmittedBlankView }) {
  if (typed.trim() === "") return <p className="submission-empty">Left empty.</p>;
  if (options.length === 0) return <p className="submission-typed">{typed}</p>;
  const List = as === "ordering" ? "ol" : "ul";
  return (
    <List className="submission-options">
      {options.map(({ id, blocks }) => (
        <li key={id}>
          <Blocks blocks={blocks} exercise={nested} />
        </li>
      ))}
    </List>
  );
}

function Mark({ verdict }: { readonly verdict: BlankVerdictView }) {
  const lines = verdict.parts.filter(({ part }) => /^\d+$/.test(part));
  return (
    <>
      {verdict.read === null ? null : (
        <div className="blank-read">
          <span>read as</span>
          <ScrollRegion label="What was read">
            <InlineMath formula={verdict.read} />
          </ScrollRegion>
        </div>
      )}
      <div className="blank-mark">
        <VerdictMark verdict={verdict.verdict} />
        {verdict.verdict === "correct" ? null : <p>{verdict.message}</p>}
        {verdict.at === null || lines.length > 0 ? null : <ReadingPlace typed={verdict.typed} at={verdict.at} />}
        {lines.length === 0 ? null : (
          <ol className="submission-lines" aria-label="Your lines">
            {lines.map((line) => (
              <li key={line.part} value={Number(line.part)}>
                <VerdictMark verdict={line.verdict} />
                {line.verdict === "correct" ? null : <p>{line.message}</p>}
              </li>
            ))}
          </ol>
        )}
      </div>
    </>
  );
}

const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

function Moment({ at }: { readonly at: string }) {
  return <time dateTime={at}>{moment.format(new Date(at))} (UTC)</time>;
}

function percent(score: number): string {
  return `${Math.round(score * 100)} %`;
}

function nested(slug: string): never {
  throw new Error(`the prompt of a blank holds the exercise ${slug}`);
}
