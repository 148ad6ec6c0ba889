import type { Viewer } from "#lib/accounts/viewer.ts";
import type { ReviewEntry, ReviewView } from "#lib/progress/select-review.ts";
import { InlineMath } from "../lesson/math.tsx";
import { counted } from "./count-words.ts";
import { shortDate } from "./short-date.ts";

interface ReviewPageProps {
  readonly review: ReviewView;
  readonly kind: Viewer["kind"];
  /** Gives the next set of numbers of the exercise that the form names, and goes there. */
  readonly begin: (form: FormData) => Promise<void>;
}

/** The skills to refresh, the shortest distance first, each with a blank to do it on. */
export function ReviewPage({ review: { due, nextDue }, kind, begin }: ReviewPageProps) {
  return (
    <div className="progress-page">
      <h1 className="page-title">Review</h1>
      <p className="lede mt-4">{sentence(due.length, nextDue)}</p>
      {kind === "visitor" ? (
        <p className="mt-6">
          Have you worked here before? <a href="/signin?to=%2Freview">Sign in</a> to see what is due.
        </p>
      ) : null}
      {due.length === 0 ? (
        <p className="mt-6">
          <a className="button" href="/progress">
            What to do meanwhile
          </a>
        </p>
      ) : (
        <ol className="review-list">
          {due.map((entry) => (
            <Entry key={entry.skill} entry={entry} begin={begin} />
          ))}
        </ol>
      )}
      <p className="progress-rule">
        The rule: a skill that you tried comes back after a day. When it is due and right at the first try, it rests for
        3 days, then for 7, then for 21; after a wrong first try it comes back after a day again. Whatever shows a skill
        in the meantime begins its rest anew.
      </p>
    </div>
  );
}

function sentence(due: number, nextDue: Date | null): string {
  if (due > 0) return `${counted(due, "skill")} ${due === 1 ? "is" : "are"} due.`;
  if (nextDue === null) return "There is nothing to review yet: a skill comes up a day after your first answer to it.";
  return `Nothing is due. The next skill comes up on ${shortDate(nextDue)}.`;
}

function Entry({ entry, begin }: { readonly entry: ReviewEntry; readonly begin: ReviewPageProps["begin"] }) {
  const { name, distance, due, exercise } = entry;
  return (
    <li>
      <h2>{name}</h2>
      <p className="skill-numbers">
        {distance === 1 ? "After a day" : `After ${distance} days`}, due since {shortDate(due)}
      </p>
      {exercise === null ? (
        <p>
          No exercise that practises it is open to you now. <a href="/levels">See what opens them</a>.
        </p>
      ) : (
        <Exercise exercise={exercise} begin={begin} />
      )}
    </li>
  );
}

interface ExerciseProps {
  readonly exercise: NonNullable<ReviewEntry["exercise"]>;
  readonly begin: ReviewPageProps["begin"];
}

function Exercise({ exercise, begin }: ExerciseProps) {
  const { slug, title, revision, variant, isFresh, hasVariants, asked, spoken } = exercise;
  const what = hasVariants ? "with fresh numbers" : "from an empty sheet";
  return (
    <>
      <p>
        {asked === null ? spoken : <InlineMath formula={asked} />}, in <em>{title}</em>
      </p>
      {isFresh ? (
        <p className="review-begin">
          <a className="button button-quiet" href={`/exercises/${slug}`}>
            Begin: {title}
          </a>
        </p>
      ) : (
        <form action={begin} className="review-begin">
          <input type="hidden" name="exercise" value={slug} />
          <input type="hidden" name="revision" value={revision} />
          <input type="hidden" name="variant" value={variant} />
          <button type="submit" className="button button-quiet">
            Begin {what}
            <span className="sr-only">: {title}</span>
          </button>
        </form>
      )}
    </>
  );
}
